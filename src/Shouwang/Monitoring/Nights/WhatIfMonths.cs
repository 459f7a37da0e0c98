using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Nights;

/// <summary>One month of a what-if, screened as of its last day.</summary>
/// <param name="RaisedBase">Of the hits as the pack stands, those that did not hold a month before: each a new warning.</param>
/// <param name="RaisedChanged">The same with the change.</param>
public sealed record WhatIfMonth(DateOnly AsOf, int Base, int Changed, int Gained, int Lost, int RaisedBase, int RaisedChanged);

/// <summary>What a changed parameter would have meant over the stored months.</summary>
/// <param name="SubjectsBase">Different people, or households where the rule is about them, hit in any of the months.</param>
/// <param name="SubjectsChanged">The same with the change.</param>
/// <param name="NewSubjects">Hit only with the change, in whatever month.</param>
/// <param name="SparedSubjects">Hit only without it.</param>
public sealed record WhatIfReport(WarningRule Rule, IReadOnlyList<WhatIfMonth> Months, int SubjectsBase, int SubjectsChanged, int NewSubjects, int SparedSubjects)
{
    public int RaisedBase => Months.Sum(month => month.RaisedBase);

    public int RaisedChanged => Months.Sum(month => month.RaisedChanged);
}

/// <summary>Tries other parameters of one rule on the month ends of the past, with the register and the records as they are known today.</summary>
public sealed class WhatIfMonths(RecordStore store, RuleSet rules, RegisterSnapshot register, IReadOnlyList<int> personNumbers)
{
    /// <param name="overrides">See <see cref="WhatIf.Run"/>.</param>
    /// <param name="asOf">The last month is the latest that has ended by this day.</param>
    /// <param name="months">How many at most; months before the first delivered period are left out.</param>
    /// <exception cref="UnknownOverrideException">No such rule or parameter, or no value of it.</exception>
    public WhatIfReport Run(string rule, IReadOnlyDictionary<string, string> overrides, DateOnly asOf, int months, IProgress<(double Share, string Note)>? progress = null, CancellationToken cancel = default)
    {
        var ends = MonthEnds(asOf, months);
        var relations = new ScreeningRelations(register, personNumbers);
        var laid = 0;
        var days = WhatIf.Subjects(store.Connection, rules, rule, overrides, ends, day =>
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(((double)laid++ / ends.Count, $"{day:yyyy-MM}"));
            relations.Lay(store, day);
        });
        progress?.Report((1, ""));
        var chosen = rules.Rules[rule];
        return Report(chosen, chosen.Scope == RuleScope.Household ? [.. days.Select(day => Homes(day, relations))] : days);
    }

    // As in a night: who has left is no household.
    private static WhatIfSubjects Homes(WhatIfSubjects day, ScreeningRelations relations) => day with
    {
        Before = day.Before.Where(household => !relations.IsApart(household)).ToHashSet(),
        After = day.After.Where(household => !relations.IsApart(household)).ToHashSet(),
    };

    private static WhatIfReport Report(WarningRule rule, IReadOnlyList<WhatIfSubjects> days)
    {
        var lines = days.Select((day, i) => Month(day, i == 0 ? null : days[i - 1])).ToList();
        var (before, after) = (days.SelectMany(day => day.Before).ToHashSet(), days.SelectMany(day => day.After).ToHashSet());
        return new WhatIfReport(rule, lines, before.Count, after.Count, after.Count(subject => !before.Contains(subject)), before.Count(subject => !after.Contains(subject)));
    }

    private static WhatIfMonth Month(WhatIfSubjects day, WhatIfSubjects? before)
    {
        var (asOf, hits, changed, gained, lost) = day.Counts;
        return new WhatIfMonth(
            asOf, hits, changed, gained, lost,
            day.Before.Count(subject => before?.Before.Contains(subject) != true),
            day.After.Count(subject => before?.After.Contains(subject) != true));
    }

    private List<DateOnly> MonthEnds(DateOnly asOf, int months)
    {
        var first = BatchLists.All(store).Where(b => b.State == BatchState.Published).Select(b => SourceStatus.EndOf(b.Period)).Min();
        var next = new DateOnly(asOf.Year, asOf.Month, 1);
        next = asOf.AddDays(1).Day == 1 ? asOf.AddDays(1) : next;
        return [.. Enumerable.Range(0, months).Select(back => next.AddMonths(-back).AddDays(-1)).Where(end => first is null || end >= new DateOnly(first.Value.Year, first.Value.Month, 1)).Reverse()];
    }
}
