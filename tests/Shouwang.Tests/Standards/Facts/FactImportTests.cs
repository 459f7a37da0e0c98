using Microsoft.EntityFrameworkCore;
using Shouwang.Standards.Facts;
using Shouwang.Tests.Given;
using Shouwang.Tests.Standards.Reviews;
using Xunit;

namespace Shouwang.Tests.Standards.Facts;

/// <summary>What the means test is told of families, from files into the database: all of it or nothing.</summary>
public sealed class FactImportTests(Databases databases)
{
    private static readonly string Head = $"{GivenCounty.Id(1)},2025-08-31,rsj";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Facts_of_a_household_and_of_its_people_are_kept_to_the_last_cell(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind);
        county.Fact("household", "household,on,from,risk,stable_months", "H1,2025-09-17,survey,1,3");
        county.Fact("crop", "household,on,from,kind,mu,year", "H1,2025-07-05,survey,wheat,5.8,2025", "H1,,,maize,1.6,");
        county.WithPension(1, "12345.67");

        var summary = await county.ImportAsync();

        Assert.Equal(["crop 2", "household 1", "income 1"], summary.Entities.Select(e => $"{e.Entity} {e.Written}").Order(StringComparer.Ordinal));
        await using var db = county.Database.Open();
        var facts = await new LoadFacts(db, GivenCounty.Law).RunAsync(new(2025, 9, 30), null, Cancel);
        var (law, population) = (GivenCounty.Law, facts.Population);
        Assert.Equal(1_234_567, Assert.Single(population[law.Facts.Entities["income"]].Inputs["amount"]));
        Assert.Equal([5_800_000L, 1_600_000L], population[law.Facts.Entities["crop"]].Inputs["mu"]);
        Assert.Equal((1L, 3L), (population.Households.Inputs["risk"][0], population.Households.Inputs["stable_months"][0]));
        Assert.Equal([new FactOrigin(new(2025, 7, 5), "survey"), default], facts.Origins["crop"]);
        Assert.Empty(facts.Unread);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_facts_again_change_nothing_and_a_file_that_is_left_out_keeps_its_facts(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind);
        county.Fact("crop", "household,on,from,kind,mu,year", "H1,2025-07-05,survey,wheat,5.8,2025");
        await county.WithPension(1, "1000").ImportAsync();

        var again = await county.ImportAsync();
        File.Delete(county.Fact("crop"));
        await county.WithPension(1, "2000").ImportAsync();

        Assert.All(again.Entities, e => Assert.Equal((1, 0), (e.Rows, e.Written)));
        await using var db = county.Database.Open();
        Assert.Equal(["crop", "income"], await db.Facts().Select(f => f.Entity).Order().ToListAsync(Cancel));
        Assert.Contains("200000", (await db.Facts().SingleAsync(f => f.Entity == "income", Cancel)).Inputs, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_bad_cell_is_named_with_file_line_and_field_in_both_languages_and_what_was_there_stays(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind);
        await county.WithPension(1, "1000").ImportAsync();
        county.Incomes.Clear();
        county.Incomes.AddRange(["id_number,on,from,kind,source,amount", $"{Head},wagge,checked,100", $"{Head},wage,checked,1.005", $"{GivenCounty.Id(1)},2025-02-30,rsj,wage,checked,1", $"{GivenCounty.Id(7)},,,wage,checked,1"]);
        county.Fact("household", "household,on,from,risk", "H1,,,1", "H1,,,0", "H8,,,0");

        var faults = (await county.ImportAsync()).Faults;

        Assert.Equal(
            ["household.csv:3:household", "household.csv:4:household", "income.csv:2:kind", "income.csv:3:amount", "income.csv:4:on", "income.csv:5:id_number"],
            faults.Select(f => $"{f.File}:{f.Line}:{f.Field}").Order(StringComparer.Ordinal));
        Assert.All(faults, f => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", f.Reason.Zh));
        Assert.All(faults, f => Assert.DoesNotContain("wagge", f.ToString(), StringComparison.Ordinal));
        await using var db = county.Database.Open();
        Assert.Contains("100000", (await db.Facts().SingleAsync(Cancel)).Inputs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("person", "id_number,on,from,birth", "birth")]
    [InlineData("income", "id_number,on,from,kind,amount,bonus", "bonus")]
    [InlineData("income", "household,on,from,kind,amount", "")]
    [InlineData("income", "id_number,on,from,amount", "kind")]
    [InlineData("dwelling", "household,on,from", "")]
    public async Task A_header_that_does_not_fit_is_refused(string entity, string header, string field)
    {
        using var county = await CountyAsync(DatabaseKind.Sqlite);
        county.Fact(entity, header);

        var fault = Assert.Single((await county.ImportAsync()).Faults);

        Assert.Equal((entity + ".csv", field), (fault.File, fault.Field));
    }

    private async Task<GivenCounty> CountyAsync(DatabaseKind kind) => new GivenCounty(await databases.FreshAsync(kind)).Alone(1, "dibao", "1");
}
