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
        var prefix = within.Prefix;
        var households = await HouseholdsAsync(cancel);
        var people = await PeopleAsync(day, cancel);
        var warnings = await WarningsAsync(prefix, cancel);
        var month = Month.Of(day);
        var waiting = warnings.Where(Waits).ToList();
        return new Overview(
            divisions[within], day,
            Sum(households, prefix), people.Where(p => p.Division.StartsWith(prefix, StringComparison.Ordinal)).Sum(p => p.Count),
            people.Where(p => p.Category is not null && p.Division.StartsWith(prefix, StringComparison.Ordinal)).GroupBy(p => p.Category!.Value).ToDictionary(g => g.Key, g => g.Sum(p => p.Count)),
            await MonitoredAsync(prefix, day, cancel), await BenefitsAsync(prefix, month, cancel),
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
            place, Sum(households, prefix), people.Where(p => p.Division.StartsWith(prefix, StringComparison.Ordinal)).Sum(p => p.Count),
            here.Count, here.Count(w => w.Severity == WarningSeverity.Red), here.Count(w => w.DueOn < day));
    }

    private static bool Waits(Standing warning) => warning.State is WarningState.New or WarningState.Assigned or WarningState.Verifying;

    private static int Sum(Dictionary<string, int> households, string prefix) => households.Where(h => h.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(h => h.Value);

    private async Task<Dictionary<string, int>> HouseholdsAsync(CancellationToken cancel) =>
        (await db.Households().GroupBy(h => h.Division).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).ToDictionary(g => g.Key.Text, g => g.Count, StringComparer.Ordinal);

    private async Task<List<(string Division, HouseholdCategory? Category, int Count)>> PeopleAsync(DateOnly day, CancellationToken cancel)
    {
        var living = db.Memberships().Where(m => m.From <= day && (m.To == null || m.To >= day));
        var counts = await (
            from member in living
            join home in db.Households() on member.HouseholdId equals home.Id
            join found in db.CategorySpells().Where(c => c.From <= day && (c.To == null || c.To >= day)) on member.PersonId equals found.PersonId into spells
            from spell in spells.DefaultIfEmpty()
            group member by new { home.Division, Category = spell == null ? (HouseholdCategory?)null : spell.Category } into g
            select new { g.Key.Division, g.Key.Category, Count = g.Count() }).ToListAsync(cancel);
        return [.. counts.Select(c => (c.Division.Text, c.Category, c.Count))];
    }

    private Task<List<Standing>> WarningsAsync(string prefix, CancellationToken cancel) => db.Warnings().AsNoTracking()
        .Where(w => w.Division != null && w.Division.StartsWith(prefix))
        .Select(w => new Standing(w.Division!, w.Rule, w.Severity, w.State, w.DueOn, w.RaisedOn))
        .ToListAsync(cancel);

    private async Task<Dictionary<MonitoredKind, int>> MonitoredAsync(string prefix, DateOnly day, CancellationToken cancel)
    {
        var counts = await (
            from tag in db.TagSpells().Where(t => t.Tag == HouseholdTag.Monitored && t.From <= day && (t.To == null || t.To >= day))
            join home in db.Households() on tag.HouseholdId equals home.Id
            group tag by new { home.Division, tag.Kind } into g
            select new { g.Key.Division, g.Key.Kind, Count = g.Count() }).ToListAsync(cancel);
        return counts.Where(c => c.Division.Text.StartsWith(prefix, StringComparison.Ordinal)).GroupBy(c => c.Kind).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
    }

    private async Task<Money> BenefitsAsync(string prefix, Month month, CancellationToken cancel)
    {
        var paid = await (
            from benefit in db.Benefits().Where(b => b.From <= month && (b.To == null || b.To >= month))
            join member in db.Memberships().Where(m => m.To == null) on benefit.PersonId equals member.PersonId
            join home in db.Households() on member.HouseholdId equals home.Id
            group benefit by new { home.Division, benefit.Amount } into g
            select new { g.Key.Division, g.Key.Amount, Count = g.Count() }).ToListAsync(cancel);
        return new Money(paid.Where(p => p.Division.Text.StartsWith(prefix, StringComparison.Ordinal)).Sum(p => p.Amount.Fen * p.Count));
    }
}
