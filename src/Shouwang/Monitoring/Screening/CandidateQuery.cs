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
    private sealed record Bounds(string Having, IReadOnlyList<Aggregate> Aggregates);

    public string Write(IEnumerable<WarningRule> rules)
    {
        var byRecord = rules.Select(r => Pick(Possible.Of(r.When))).Aggregate(EitherOf);
        var selects = byRecord.OrderBy(r => r.Key.Name, StringComparer.Ordinal).Select(r => Select(r.Key, r.Value));
        return $"SELECT c.person FROM (\n{string.Join("\nUNION\n", selects)}) c\nWHERE NOT EXISTS (SELECT 1 FROM in_person p WHERE p.person = c.person)";
    }

    private string Select(RecordType record, Bounds bounds)
    {
        var filters = bounds.Aggregates.Select(columns.Filter).ToList();
        var any = filters.Contains(null) ? "" : $" AND ({string.Join(" OR ", filters.Distinct().Select(f => $"({f})"))})";
        return $"SELECT r.person FROM in_{record.Name} r\nWHERE {RecordQuery.Dated(record, columns.AsOf, null)}{any}\nGROUP BY r.person HAVING {bounds.Having}";
    }

    private Dictionary<RecordType, Bounds> Pick(Possible possible) => possible switch
    {
        Possible.Bound b => new() { [b.Aggregate.Over.Record!] = new Bounds(Having(b), [b.Aggregate]) },
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
