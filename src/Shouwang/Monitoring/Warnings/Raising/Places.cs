using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Where a warning belongs: the village, the township that answers for it, and the worker of the household's grid.</summary>
/// <param name="Unit">Null is the county's queue.</param>
internal sealed record Place(Guid? HouseholdId, string? Division, string? Unit, string? WorkerCode)
{
    public static Place Of(Guid? household, DivisionCode? division, string? worker) =>
        new(household, division?.Text, division?.At(DivisionLevel.Township)?.Text, worker);
}

/// <summary>The places of many hits, from three queries.</summary>
internal sealed class Places
{
    private readonly Dictionary<Guid, Guid> householdOf;
    private readonly Dictionary<Guid, Place> places;

    private Places(Dictionary<Guid, Guid> householdOf, Dictionary<Guid, Place> places) => (this.householdOf, this.places) = (householdOf, places);

    public Place this[RaisedHit hit] => HouseholdOf(hit) is { } id && places.TryGetValue(id, out var place) ? place : Place.Of(null, hit.Division, null);

    public static async Task<Places> LoadAsync(ShouwangDb db, IReadOnlyList<RaisedHit> hits, DateOnly asOf, CancellationToken cancel)
    {
        var persons = hits.Where(hit => hit.HouseholdId is null && hit.PersonId is not null).Select(hit => hit.PersonId!.Value).Distinct().ToArray();
        var householdOf = persons.Length == 0 ? [] : await db.Memberships().AsNoTracking()
            .Where(member => EF.Parameter(persons).Contains(member.PersonId) && member.From <= asOf && (member.To == null || member.To >= asOf))
            .ToDictionaryAsync(member => member.PersonId, member => member.HouseholdId, cancel);
        var households = hits.Where(hit => hit.HouseholdId is not null).Select(hit => hit.HouseholdId!.Value).Concat(householdOf.Values).Distinct().ToArray();
        return new Places(householdOf, households.Length == 0 ? [] : await LoadAsync(db, households, cancel));
    }

    private static async Task<Dictionary<Guid, Place>> LoadAsync(ShouwangDb db, Guid[] households, CancellationToken cancel)
    {
        var workerOf = await db.Grids().AsNoTracking().ToDictionaryAsync(grid => grid.Code, grid => grid.WorkerCode, cancel);
        var found = await db.Households().AsNoTracking()
            .Where(household => EF.Parameter(households).Contains(household.Id))
            .Select(household => new { household.Id, household.Division, household.GridCode })
            .ToListAsync(cancel);
        return found.ToDictionary(
            household => household.Id,
            household => Place.Of(household.Id, household.Division, household.GridCode is { } grid ? workerOf.GetValueOrDefault(grid) : null));
    }

    private Guid? HouseholdOf(RaisedHit hit) =>
        hit.HouseholdId ?? (hit.PersonId is { } person && householdOf.TryGetValue(person, out var household) ? household : null);
}
