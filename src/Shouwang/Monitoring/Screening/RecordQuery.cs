using Shouwang.Platform.Records;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>
/// The rows of one record type about some people: not those dated after the run, and of rows with the same key of one
/// person only the one of the highest batch, then line.
/// </summary>
internal static class RecordQuery
{
    /// <param name="registered">Registered people, with their household; otherwise the residents to be looked at.</param>
    /// <param name="after">No window reaches back to this day; null where one has no lower end.</param>
    public static string Write(RecordType record, IEnumerable<string> fields, bool registered, DateOnly asOf, DateOnly? after)
    {
        var kept = fields.Append(record.Date.Name).Concat(record.Amount is null ? [] : [record.Amount.Name]).Distinct().Order(StringComparer.Ordinal).ToList();
        var keys = record.Key.Select(f => f.Name).ToList();
        var people = registered ? "in_person" : "s_candidate";
        var all = $"SELECT r.person, {(registered ? "p.household, " : "")}r.batch, r.line, {Listed(kept.Union(keys))}\nFROM in_{record.Name} r\nJOIN {people} p ON p.person = r.person\nWHERE {Dated(record, asOf, after)}";
        return keys.Count == 0 ? all : Once($"r.person, {(registered ? "r.household, " : "")}r.batch, r.line, {Listed(kept)}", Listed(keys), all);
    }

    /// <summary>Old rows may be left out before duplicates are removed only where the date is part of the key.</summary>
    public static string Dated(RecordType record, DateOnly asOf, DateOnly? after)
    {
        var until = $"r.\"{record.Date.Name}\" <= {FormulaSql.Literal(asOf)}";
        return after is { } day && (record.Key.Count == 0 || record.Key.Contains(record.Date))
            ? $"{until} AND r.\"{record.Date.Name}\" > {FormulaSql.Literal(day)}"
            : until;
    }

    private static string Listed(IEnumerable<string> fields) => string.Join(", ", fields.Select(f => $"r.\"{f}\""));

    /// <summary>Few people have a row twice; only theirs are sorted.</summary>
    private static string Once(string select, string key, string all) => $"""
        WITH r AS MATERIALIZED (
        {all}),
        twice AS MATERIALIZED (SELECT DISTINCT person FROM (SELECT r.person FROM r GROUP BY r.person, {key} HAVING count(*) > 1) t)
        SELECT {select} FROM r WHERE NOT EXISTS (SELECT 1 FROM twice t WHERE t.person = r.person)
        UNION ALL
        SELECT * FROM (SELECT DISTINCT ON (r.person, {key}) {select} FROM r WHERE EXISTS (SELECT 1 FROM twice t WHERE t.person = r.person) ORDER BY r.person, {key}, r.batch DESC, r.line DESC) o
        """;
}
