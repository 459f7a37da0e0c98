using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Households;
using Shouwang.Monitoring.Territories;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Shouwang.Tests.Monitoring.Warnings;
using Xunit;

namespace Shouwang.Tests.Monitoring.Households;

/// <summary>What pages show of households and places, on both databases: two households in two counties of one city.</summary>
public sealed class HouseholdPagesTests(Databases databases)
{
    private static readonly DateOnly Today = new(2025, 9, 30);
    private static readonly DivisionCode City = DivisionCode.Parse("3406");
    private static readonly DivisionCode Street = DivisionCode.Parse(GivenWarnings.Street);
    private static readonly DivisionCode Town = DivisionCode.Parse(GivenWarnings.Town);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_list_holds_the_households_of_the_places_that_one_may_see(DatabaseKind kind)
    {
        await using var db = (await OfficeAsync(kind)).Open();
        var list = new ListHouseholds(db);

        var street = await list.RunAsync(new HouseholdFilter([Street], Today), cancel: GivenWarnings.Cancel);
        var both = await list.RunAsync(new HouseholdFilter([Street, Town], Today), cancel: GivenWarnings.Cancel);
        var none = await list.RunAsync(new HouseholdFilter([], Today), cancel: GivenWarnings.Cancel);
        var dibao = await list.RunAsync(new HouseholdFilter([City], Today, Category: HouseholdCategory.Dibao), cancel: GivenWarnings.Cancel);
        var monitored = await list.RunAsync(new HouseholdFilter([City], Today, Monitored: true), cancel: GivenWarnings.Cancel);
        var mine = await list.RunAsync(new HouseholdFilter([City], Today, Worker: "W1"), cancel: GivenWarnings.Cancel);
        var typed = await list.RunAsync(new HouseholdFilter([City], Today, Code: "h2"), cancel: GivenWarnings.Cancel);

        var row = Assert.Single(street.Rows);
        Assert.Equal(("H1", "赵父", 2, 1), (row.Code, row.Head, row.Members, row.Open));
        Assert.Equal([HouseholdCategory.Dibao], row.Categories);
        Assert.Equal((2, 0), (both.Total, none.Total));
        Assert.Equal("H1", Assert.Single(dibao.Rows).Code);
        Assert.Equal("H2", Assert.Single(monitored.Rows).Code);
        Assert.Equal("H1", Assert.Single(mine.Rows).Code);
        Assert.Equal("H2", Assert.Single(typed.Rows).Code);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_story_has_those_who_live_there_those_who_left_what_is_paid_and_what_was_warned_of(DatabaseKind kind)
    {
        await using var db = (await OfficeAsync(kind)).Open();

        var story = await new ShowHousehold(db).RunAsync("H2", GivenWarnings.Cancel);
        var other = await new ShowHousehold(db).RunAsync("H1", GivenWarnings.Cancel);

        Assert.Equal([("孙老太", false), ("钱母", true)], story!.Members.Select(m => (m.Person.Name, m.HasLeft)));
        Assert.Equal(new Money(75_400), Assert.Single(other!.Members[0].Benefits).Amount);
        Assert.Equal(["A02"], other.Warnings.Select(w => w.Rule));
        Assert.Equal(("W1", null), (other.Worker!.Code, story.Worker));
        Assert.Null(await new ShowHousehold(db).RunAsync("H3", GivenWarnings.Cancel));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_is_found_by_name_id_tail_code_and_number_within_the_places(DatabaseKind kind)
    {
        await using var db = (await OfficeAsync(kind)).Open();
        var find = new FindAnything(db);
        var number = await db.Warnings().Where(w => w.Rule == "A02").Select(w => w.Number).SingleAsync(GivenWarnings.Cancel);

        foreach (var text in new[] { "赵父", "赵", "340699188001010017", "0017", "h1" })
        {
            var expected = text == "赵" ? 0 : 1;
            Assert.Equal((text, expected), (text, (await find.RunAsync(text, [Street], cancel: GivenWarnings.Cancel)).Count));
            Assert.Equal((text, 0), (text, (await find.RunAsync(text, [Town], cancel: GivenWarnings.Cancel)).Count));
        }

        // The end of the mother's number, with its letter.
        Assert.Equal("钱母", Assert.Single(await find.RunAsync("002x", [City], cancel: GivenWarnings.Cancel)).Title);
        Assert.Equal(number, Assert.Single(await find.RunAsync(number, [Street], cancel: GivenWarnings.Cancel)).Warning);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_place_counts_its_own_and_what_lies_nowhere_is_the_citys(DatabaseKind kind)
    {
        await using var db = (await OfficeAsync(kind)).Open();
        var show = new ShowOverview(db, DivisionTree.Load(Repository.File("packs", "cn-ah-huaibei", "divisions.csv")));

        var city = await show.RunAsync(City, Today, GivenWarnings.Cancel);
        var street = await show.RunAsync(Street, Today, GivenWarnings.Cancel);
        var listed = await new ListWarnings(db).RunAsync(new(new WarningFilter(Places: [City])), GivenWarnings.Cancel);
        var ofStreet = await new ListWarnings(db).RunAsync(new(new WarningFilter(Places: [Street])), GivenWarnings.Cancel);

        Assert.Equal((2, 3, 2), (city.Households, city.People, city.Warnings.Waiting));
        Assert.Equal((1, 2, 1), (street.Households, street.People, street.Warnings.Waiting));
        Assert.Equal(1, city.Categories[HouseholdCategory.Dibao]);
        Assert.Equal((1, false), (city.Monitored[MonitoredKind.MarginalProne], street.Monitored.ContainsKey(MonitoredKind.MarginalProne)));
        Assert.Equal((new Money(75_400), new Money(75_400)), (city.Benefits, street.Benefits));
        Assert.Equal((2, 0), (city.Trend[^1].Raised, city.Trend[0].Raised));
        Assert.Equal(1, city.Below.Single(p => p.Place.Code.Text.StartsWith("340604", StringComparison.Ordinal)).Waiting);
        Assert.All(city.Map, place => Assert.Equal(DivisionLevel.Township, place.Place.Level));
        Assert.Equal(1, city.Map.Single(place => place.Place.Code == Street).Waiting);
        Assert.Equal((2, 1), (listed.Total, ofStreet.Total));
    }

    /// <summary>The register of the warnings' tests, with a class, a benefit and a tag, one warning in a street and one of a resident of whom no place is known.</summary>
    private async Task<TestDatabase> OfficeAsync(DatabaseKind kind)
    {
        var database = await GivenWarnings.RegisteredAsync(databases, kind);
        await using var db = database.Open();
        db.BulkInsert([new CategorySpell(GivenWarnings.Father, HouseholdCategory.Dibao, new DateOnly(2022, 1, 1), null, "register")]);
        db.BulkInsert([
            new Benefit(GivenWarnings.Father, BenefitKind.Dibao, new Money(75_400), Month.Parse("2022-02"), null, "6217001", null),
            new Benefit(GivenWarnings.Widow, BenefitKind.OldAge, new Money(5_000), Month.Parse("2022-02"), Month.Parse("2025-08"), "6217002", null),
        ]);
        db.BulkInsert([new TagSpell(GivenWarnings.HouseholdWithoutGrid, HouseholdTag.Monitored, MonitoredKind.MarginalProne, RiskCauses.Illness, new DateOnly(2023, 3, 1), null)]);
        await new GivenWarnings().RaiseAsync(database, "2025-09-30", GivenWarnings.Hit() with { HouseholdId = GivenWarnings.HouseholdInGrid }, GivenWarnings.ResidentHit(new string('b', 32)));
        return database;
    }
}
