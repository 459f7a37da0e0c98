using DuckDB.NET.Data;
using Shouwang.Monitoring.Rules;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>One date of a what-if: hits of the rule as the pack stands and with the change.</summary>
/// <param name="Before">Whom the rule hits as it stands: numbers of people, or of households where the rule is about them.</param>
/// <param name="After">Whom it hits with the change.</param>
public sealed record WhatIfDay(DateOnly AsOf, IReadOnlySet<int> Before, IReadOnlySet<int> After)
{
    public int Base => Before.Count;

    public int Changed => After.Count;

    /// <summary>Hit only with the change.</summary>
    public int Gained => After.Count(subject => !Before.Contains(subject));

    /// <summary>Hit only without it.</summary>
    public int Lost => Before.Count(subject => !After.Contains(subject));
}

/// <summary>How many warnings a changed threshold would have raised.</summary>
public static class WhatIf
{
    /// <param name="relations">Lays <c>in_*</c> for a date; called once per date.</param>
    /// <param name="overrides">Parameters of the rule (<c>threshold</c>) or by full name (<c>A02.threshold</c>) → value as a pack writes it.</param>
    /// <exception cref="UnknownOverrideException">No such rule or parameter, or no value of it.</exception>
    public static IReadOnlyList<WhatIfDay> Run(DuckDBConnection connection, RuleSet rules, string rule, IReadOnlyDictionary<string, string> overrides, IEnumerable<DateOnly> days, Action<DateOnly> relations)
    {
        if (!rules.Rules.TryGetValue(rule, out var chosen))
        {
            throw new UnknownOverrideException(new($"没有编号为“{rule}”的规则", $"No rule '{rule}'"));
        }

        var alone = rules.Only(chosen);
        var full = overrides.ToDictionary(o => rules.Parameters.ContainsKey($"{rule}.{o.Key}") ? $"{rule}.{o.Key}" : o.Key, o => o.Value, StringComparer.Ordinal);
        var found = new List<WhatIfDay>();
        foreach (var day in days)
        {
            relations(day);
            var before = Keys(Screener.Run(connection, ScreeningPlan.Make(alone, day, SqlDialect.DuckDb)));
            var after = Keys(Screener.Run(connection, ScreeningPlan.Make(alone, day, SqlDialect.DuckDb, full)));
            found.Add(new WhatIfDay(day, before, after));
        }

        return found;
    }

    private static HashSet<int> Keys(ScreeningResult result) => [.. result.Hits.Select(h => h.Scope == RuleScope.Household ? h.Household!.Value : h.Person!.Value)];
}
