using DuckDB.NET.Data;
using Shouwang.Monitoring.Rules;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>One date of a what-if: hits of the rule as the pack stands and with the change.</summary>
/// <param name="Gained">Hit only with the change.</param>
/// <param name="Lost">Hit only without it.</param>
public sealed record WhatIfDay(DateOnly AsOf, int Base, int Changed, int Gained, int Lost);

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
            found.Add(new WhatIfDay(day, before.Count, after.Count, after.Except(before).Count(), before.Except(after).Count()));
        }

        return found;
    }

    private static HashSet<(int?, int?)> Keys(ScreeningResult result) => [.. result.Hits.Select(h => (h.Person, h.Household))];
}
