using System.Globalization;
using Xunit;

namespace Shouwang.Server.Tests.City;

/// <summary>What families live on, told by several sources, and what the law makes of it.</summary>
public sealed class CityEconomyTests(EconomyCity city) : IClassFixture<EconomyCity>
{
    private static readonly string[] Categories = ["destitute", "dibao", "marginal", "rigid_expenditure", "other_hardship", "none"];

    [Fact]
    public void There_are_as_many_facts_as_a_twentieth_of_the_city_has()
    {
        var facts = city.Summary.Economy.Facts;
        Assert.InRange(facts.Incomes, 184_000 * 93 / 2000, 184_000 * 107 / 2000);
        Assert.InRange(facts.Expenses, 92_000 * 93 / 2000, 92_000 * 107 / 2000);
        Assert.Equal((facts.Incomes, facts.Expenses, facts.Crops, facts.Assets, facts.Obligors), (Count("income"), Count("expense"), Count("crop"), Count("asset"), Count("obligor")));
        Assert.Equal((1250, 3075), (Count("household"), Count("person")));
        int Count(string name) => city.Facts(name).Count;
    }

    [Fact]
    public void Facts_are_about_people_and_households_of_the_register_and_no_amount_is_below_zero()
    {
        var households = city.Register("households.csv").Select(h => h["household"]).ToHashSet();
        var persons = city.Register("members.csv").Where(m => m["to"].Length == 0).Select(m => m["id_number"]).ToHashSet();
        Assert.All((string[])["household", "crop", "asset", "obligor"], name => Assert.All(city.Facts(name), f => Assert.Contains(f["household"], households)));
        Assert.All((string[])["person", "income", "expense"], name => Assert.All(city.Facts(name), f => Assert.Contains(f["id_number"], persons)));
        Assert.Equal(persons.Order(), city.Facts("person").Select(f => f["id_number"]).Order());
        Assert.All((string[])["income", "expense", "asset", "obligor"], name => Assert.All(city.Facts(name), f => Assert.DoesNotContain(f, cell => cell.Value.StartsWith('-'))));
    }

    [Fact]
    public void Sources_agree_mostly_and_each_speaks_once_of_a_thing()
    {
        var lines = city.Facts("income").GroupBy(f => (f["id_number"], f["kind"], f["item"])).Where(g => g.Count() > 1).ToList();
        Assert.InRange(lines.Count(g => g.Select(f => f["amount"]).Distinct().Count() == 1) * 100 / lines.Count, 85, 97);
        Assert.All(lines, g => Assert.Equal(g.Count(), g.Select(f => f["source"]).Distinct().Count()));
        Assert.Equal(["checked", "declared", "surveyed"], city.Facts("expense").Select(f => f["source"]).Distinct().Order());
    }

    [Fact]
    public void Two_households_in_a_hundred_lack_a_fact_and_some_incomes_are_only_imputed_with_a_reason()
    {
        var missing = city.Facts("income").Count(f => f["amount"].Length == 0) + city.Facts("expense").Count(f => f["amount"].Length == 0)
            + city.Facts("asset").Count(f => f["value"].Length == 0) + city.Facts("obligor").Count(f => f["income"].Length == 0);
        Assert.InRange(missing, 1250 * 12 / 1000, 1250 * 30 / 1000);
        Assert.Equal(missing, city.Households.Count(h => h["why"] == "missing_fact"));
        var imputed = city.Facts("income").Where(f => f["imputed"] == "1").ToList();
        Assert.True(imputed.Count >= 5);
        Assert.All(imputed, f => Assert.NotEqual("none", f["reason"]));
        Assert.Equal(["0", "1"], imputed.Select(f => f["contested"]).Distinct().Order());
    }

    [Fact]
    public void Every_household_and_every_member_has_one_line_of_truth()
    {
        var members = city.Register("members.csv").Where(m => m["to"].Length == 0).Select(m => $"{m["household"]} {m["id_number"]}");
        Assert.Equal(members.Order(), city.Assessments.Where(a => a["id_number"].Length > 0).Select(a => $"{a["household"]} {a["id_number"]}").Order());
        Assert.Equal(city.Register("households.csv").Select(h => h["household"]), city.Households.Select(h => h["household"]));
        Assert.All(city.Households, h =>
        {
            Assert.Contains(h["by_truth"], Categories);
            var possible = h["possible"].Split(' ');
            Assert.Equal(h["by_facts"] == "undetermined", h["why"] == "missing_fact" && possible is not ["none"]);
            Assert.True(h["by_facts"] == "undetermined" || possible.SequenceEqual([h["by_facts"]]));
            Assert.Equal(h["monthly_by_facts"].Length == 0, h["why"] == "missing_fact");
        });
    }

    [Fact]
    public void Who_hides_something_or_is_entitled_without_being_registered_is_named()
    {
        var flags = city.Households.ToLookup(h => h["flag"]);
        Assert.True(flags["leakage"].Count() >= 10 && flags["undercoverage"].Count() >= 8);
        Assert.All(flags["undercoverage"], h => Assert.True(h["registered"] == "none" && h["by_truth"] != "none"));
        Assert.All(flags["leakage"].Concat(flags["hidden"]), h => Assert.Contains(h["why"], (string[])["hidden_income", "hidden_property", "missing_fact", "imputed"]));
        Assert.All(flags["leakage"], h => Assert.True(Array.IndexOf(Categories, h["by_truth"]) > h["possible"].Split(' ').Min(c => Array.IndexOf(Categories, c))));
    }

    [Fact]
    public void Most_families_are_what_the_register_calls_them_and_some_should_rise_or_leave()
    {
        foreach (var group in city.Households.GroupBy(h => h["registered"]))
        {
            Assert.True(group.Count(h => h["by_truth"] == group.Key) * 100 >= group.Count() * 65, $"{group.Key}: {group.Count(h => h["by_truth"] == group.Key)} of {group.Count()}");
        }

        Assert.Contains(city.Households, h => h["registered"] == "dibao" && h["by_truth"] == "none");
        Assert.Contains(city.Households, h => h["registered"] == "marginal" && h["by_truth"] == "dibao");
        Assert.Contains(city.Assessments, a => a["by_truth"] == "dibao_individual");
    }

    [Fact]
    public void Some_families_stand_exactly_on_a_line_and_some_a_fen_below()
    {
        var border = city.Households.Where(h => h["why"] == "border" && h["size_by_facts"] != "0")
            .Select(h => decimal.Parse(h["assessed_by_facts"], CultureInfo.InvariantCulture) - (Math.Round(decimal.Parse(h["assessed_by_facts"], CultureInfo.InvariantCulture) / 4524m) * 4524m)).ToList();
        Assert.Contains(0m, border);
        Assert.Contains(-0.01m, border);
        Assert.Contains(city.Households, h => h["why"] == "border" && h["by_facts"] == "dibao");
        Assert.Contains(city.Households, h => h["why"] == "border" && h["by_facts"] == "marginal");
    }
}
