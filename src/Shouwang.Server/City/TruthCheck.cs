using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;
using Shouwang.Registry;
using Sylvan.Data.Csv;

namespace Shouwang.Server.City;

/// <summary>How many of a kind the truth names, how many were found, and how many of those are right.</summary>
public sealed record TruthCount(int Expected, int Found, int Right)
{
    public double Precision => Found == 0 ? 1 : (double)Right / Found;

    public double Recall => Expected == 0 ? 1 : (double)Right / Expected;

    public bool IsExact => Expected == Found && Found == Right;
}

/// <summary>How the scored matcher did on rows without a usable id.</summary>
/// <param name="Enough">Rows about registered people that say enough to be linked without asking (a valid 15-digit id needs no matcher and is left out).</param>
/// <param name="EnoughRight">Of these, linked to the right person.</param>
/// <param name="Linked">All links made.</param>
/// <param name="Right">Of all links, those to the right person.</param>
public sealed record TruthMatches(int Enough, int EnoughRight, int Linked, int Right)
{
    public double Precision => Linked == 0 ? 1 : (double)Right / Linked;

    public double Recall => Enough == 0 ? 1 : (double)EnoughRight / Enough;
}

/// <summary>What a night found of a synthetic city, held against the city's truth files.</summary>
/// <param name="Warnings">Rule, subject, severity and amount all agree.</param>
/// <param name="NearMisses">Planted near misses that raised their rule all the same; must be 0.</param>
/// <param name="Spoilt">File, line and reason of every row set aside.</param>
/// <param name="Wrong">The first few disagreements, for a person to look at; ids masked.</param>
public sealed record TruthReport(TruthCount Warnings, int NearMisses, TruthCount Spoilt, TruthMatches Matches, IReadOnlyList<string> Wrong);

/// <summary>Compares warnings, quarantine and links with the truth, by an eye that shares no code with the engine.</summary>
public sealed class TruthCheck(ShouwangDb db, RecordStore store, Pseudonyms pseudonyms)
{
    private const int Shown = 20;

    public async Task<TruthReport> RunAsync(string truth, CancellationToken cancel)
    {
        var ids = await db.Persons().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.IdNumber, cancel);
        var wrong = new List<string>();
        var (warnings, near) = await WarningsAsync(truth, ids, wrong, cancel);
        return new TruthReport(warnings, near, Spoilt(truth, wrong), Matches(truth, ids), wrong);
    }

    private async Task<(TruthCount Count, int NearMisses)> WarningsAsync(string truth, Dictionary<Guid, IdNumber> ids, List<string> wrong, CancellationToken cancel)
    {
        var raised = await db.Warnings().AsNoTracking().Select(w => new { w.Rule, w.Scope, w.PersonId, w.Subject, w.Severity, w.Amount, w.AmountUnit }).ToListAsync(cancel);
        var found = raised.Select(w =>
        {
            var subject = w.Scope == HitScope.Person ? ids[w.PersonId!.Value].Reveal() : w.Subject;
            var amount = w.Amount is not { } a ? "" : w.AmountUnit == AmountUnit.Fen ? new Money(a).ToPlainString() : a.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return (w.Rule, Subject: subject, Severity: Words<WarningSeverity>.Of(w.Severity), Amount: amount);
        }).ToHashSet();
        var expected = Rows(Path.Combine(truth, "warnings.csv")).Select(r => (r["rule"], Subject(r), r["severity"], Plain(r["amount"]))).ToHashSet();
        foreach (var (rule, subject, severity, amount) in expected.Except(found).Take(Shown))
        {
            wrong.Add($"missing {rule} {Mask(subject)} {severity} {amount}");
        }

        foreach (var (rule, subject, severity, amount) in found.Except(expected).Take(Shown))
        {
            wrong.Add($"unexpected {rule} {Mask(subject)} {severity} {amount}");
        }

        var pairs = found.Select(f => (f.Rule, f.Subject)).ToHashSet();
        var near = Rows(Path.Combine(truth, "near_misses.csv")).Count(r => pairs.Contains((r["rule"], Subject(r))));
        return (new TruthCount(expected.Count, found.Count, found.Count(f => expected.Contains(f))), near);
    }

    private TruthCount Spoilt(string truth, List<string> wrong)
    {
        var expected = Rows(Path.Combine(truth, "spoilt.csv")).Select(r => (r["file"], r["line"], r["fault"])).ToHashSet();
        var found = Quarantine.List(store, new QuarantineFilter()).Select(q => (q.File, q.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), q.Fault.Code())).ToHashSet();
        wrong.AddRange(expected.Except(found).Take(Shown).Select(e => $"not set aside: {e.Item1}:{e.Item2} {e.Item3}"));
        wrong.AddRange(found.Except(expected).Take(Shown).Select(f => $"set aside without cause: {f.Item1}:{f.Item2} {f.Item3}"));
        return new TruthCount(expected.Count, found.Count, found.Count(f => expected.Contains(f)));
    }

    // Rows about people outside the register have nobody to be linked to; a link of theirs is a wrong one.
    private TruthMatches Matches(string truth, Dictionary<Guid, IdNumber> ids)
    {
        var whose = Rows(Path.Combine(truth, "unlinked.csv")).ToDictionary(r => (r["file"], r["line"]));
        var numbers = ids.Values.ToDictionary(id => pseudonyms.Of(id), id => id.Reveal());
        var people = People(numbers);
        using var command = store.Connection.CreateCommand();
        command.CommandText = "SELECT b.file, u.line, l.person FROM unlinked u JOIN link l ON l.subject = u.subject JOIN batch b ON b.batch = u.batch";
        using var reader = command.ExecuteReader();
        var (found, right, enough) = (0, 0, 0);
        while (reader.Read())
        {
            found++;
            var key = (reader.GetString(0), reader.GetInt32(1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (whose.TryGetValue(key, out var row) && people.GetValueOrDefault(reader.GetInt32(2)) == row["id_number"])
            {
                right++;
                enough += SaysEnough(row) ? 1 : 0;
            }
        }

        return new TruthMatches(whose.Values.Count(SaysEnough), enough, found, right);
    }

    private static bool SaysEnough(Dictionary<string, string> row) => row["expected"] == "matched" && row["how"] != "id_15";

    private Dictionary<int, string> People(Dictionary<UInt128, string> numbers)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = "SELECT person, hi, lo FROM person WHERE person IN (SELECT person FROM link)";
        using var reader = command.ExecuteReader();
        var people = new Dictionary<int, string>();
        while (reader.Read())
        {
            people[reader.GetInt32(0)] = numbers.GetValueOrDefault(new UInt128(reader.GetFieldValue<ulong>(1), reader.GetFieldValue<ulong>(2)), "");
        }

        return people;
    }

    private string Subject(Dictionary<string, string> row) => row["scope"] switch
    {
        "household" => row["household"],
        "resident" => pseudonyms.Of(IdNumber.Parse(row["id_number"])).ToString("x32", System.Globalization.CultureInfo.InvariantCulture),
        _ => row["id_number"],
    };

    private static string Plain(string amount) => Money.TryParseYuan(amount, out var money) && amount.Contains('.', StringComparison.Ordinal) ? money.ToPlainString() : amount;

    private static string Mask(string subject) => IdNumber.TryParse(subject, out var id) ? id.ToString() : subject;

    private static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        using var reader = CsvDataReader.Create(path);
        while (reader.Read())
        {
            yield return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetString, StringComparer.Ordinal);
        }
    }
}
