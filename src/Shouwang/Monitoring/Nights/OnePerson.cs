using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Nights;

/// <summary>All that is known of one person: what the register says, what departments delivered, what was warned of.</summary>
/// <param name="Person">With memberships and categories, past ones too; null for who is not registered.</param>
/// <param name="Role">In <paramref name="Home"/>.</param>
/// <param name="Home">Where the person lives now, with its tags; null for who has left and for who is not registered.</param>
/// <param name="Rows">By record type, the latest first.</param>
/// <param name="Warnings">The latest first: about the person and, where one person was asked for, about the household as a whole.</param>
public sealed record OnePersonView(Person? Person, HouseholdRole? Role, Household? Home, IReadOnlyList<Benefit> Benefits, IReadOnlyList<StoredRow> Rows, IReadOnlyList<WarningRow> Warnings);

/// <summary>A household with everybody who lives there now, in the order of <see cref="PersonReference"/>.</summary>
/// <param name="Warnings">About the household or a member, the latest first.</param>
public sealed record OneHouseholdView(Household Household, IReadOnlyList<OnePersonView> Members, IReadOnlyList<WarningRow> Warnings);

/// <summary>Looks one person or household up in the register, the records store and the warnings, out of millions of rows.</summary>
public sealed class OnePerson(ShouwangDb db, RecordStore store, Pseudonyms pseudonyms)
{
    /// <returns>Null where the register has no such person.</returns>
    public async Task<OnePersonView?> OfPersonAsync(Guid id, CancellationToken cancel = default)
    {
        var person = await People().SingleOrDefaultAsync(person => person.Id == id, cancel);
        return person is null ? null : await OfRegisteredAsync(person, cancel);
    }

    /// <summary>Also of somebody who is not registered: rows and warnings then stand alone.</summary>
    public async Task<OnePersonView> OfIdAsync(IdNumber id, CancellationToken cancel = default)
    {
        if (await People().SingleOrDefaultAsync(person => person.IdNumber == id, cancel) is { } person)
        {
            return await OfRegisteredAsync(person, cancel);
        }

        var pseudonym = pseudonyms.Of(id);
        var subject = pseudonym.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
        var warnings = await LatestAsync(db.Warnings().AsNoTracking().Where(warning => warning.Scope == HitScope.Resident && warning.Subject == subject), cancel);
        return new OnePersonView(null, null, null, [], Rows(NumbersOf([pseudonym])), warnings);
    }

    /// <returns>Null where the register has no such household.</returns>
    public async Task<OneHouseholdView?> OfHouseholdAsync(string code, CancellationToken cancel = default)
    {
        var household = await db.Households().AsNoTracking().Include(home => home.Tags).SingleOrDefaultAsync(home => home.Code == code, cancel);
        if (household is null)
        {
            return null;
        }

        var living = await People().Where(person => person.Memberships.Any(member => member.HouseholdId == household.Id && member.To == null)).ToListAsync(cancel);
        var members = PersonReference.InOrder(living, person => Home(person)!.Role, person => person.Birth, person => person.Id).ToList();
        var ids = members.Select(person => person.Id).ToList();
        var benefits = (await db.Benefits().AsNoTracking().Where(benefit => ids.Contains(benefit.PersonId)).ToListAsync(cancel)).ToLookup(benefit => benefit.PersonId);
        var warnings = await LatestAsync(db.Warnings().AsNoTracking().Where(warning => warning.HouseholdId == household.Id || ids.Contains(warning.PersonId!.Value)), cancel);
        var numbers = NumbersOf([.. members.Select(person => pseudonyms.Of(person.IdNumber))]);
        var rows = Rows(numbers).ToLookup(row => row.Person);
        return new OneHouseholdView(household, [.. members.Select((person, i) => new OnePersonView(
            person, Home(person)!.Role, household, [.. benefits[person.Id]], numbers[i] is { } number ? [.. rows[number]] : [],
            [.. warnings.Where(warning => warning.Scope == HitScope.Person && warning.Subject == person.Id.ToString("N"))]))], warnings);
    }

    private async Task<OnePersonView> OfRegisteredAsync(Person person, CancellationToken cancel)
    {
        var home = Home(person);
        var homeId = home?.HouseholdId;
        var household = homeId is null ? null : await db.Households().AsNoTracking().Include(one => one.Tags).SingleAsync(one => one.Id == homeId, cancel);
        var benefits = await db.Benefits().AsNoTracking().Where(benefit => benefit.PersonId == person.Id).ToListAsync(cancel);
        var warnings = await LatestAsync(
            db.Warnings().AsNoTracking().Where(warning => warning.PersonId == person.Id || (warning.Scope == HitScope.Household && warning.HouseholdId == homeId)), cancel);
        return new OnePersonView(person, home?.Role, household, benefits, Rows(NumbersOf([pseudonyms.Of(person.IdNumber)])), warnings);
    }

    private IQueryable<Person> People() => db.Persons().AsNoTracking().Include(person => person.Memberships).Include(person => person.Categories);

    private static Membership? Home(Person person) => person.Memberships.FirstOrDefault(member => member.To is null);

    private Task<List<WarningRow>> LatestAsync(IQueryable<Warning> warnings, CancellationToken cancel) =>
        warnings.OrderByDescending(warning => warning.RaisedOn).ThenBy(warning => warning.Number).AsRows(db).ToListAsync(cancel);

    private List<int?> NumbersOf(IReadOnlyList<UInt128> people) => [.. people.Select(pseudonym => StoredRows.NumberOf(store.Connection, pseudonym))];

    private IReadOnlyList<StoredRow> Rows(List<int?> numbers) => StoredRows.Of(store.Connection, store.Records, [.. numbers.OfType<int>()]);
}
