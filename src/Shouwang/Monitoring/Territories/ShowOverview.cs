using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Territories;

/// <summary>Counts a territory: a few statements over the register and the warnings, added up along the division tree.</summary>
public sealed class ShowOverview(ShouwangDb db, DivisionTree divisions)
{
    private sealed record Standing(string Division, string Rule, WarningSeverity Severity, WarningState State, DateOnly DueOn, DateOnly RaisedOn);

    /// <param name="within">City, county, township or village.</param>
    /// <exception cref="KeyNotFoundException">The tree has no such place.</exception>
    public async Task<Overview> RunAsync(DivisionCode within, DateOnly day, CancellationToken cancel = default)
    {
        var homes = db.Households().WhereIn(home => (string)(object)home.Division, [within]);
        var households = await HouseholdsAsync(homes, cancel);
        var people = await PeopleAsync(homes, day, cancel);
        var warnings = await WarningsAsync(within, cancel);
        var month = Month.Of(day);
        var waiting = warnings.Where(Waits).ToList();
        return new Overview(
            divisions[within], day,
            households.Values.Sum(), people.Sum(p => p.Count),
            people.Where(p => p.Category is not null).GroupBy(p => p.Category!.Value).ToDictionary(g => g.Key, g => g.Sum(p => p.Count)),
            await MonitoredAsync(homes, day, cancel), await BenefitsAsync(homes, month, cancel),
            new WarningCounts(waiting.Count, waiting.Count(w => w.DueOn == day), waiting.Count(w => w.DueOn < day), warnings.Count(w => w.State == WarningState.Verified), warnings.Count(w => w.State == WarningState.Closed)),
            waiting.CountBy(w => w.Severity).ToDictionary(),
            [.. waiting.CountBy(w => w.Rule).OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value))],
            [.. Enumerable.Range(-11, 12).Select(step => month.AddMonths(step)).Select(m => (m, warnings.Count(w => Month.Of(w.RaisedOn) == m)))],
            [.. divisions.ChildrenOf(within).Select(place => Counts(place, households, people, waiting, day))],
            [.. MapOf(within).Select(place => Counts(place, households, people, waiting, day))]);
    }

    private IEnumerable<Division> MapOf(DivisionCode within) => within.Level < DivisionLevel.County
        ? divisions.OfLevel(DivisionLevel.Township).Where(place => within.Contains(place.Code))
        : divisions.ChildrenOf(within);

    private static PlaceCounts Counts(Division place, Dictionary<string, int> households, List<(string Division, HouseholdCategory? Category, int Count)> people, List<Standing> waiting, DateOnly day)
    {
        var prefix = place.Code.Prefix;
        var here = waiting.Where(w => w.Division.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return new PlaceCounts(
            place, households.Where(h => h.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(h => h.Value), people.Where(p => p.Division.StartsWith(prefix, StringComparison.Ordinal)).Sum(p => p.Count),
            here.Count, here.Count(w => w.Severity == WarningSeverity.Red), here.Count(w => w.DueOn < day));
    }

    private static bool Waits(Standing warning) => warning.State is WarningState.New or WarningState.Assigned or WarningState.Verifying;

    private static async Task<Dictionary<string, int>> HouseholdsAsync(IQueryable<Household> homes, CancellationToken cancel) =>
        (await homes.GroupBy(h => h.Division).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).ToDictionary(g => g.Key.Text, g => g.Count, StringComparer.Ordinal);

    private async Task<List<(string Division, HouseholdCategory? Category, int Count)>> PeopleAsync(IQueryable<Household> homes, DateOnly day, CancellationToken cancel)
    {
        var living = db.Memberships().Where(m => m.From <= day && (m.To == null || m.To >= day));
        var counts = await (
            from member in living
            join home in homes on member.HouseholdId equals home.Id
            join found in db.CategorySpells().Where(c => c.From <= day && (c.To == null || c.To >= day)) on member.PersonId equals found.PersonId into spells
            from spell in spells.DefaultIfEmpty()
            group member by new { home.Division, Category = spell == null ? (HouseholdCategory?)null : spell.Category } into g
            select new { g.Key.Division, g.Key.Category, Count = g.Count() }).ToListAsync(cancel);
        return [.. counts.Select(c => (c.Division.Text, c.Category, c.Count))];
    }

    private Task<List<Standing>> WarningsAsync(DivisionCode within, CancellationToken cancel) => db.Warnings().AsNoTracking()
        .WhereIn(w => w.Division, [within])
        .Select(w => new Standing(w.Division ?? "", w.Rule, w.Severity, w.State, w.DueOn, w.RaisedOn))
        .ToListAsync(cancel);

    private async Task<Dictionary<MonitoredKind, int>> MonitoredAsync(IQueryable<Household> homes, DateOnly day, CancellationToken cancel) =>
        (await (
            from tag in db.TagSpells().Where(t => t.Tag == HouseholdTag.Monitored && t.From <= day && (t.To == null || t.To >= day))
            join home in homes on tag.HouseholdId equals home.Id
            group tag by tag.Kind into g
            select new { g.Key, Count = g.Count() }).ToListAsync(cancel)).ToDictionary(g => g.Key, g => g.Count);

    private async Task<Money> BenefitsAsync(IQueryable<Household> homes, Month month, CancellationToken cancel)
    {
        var paid = await (
            from benefit in db.Benefits().Where(b => b.From <= month && (b.To == null || b.To >= month))
            join member in db.Memberships().Where(m => m.To == null) on benefit.PersonId equals member.PersonId
            join home in homes on member.HouseholdId equals home.Id
            group benefit by benefit.Amount into g
            select new { Amount = g.Key, Count = g.Count() }).ToListAsync(cancel);
        return new Money(paid.Sum(p => p.Amount.Fen * p.Count));
    }
}
