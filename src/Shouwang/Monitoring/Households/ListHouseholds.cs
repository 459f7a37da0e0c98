using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Households;

/// <summary>Which households to list.</summary>
/// <param name="Places">In any of these; empty is nowhere.</param>
/// <param name="Code">Part of the household's code.</param>
/// <param name="Category">A member is in this class on the day.</param>
/// <param name="Monitored">Only those that are watched against a return to poverty.</param>
/// <param name="Worker">Only those with a warning that is assigned to this worker.</param>
public sealed record HouseholdFilter(IReadOnlyList<DivisionCode> Places, DateOnly Day, string? Code = null, HouseholdCategory? Category = null, bool Monitored = false, string? Worker = null)
{
    internal IQueryable<Household> Of(ShouwangDb db)
    {
        var day = Day;
        // Stored as its 12 digits, which the database compares as text.
        var households = db.Households().AsNoTracking().WhereIn(home => (string)(object)home.Division, Places);
        households = Code?.Trim() is { Length: > 0 } code ? households.Where(home => home.Code.Contains(code) || home.Code.Contains(code.ToUpperInvariant())) : households;
        households = Monitored ? households.Where(home => home.Tags.Any(tag => tag.Tag == HouseholdTag.Monitored && tag.From <= day && (tag.To == null || tag.To >= day))) : households;
        households = Worker is { } worker ? households.Where(home => db.Warnings().Any(warning => warning.HouseholdId == home.Id && warning.WorkerCode == worker)) : households;
        return Category is { } category
            ? households.Where(home => home.Memberships.Any(member => member.To == null
                && db.CategorySpells().Any(spell => spell.PersonId == member.PersonId && spell.Category == category && spell.From <= day && (spell.To == null || spell.To >= day))))
            : households;
    }
}

/// <param name="Head">Null where no head is registered.</param>
/// <param name="Categories">Classes of the members, highest first.</param>
/// <param name="Open">Warnings about the household or a member that are not closed.</param>
public sealed record HouseholdRow(string Code, string? Head, DivisionCode Division, int Members, IReadOnlyList<HouseholdCategory> Categories, int Open);

/// <param name="Total">How many the filter lets through, on all pages.</param>
public sealed record HouseholdListing(int Total, IReadOnlyList<HouseholdRow> Rows);

/// <summary>The list of households, by code.</summary>
public sealed class ListHouseholds(ShouwangDb db)
{
    public async Task<HouseholdListing> RunAsync(HouseholdFilter filter, int skip = 0, int take = 20, CancellationToken cancel = default)
    {
        var filtered = filter.Of(db);
        var day = filter.Day;
        var page = await filtered.OrderBy(home => home.Code).Skip(skip).Take(take)
            .Select(home => new
            {
                home.Id,
                home.Code,
                home.Division,
                Members = home.Memberships.Count(member => member.To == null),
                Head = home.Memberships.Where(member => member.Role == HouseholdRole.Head && member.To == null).Join(db.Persons(), member => member.PersonId, one => one.Id, (member, one) => one.Name).FirstOrDefault(),
                Open = db.Warnings().Count(warning => warning.HouseholdId == home.Id && warning.State != WarningState.Closed),
            })
            .ToListAsync(cancel);
        var ids = page.Select(home => home.Id).ToList();
        var classes = (await db.Memberships().Where(member => ids.Contains(member.HouseholdId) && member.To == null)
            .Join(db.CategorySpells().Where(spell => spell.From <= day && (spell.To == null || spell.To >= day)), member => member.PersonId, spell => spell.PersonId, (member, spell) => new { member.HouseholdId, spell.Category })
            .Distinct().ToListAsync(cancel)).ToLookup(one => one.HouseholdId, one => one.Category);
        return new HouseholdListing(await filtered.CountAsync(cancel), [.. page.Select(home => new HouseholdRow(home.Code, home.Head, home.Division, home.Members, [.. classes[home.Id].Order()], home.Open))]);
    }
}
