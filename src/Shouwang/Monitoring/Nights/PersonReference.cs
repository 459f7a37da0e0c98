using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Nights;

/// <summary>
/// How officers name a registered person without an identity number: by the register's id, or as <c>HOUSEHOLD/INDEX</c>,
/// the place among those who live there now: by role, then age, then id, from 1.
/// </summary>
public static class PersonReference
{
    /// <returns>The person's id, or null where nobody answers to the reference.</returns>
    public static async Task<Guid?> FindAsync(ShouwangDb db, string reference, CancellationToken cancel = default)
    {
        if (Guid.TryParse(reference, out var id))
        {
            return await db.Persons().AnyAsync(person => person.Id == id, cancel) ? id : null;
        }

        var slash = reference.LastIndexOf('/');
        if (slash <= 0 || !int.TryParse(reference.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return null;
        }

        var code = reference[..slash];
        var members = await db.Memberships().AsNoTracking()
            .Where(member => member.To == null && db.Households().Any(household => household.Id == member.HouseholdId && household.Code == code))
            .Join(db.Persons().AsNoTracking(), member => member.PersonId, person => person.Id, (member, person) => new { member.Role, person.Birth, person.Id })
            .ToListAsync(cancel);
        return InOrder(members, member => member.Role, member => member.Birth, member => member.Id).ElementAtOrDefault(index - 1)?.Id;
    }

    /// <summary><c>HOUSEHOLD/INDEX</c> of everybody who lives in a household now.</summary>
    public static IReadOnlyDictionary<Guid, string> Of(Ingest.RegisterSnapshot register)
    {
        var persons = register.Persons.ToDictionary(person => person.Id);
        var codes = register.Households.ToDictionary(household => household.Id, household => household.Code);
        return register.Memberships.Where(member => member.To is null).GroupBy(member => member.HouseholdId)
            .SelectMany(home => InOrder(home, member => member.Role, member => persons[member.PersonId].Birth, member => member.PersonId).Index(),
                (home, member) => (member.Item.PersonId, Reference: string.Create(CultureInfo.InvariantCulture, $"{codes[home.Key]}/{member.Index + 1}")))
            .ToDictionary(pair => pair.PersonId, pair => pair.Reference);
    }

    internal static IOrderedEnumerable<T> InOrder<T>(IEnumerable<T> members, Func<T, HouseholdRole> role, Func<T, DateOnly> birth, Func<T, Guid> id) =>
        members.OrderBy(role).ThenBy(birth).ThenBy(id);
}
