using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class SavingTests(Databases databases)
{
    private static readonly DateOnly NewYear = new(2025, 1, 1);
    private static readonly IdNumber Daughter = IdNumber.Parse("34069918851231002X");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_daughter_who_marries_leaves_one_household_and_joins_another(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await GivenADaughterAsync(database);
        await using (var db = database.Open())
        {
            var person = await db.Persons().Include(entry => entry.Memberships).SingleAsync(entry => entry.IdNumber == Daughter, Cancel);
            var husbands = await db.Households().SingleAsync(entry => entry.Code == "H2", Cancel);
            Assert.Null(person.Leave(NewYear.AddDays(30)));
            Assert.Null(person.Join(husbands, HouseholdRole.Spouse, NewYear.AddDays(31)));
            await db.SaveChangesAsync(Cancel);
        }

        await using var fresh = database.Open();
        var memberships = await fresh.Memberships().OrderBy(membership => membership.From).ToListAsync(Cancel);
        Assert.Equal([NewYear.AddDays(30), null], memberships.Select(membership => membership.To));
        Assert.Single(await fresh.Memberships().Where(membership => membership.From <= NewYear.AddDays(31) && (membership.To == null || membership.To >= NewYear.AddDays(31))).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_person_with_a_history_cannot_be_deleted(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await GivenADaughterAsync(database);
        await using var db = database.Open();

        db.Remove(await db.Persons().SingleAsync(Cancel));

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_database_compares_money_months_and_words_as_the_program_does(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await GivenADaughterAsync(database);
        await using var db = database.Open();
        var person = await db.Persons().SingleAsync(Cancel);
        db.AddRange(
            new Benefit(person.Id, BenefitKind.Dibao, new Money(75_400), new Month(2024, 12), new Month(2025, 6), "", null),
            new Benefit(person.Id, BenefitKind.Dibao, new Money(80_000), new Month(2025, 7), null, "", null));
        await db.SaveChangesAsync(Cancel);

        var month = new Month(2025, 7);
        var dear = new Money(75_400);
        Assert.Equal(1, await db.Benefits().CountAsync(benefit => benefit.From <= month && (benefit.To == null || benefit.To >= month), Cancel));
        Assert.Equal(1, await db.Benefits().CountAsync(benefit => benefit.Amount > dear && benefit.Kind == BenefitKind.Dibao, Cancel));
    }

    private static async Task GivenADaughterAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var person = new Person(Guid.CreateVersion7(), Daughter, new PersonParticulars("女", Sex.Female, LabourCapacity.Ordinary, StudentStage.None));
        var (parents, husbands) = (NewHousehold("H1"), NewHousehold("H2"));
        db.AddRange(person, parents, husbands);
        person.Join(parents, HouseholdRole.Daughter, NewYear);
        await db.SaveChangesAsync(Cancel);
    }

    private static Household NewHousehold(string code) =>
        new(Guid.CreateVersion7(), code, new HouseholdParticulars(DivisionCode.Parse("340604003003"), "", "", null, false, false, null, null, null));
}
