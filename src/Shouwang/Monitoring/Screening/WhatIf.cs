using DuckDB.NET.Data;
using Shouwang.Monitoring.Rules;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>One date of a what-if: hits of the rule as the pack stands and with the change.</summary>
/// <param name="Gained">Hit only with the change.</param>
/// <param name="Lost">Hit only without it.</param>
public sealed record WhatIfDay(DateOnly AsOf, int Base, int Changed, int Gained, int Lost);

/// <summary>Whom the rule hits on one date: numbers of people, or of households where the rule is about them.</summary>
/// <param name="Before">As the pack stands.</param>
/// <param name="After">With the change.</param>
public sealed record WhatIfSubjects(DateOnly AsOf, IReadOnlySet<int> Before, IReadOnlySet<int> After)
{
    public WhatIfDay Counts => new(AsOf, Before.Count, After.Count, After.Count(subject => !Before.Contains(subject)), Before.Count(subject => !After.Contains(subject)));
}

/// <summary>How many warnings a changed threshold would have raised.</summary>
public static class WhatIf
{
    /// <param name="relations">Lays <c>in_*</c> for a date; called once per date.</param>
    /// <param name="overrides">Parameters of the rule (<c>threshold</c>) or by full name (<c>A02.threshold</c>) → value as a pack writes it.</param>
    /// <exception cref="UnknownOverrideException">No such rule or parameter, or no value of it.</exception>
    public static IReadOnlyList<WhatIfDay> Run(DuckDBConnection connection, RuleSet rules, string rule, IReadOnlyDictionary<string, string> overrides, IEnumerable<DateOnly> days, Action<DateOnly> relations) =>
        [.. Subjects(connection, rules, rule, overrides, days, relations).Select(day => day.Counts)];

    /// <summary>As <see cref="Run"/>, with whom the rule hits.</summary>
    /// <exception cref="UnknownOverrideException">No such rule or parameter, or no value of it.</exception>
    public static IReadOnlyList<WhatIfSubjects> Subjects(DuckDBConnection connection, RuleSet rules, string rule, IReadOnlyDictionary<string, string> overrides, IEnumerable<DateOnly> days, Action<DateOnly> relations)
    {
        if (!rules.Rules.TryGetValue(rule, out var chosen))
        {
            throw new UnknownOverrideException(new($"没有编号为“{rule}”的规则", $"No rule '{rule}'"));
        }

        var alone = rules.Only(chosen);
        var full = overrides.ToDictionary(o => rules.Parameters.ContainsKey($"{rule}.{o.Key}") ? $"{rule}.{o.Key}" : o.Key, o => o.Value, StringComparer.Ordinal);
        var found = new List<WhatIfSubjects>();
        foreach (var day in days)
        {
            relations(day);
            var before = Keys(Screener.Run(connection, ScreeningPlan.Make(alone, day, SqlDialect.DuckDb)));
            var after = Keys(Screener.Run(connection, ScreeningPlan.Make(alone, day, SqlDialect.DuckDb, full)));
            found.Add(new WhatIfSubjects(day, before, after));
        }

        return found;
    }

    private static HashSet<int> Keys(ScreeningResult result) => [.. result.Hits.Select(h => h.Scope == RuleScope.Household ? h.Household!.Value : h.Person!.Value)];
}
