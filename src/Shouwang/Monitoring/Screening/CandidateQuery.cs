using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Screening;

/// <summary>
/// The few residents whom a rule may concern, found in one pass over the record tables without removing duplicates
/// (see <see cref="Possible"/>); the rules then decide on them exactly.
/// </summary>
internal sealed class CandidateQuery(Columns columns)
{
    /// <param name="Single">The one bound, where there are no others.</param>
    private sealed record Bounds(string Having, IReadOnlyList<Aggregate> Aggregates, Possible.Bound? Single = null);

    public string Write(IEnumerable<WarningRule> rules)
    {
        var selects = rules.SelectMany(r => Pick(Possible.Of(r.When))).GroupBy(r => r.Key, r => r.Value).OrderBy(g => g.Key.Name, StringComparer.Ordinal)
            .SelectMany(g => g.Where(b => Row(b) is not null).Select(b => Rows(g.Key, Row(b)!)).Concat(Groups(g.Key, [.. g.Where(b => Row(b) is null)])));
        return $"SELECT c.person FROM (\n{string.Join("\nUNION\n", selects.Distinct())}) c\nWHERE NOT EXISTS (SELECT 1 FROM in_person p WHERE p.person = c.person)";
    }

    /// <summary>What one row alone must fulfil for the bound to be passed, where one is enough: far cheaper than grouping.</summary>
    private string? Row(Bounds bounds)
    {
        if (bounds.Single is not { Aggregate: { Kind: AggregateKind.Any or AggregateKind.Max } a } bound)
        {
            return null;
        }

        var value = bound.Least is null ? "TRUE" : $"{columns.Sql.Write(a.Value!)} {(bound.OrEqual ? ">=" : ">")} {columns.Sql.Write(bound.Least)}";
        return columns.Filter(a) is { } filter ? $"{filter} AND {value}" : value;
    }

    private string Rows(RecordType record, string row) => $"SELECT r.person FROM in_{record.Name} r\nWHERE {RecordQuery.Dated(record, columns.AsOf, null)} AND {row}";

    private IEnumerable<string> Groups(RecordType record, IReadOnlyList<Bounds> bounds)
    {
        if (bounds.Count == 0)
        {
            return [];
        }

        if (bounds is [{ Single: { Aggregate: { Kind: AggregateKind.Sum } a, Least: { } least } bound }])
        {
            var value = columns.Sql.Write(a.Value!);
            var filter = columns.Filter(a) is { } f ? $" AND {f}" : "";
            return [$"SELECT r.person FROM in_{record.Name} r\nWHERE {RecordQuery.Dated(record, columns.AsOf, null)}{filter} AND {value} > 0\nGROUP BY r.person HAVING sum({value}) {(bound.OrEqual ? ">=" : ">")} {columns.Sql.Write(least)}"];
        }

        var filters = bounds.SelectMany(b => b.Aggregates).Select(columns.Filter).ToList();
        var any = filters.Contains(null) ? "" : $" AND ({string.Join(" OR ", filters.Distinct().Select(f => $"({f})"))})";
        return [$"SELECT r.person FROM in_{record.Name} r\nWHERE {RecordQuery.Dated(record, columns.AsOf, null)}{any}\nGROUP BY r.person HAVING {string.Join(" OR ", bounds.Select(b => b.Having))}"];
    }

    private Dictionary<RecordType, Bounds> Pick(Possible possible) => possible switch
    {
        Possible.Bound b => new() { [b.Aggregate.Over.Record!] = new Bounds(Having(b), [b.Aggregate], b) },
        Possible.Joined { IsAnd: true } j => BothOf(Pick(j.Left), Pick(j.Right)),
        Possible.Joined j => EitherOf(Pick(j.Left), Pick(j.Right)),
        _ => throw new System.Diagnostics.UnreachableException("the checker refuses an unbounded rule for residents"),
    };

    /// <summary>Both must hold: where they ask for different records, those who pass one of them are enough to look at.</summary>
    private static Dictionary<RecordType, Bounds> BothOf(Dictionary<RecordType, Bounds> left, Dictionary<RecordType, Bounds> right)
    {
        if (left.Count == 1 && right.Count == 1 && left.Keys.First() == right.Keys.First())
        {
            var (a, b) = (left.Values.First(), right.Values.First());
            return new() { [left.Keys.First()] = new Bounds($"({a.Having} AND {b.Having})", [.. a.Aggregates, .. b.Aggregates]) };
        }

        return left.Count <= right.Count ? left : right;
    }

    private static Dictionary<RecordType, Bounds> EitherOf(Dictionary<RecordType, Bounds> left, Dictionary<RecordType, Bounds> right)
    {
        var both = new Dictionary<RecordType, Bounds>(left);
        foreach (var (record, b) in right)
        {
            both[record] = both.TryGetValue(record, out var a) ? new Bounds($"({a.Having} OR {b.Having})", [.. a.Aggregates, .. b.Aggregates]) : b;
        }

        return both;
    }

    private string Having(Possible.Bound bound)
    {
        var a = bound.Aggregate;
        var filtered = columns.Filter(a) is { } filter ? $" FILTER (WHERE {filter})" : "";
        var upper = a.Kind switch
        {
            AggregateKind.Sum => $"COALESCE(sum(GREATEST({columns.Sql.Write(a.Value!)}, 0)){filtered}, 0)",
            AggregateKind.Max => $"max({columns.Sql.Write(a.Value!)}){filtered}",
            _ => $"count(*){filtered}",
        };
        return bound.Least is null ? $"{upper} > 0" : $"{upper} {(bound.OrEqual ? ">=" : ">")} {columns.Sql.Write(bound.Least)}";
    }
}
