using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Screening;

/// <summary>
/// In which narrow table an aggregate stands. One wide table of all values was three times slower: every outer join cuts
/// the batches in two, so each table has the people with rows only, and a rule joins what it asks for.
/// </summary>
internal sealed class AggregateTables(Vocabulary vocabulary, Columns columns)
{
    private readonly Dictionary<string, string> overMembers = new(StringComparer.Ordinal);

    public string Of(Aggregate a)
    {
        var level = columns.Find(a).Level;
        return a.Scope == vocabulary.Resident ? $"s_ragg_{a.Over.Name}"
            : a.Over == vocabulary.Person ? OverMembers(a, level)
            : a.Scope == vocabulary.Household ? $"s_up_{level}_{a.Over.Name}"
            : $"s_agg_{level}_{a.Over.Name}";
    }

    /// <summary>Members' values that need the same records are counted together.</summary>
    private string OverMembers(Aggregate a, int level)
    {
        if (!overMembers.TryGetValue(columns.NameOf(a), out var table))
        {
            var needed = new RowQuery(vocabulary, columns, this).Closure(a.Parts).OfType<Aggregate>().Select(Of).Distinct().Order(StringComparer.Ordinal).Select(t => t[2..]);
            table = $"s_members_{level}{string.Concat(needed.Select(n => $"_{n}"))}";
            overMembers[columns.NameOf(a)] = table;
        }

        return table;
    }
}
