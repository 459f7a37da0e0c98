using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Nights;

/// <summary>
/// Turns what screening found – numbers of people, households and batches – into hits that stand on their own:
/// register ids, codes, pseudonyms, and rows named by source, file and line.
/// </summary>
internal sealed class Sightings(RuleSet rules, ScreeningRelations relations, PersonMap people)
{
    public IReadOnlyList<RaisedHit> Of(DuckDBConnection connection, ScreeningResult result)
    {
        var files = Files(connection);
        var evidence = result.Evidence.GroupBy(e => (e.Rule, e.Scope, e.Person, e.Household))
            .ToDictionary(g => g.Key, g => (IReadOnlyList<EvidenceRow>)[.. g.Select(e => Row(files, e))]);
        var places = Places(connection, result);
        return [.. result.Hits.Select(h =>
        {
            var key = h.Scope == RuleScope.Household ? (h.Rule, h.Scope, (int?)null, h.Household) : (h.Rule, h.Scope, h.Person, h.Household);
            return Raised(h, evidence.GetValueOrDefault(key) ?? [], h.Person is { } p ? places.GetValueOrDefault(p) : null);
        })];
    }

    /// <summary>
    /// SHA-256 over hits and evidence, sorted, by names that depend neither on the order of arrival nor on the ids that one
    /// register happened to give: a person goes by the pseudonym, a household by its code. Same files, same register, same keys: same hash.
    /// </summary>
    /// <param name="hits">What <see cref="Of"/> made of the result, in its order.</param>
    public string Hash(ScreeningResult result, IReadOnlyList<RaisedHit> hits)
    {
        var lines = hits.Zip(result.Hits, (h, found) => string.Create(CultureInfo.InvariantCulture, $"{h.Rule}|{h.Scope}|{(found.Scope == RuleScope.Household ? h.Subject : Pseudonym(found))}|{h.Severity}|{h.Amount}|")
            + string.Join(';', h.Evidence.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Record},{e.Source},{e.Feed},{e.Sha256},{e.Line},{e.On:yyyyMMdd},{e.AmountFen}")).Order(StringComparer.Ordinal)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))));
    }

    private RaisedHit Raised(Hit hit, IReadOnlyList<EvidenceRow> evidence, DivisionCode? place)
    {
        var unit = rules.Rules[hit.Rule].Amount?.Type.IsMoney ?? true ? AmountUnit.Fen : AmountUnit.Number;
        var severity = Words<Severity>.Of(hit.Severity);
        switch (hit.Scope)
        {
            case RuleScope.Household:
                var home = relations.Household(hit.Household!.Value);
                return new RaisedHit(hit.Rule, HitScope.Household, null, home.Id, home.Code, severity, hit.Amount, evidence, hit.Named, unit);
            case RuleScope.Person:
                var person = relations.Person(hit.Person!.Value);
                var household = hit.Household is { } number ? relations.Household(number).Id : (Guid?)null;
                return new RaisedHit(hit.Rule, HitScope.Person, person.Id, household, person.Id.ToString("N"), severity, hit.Amount, evidence, hit.Named, unit);
            default:
                return new RaisedHit(hit.Rule, HitScope.Resident, null, null, Pseudonym(hit), severity, hit.Amount, evidence, hit.Named, unit, place);
        }
    }

    private string Pseudonym(Hit hit) => people.Pseudonym(hit.Person!.Value).ToString("x32", CultureInfo.InvariantCulture);

    private static EvidenceRow Row(Dictionary<int, (string Source, string Feed, string File, string Sha256)> files, HitEvidence e)
    {
        var (source, feed, file, sha256) = files[e.Batch];
        return new EvidenceRow(e.Record, source, feed, file, sha256, e.Line, e.On, e.Amount);
    }

    private static Dictionary<int, (string Source, string Feed, string File, string Sha256)> Files(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT a.rank, b.source, b.feed, b.file, b.sha256 FROM active_batch a JOIN batch b ON b.batch = a.batch";
        using var reader = command.ExecuteReader();
        var files = new Dictionary<int, (string, string, string, string)>();
        while (reader.Read())
        {
            files[reader.GetInt32(0)] = (reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4));
        }

        return files;
    }

    /// <summary>Where residents with a hit live, as far as a record type says so.</summary>
    private Dictionary<int, DivisionCode?> Places(DuckDBConnection connection, ScreeningResult result)
    {
        var places = new Dictionary<int, DivisionCode?>();
        foreach (var group in result.Hits.Where(h => h.Scope == RuleScope.Resident).GroupBy(h => h.Rule))
        {
            var persons = string.Join(", ", group.Select(h => h.Person!.Value.ToString(CultureInfo.InvariantCulture)));
            foreach (var record in rules.Rules[group.Key].Uses)
            {
                if (record.Fields.FirstOrDefault(f => f.Type == FieldType.Division) is not { } field)
                {
                    continue;
                }

                using var command = connection.CreateCommand();
                command.CommandText = $"SELECT person, max(\"{field.Name}\") FROM in_{record.Name} WHERE person IN ({persons}) AND \"{field.Name}\" IS NOT NULL GROUP BY person";
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    places[reader.GetInt32(0)] = DivisionCode.TryParse(reader.GetInt64(1).ToString("D12", CultureInfo.InvariantCulture), out var code) ? code : null;
                }
            }
        }

        return places;
    }
}
