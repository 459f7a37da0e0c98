using Shouwang.Platform.Records;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>
/// The rows of one record type about some people: not those dated after the run, and of rows with the same key of one
/// person only the one of the highest batch, then line.
/// </summary>
internal static class RecordQuery
{
    /// <param name="people">Relation with a column person.</param>
    /// <param name="after">No window reaches back to this day; null where one has no lower end.</param>
    public static string Write(RecordType record, IEnumerable<string> fields, string people, DateOnly asOf, DateOnly? after)
    {
        var kept = fields.Append(record.Date.Name).Concat(record.Amount is null ? [] : [record.Amount.Name]).Distinct().Order(StringComparer.Ordinal).ToList();
        var select = $"r.person, r.batch, r.line, {string.Join(", ", kept.Select(f => $"r.\"{f}\""))}";
        var from = $"FROM {"in_" + record.Name} r\nJOIN {people} p ON p.person = r.person\nWHERE {Dated(record, asOf, after)}";
        if (record.Key.Count == 0)
        {
            return $"SELECT {select}\n{from}";
        }

        var key = string.Join(", ", record.Key.Select(f => $"r.\"{f.Name}\""));
        return $"SELECT DISTINCT ON (r.person, {key}) {select}\n{from}\nORDER BY r.person, {key}, r.batch DESC, r.line DESC";
    }

    /// <summary>Old rows may be left out before duplicates are removed only where the date is part of the key.</summary>
    public static string Dated(RecordType record, DateOnly asOf, DateOnly? after)
    {
        var until = $"r.\"{record.Date.Name}\" <= {FormulaSql.Literal(asOf)}";
        return after is { } day && (record.Key.Count == 0 || record.Key.Contains(record.Date))
            ? $"{until} AND r.\"{record.Date.Name}\" > {FormulaSql.Literal(day)}"
            : until;
    }
}
