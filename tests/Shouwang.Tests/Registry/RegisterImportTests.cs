using Microsoft.EntityFrameworkCore;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class RegisterImportTests(Databases databases) : IDisposable
{
    private readonly GivenRegister register = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => register.Dispose();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_folder_becomes_the_register(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);

        var summary = await register.ImportAsync(database);

        Assert.Empty(summary.Faults);
        Assert.Equal((3, 2, 7, 2, 1, 2), (summary.Persons, summary.Households, summary.Spells, summary.Benefits, summary.Workers, summary.Grids));
        await using var db = database.Open();
        var household = await db.Households().Include(entry => entry.Memberships).Include(entry => entry.Tags).SingleAsync(entry => entry.Code == "H1", Cancel);
        Assert.Equal(new Money(2_249_800), household.AnnualIncome);
        Assert.Equal([HouseholdRole.Head, HouseholdRole.Spouse, HouseholdRole.Son], household.MembersOn(new DateOnly(2024, 8, 31)).Select(member => member.Role));
        Assert.Equal(2, household.MembersOn(new DateOnly(2024, 9, 1)).Count);
        Assert.Equal(RiskCauses.Illness | RiskCauses.Schooling, household.TagOn(HouseholdTag.Monitored, new DateOnly(2025, 1, 1))!.Causes);
        var father = await db.Persons().Include(person => person.Categories).SingleAsync(person => person.IdNumber == IdNumber.Parse(GivenRegister.Father), Cancel);
        Assert.Equal(HouseholdCategory.Dibao, father.CategoryOn(new DateOnly(2025, 1, 1)));
        var paid = await db.Benefits().SingleAsync(benefit => benefit.PersonId == father.Id && benefit.Kind == BenefitKind.DisabledLiving, Cancel);
        Assert.Equal((new Money(8_000), IdNumber.Parse(GivenRegister.Mother)), (paid.Amount, paid.HolderId!.Value));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_unknown_stays_unknown(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await register.ImportAsync(database);

        await using var db = database.Open();
        var household = await db.Households().SingleAsync(entry => entry.Code == "H2", Cancel);

        Assert.Equal((null, null, null, null), (household.AnnualIncome, household.AnnualRigid, household.EmployedExpected, household.GridCode));
    }

    // The newest line of the son says who he is now: no longer a student.
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_son_with_two_lines_is_one_person_as_of_the_newest(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await register.ImportAsync(database);

        await using var db = database.Open();
        var son = await db.Persons().Include(person => person.Memberships).SingleAsync(person => person.IdNumber == IdNumber.Parse(GivenRegister.Son), Cancel);

        Assert.Equal((StudentStage.None, 2), (son.Stage, son.Memberships.Count));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_folder_again_changes_nothing(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        var first = await register.ImportAsync(database);
        var ids = await IdsAsync(database);

        var second = await register.ImportAsync(database);

        Assert.Equal(1 + 2 + 2 + 3 + 4 + 2 + 1 + 2, first.Written);
        Assert.Equal(0, second.Written);
        Assert.Equal(ids, await IdsAsync(database));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_changed_folder_brings_the_register_up_to_date_and_keeps_the_history(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await register.ImportAsync(database);
        register.Households[2] = "H2,340604003003,百善社区9号,,G2,1,0,,,";
        register.Tags[1] = "H1,monitored,marginal_prone,illness;schooling,2023-03-01,2025-02-28";

        // The mother's new class is all that the folder says: her old one ends the day before.
        register.Categories[2] = $"{GivenRegister.Mother},marginal,2025-03-01,";
        register.Benefits[1] = $"{GivenRegister.Father},dibao,800.00,2025-01,,6217001,";

        var summary = await register.ImportAsync(database);

        Assert.Equal(1 + 1 + 2 + 2, summary.Written);
        await using var db = database.Open();
        Assert.Equal("百善社区9号", (await db.Households().SingleAsync(entry => entry.Code == "H2", Cancel)).Address);
        Assert.Equal(new DateOnly(2025, 2, 28), (await db.TagSpells().SingleAsync(Cancel)).To);
        var mother = await db.Persons().Include(person => person.Categories).SingleAsync(person => person.IdNumber == IdNumber.Parse(GivenRegister.Mother), Cancel);
        Assert.Equal(HouseholdCategory.Dibao, mother.CategoryOn(new DateOnly(2025, 2, 28)));
        Assert.Equal(HouseholdCategory.Marginal, mother.CategoryOn(new DateOnly(2025, 3, 1)));
        var dibao = await db.Benefits().Where(benefit => benefit.Kind == BenefitKind.Dibao).OrderBy(benefit => benefit.From).ToListAsync(Cancel);
        Assert.Equal([(new Money(75_400), Month.Parse("2024-12")), (new Money(80_000), null)], dibao.Select(benefit => (benefit.Amount, benefit.To)));
        Assert.Equal(0, (await register.ImportAsync(database)).Written);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_a_folder_does_not_name_stays_as_it_is(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await register.ImportAsync(database);
        register.Categories.RemoveRange(1, 2);
        register.Tags.RemoveAt(1);

        Assert.Equal(0, (await register.ImportAsync(database)).Written);

        await using var db = database.Open();
        Assert.Equal(2, await db.CategorySpells().CountAsync(spell => spell.To == null, Cancel));
    }

    private static async Task<List<Guid>> IdsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Persons().Select(person => person.Id).Union(db.Households().Select(household => household.Id)).OrderBy(id => id).ToListAsync(Cancel);
    }
}
