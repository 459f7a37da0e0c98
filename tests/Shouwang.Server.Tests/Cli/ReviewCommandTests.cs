using Shouwang.Server.City;
using Shouwang.Server.Tests.City;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

/// <summary>An office that is told what its families earn: the night reassesses them, and an officer decides what it proposes.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class ReviewCommandTests : IDisposable
{
    private readonly GivenOffice office;

    public ReviewCommandTests(NightBefore night) => office = night.Office();

    public void Dispose() => office.Dispose();

    [Fact]
    public async Task Without_facts_nobody_is_reassessed_and_the_list_says_that_it_is_empty()
    {
        var night = await office.SayAsync("night", "--as-of", "2025-10-01", "--lang", "en");
        var list = await office.SayAsync("reviews", "list");
        var simulated = await office.SayAsync("simulate", "--reform", Repository.File("docs", "examples", "reform.yaml"), "--as-of", "2025-09-30", "--lang", "en");

        Assert.Contains("Nobody was reassessed: the register has no facts of families", night.Out, StringComparison.Ordinal);
        Assert.Contains("没有复核建议", list.Out, StringComparison.Ordinal);
        Assert.Equal(2, simulated.Code);
        Assert.Contains("The database holds no facts of families", simulated.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_family_over_the_line_is_proposed_shown_and_decided_once()
    {
        await TellAsync("30000");

        var night = (await office.SayAsync("night", "--as-of", "2025-10-01", "--json")).Json.GetProperty("reassessed");
        var list = (await office.SayAsync("reviews", "list", "--json")).Json;
        var show = await office.SayAsync("reviews", "show", "H1", "--lang", "en");
        var decided = await office.SayAsync("reviews", "decide", "H1", "--accept", "--note", "已安排入户", "--json");
        var again = await office.SayAsync("reviews", "decide", "H1", "--dismiss", "--note", "再想", "--lang", "en");
        var both = await office.SayAsync("reviews", "decide", "H1", "--accept", "--dismiss", "--note", "都要", "--lang", "en");
        var export = await office.SayAsync("reviews", "list", "--all", "--export", office.File("reviews.csv"));
        var left = await office.SayAsync("reviews", "list", "--lang", "en");
        var dismissed = await office.SayAsync("reviews", "list", "--state", "dismissed", "--lang", "en");

        Assert.Equal((1, 1, 2), (night.GetProperty("assessed").GetInt32(), night.GetProperty("opened").GetInt32(), night.GetProperty("without_facts").GetInt32()));
        var review = Assert.Single(list.GetProperty("reviews").EnumerateArray());
        Assert.Equal(("H1", "dibao", "none"), (review.GetProperty("household").GetString(), review.GetProperty("from_category").GetString(), review.GetProperty("to_category").GetString()));
        Assert.Equal(12, review.GetProperty("division").GetString()!.Length);
        Assert.Contains("Register: Dibao, 0.00 yuan a month; by law: In no category", show.Out, StringComparison.Ordinal);
        Assert.Equal(("accepted", "已安排入户"), (decided.Json.GetProperty("state").GetString(), decided.Json.GetProperty("note").GetString()));
        Assert.Equal(2, again.Code);
        Assert.Contains("It was accepted by", again.Err, StringComparison.Ordinal);
        Assert.Contains("Choose one of --accept and --dismiss", both.Err, StringComparison.Ordinal);
        Assert.Equal(0, export.Code);
        Assert.Contains("H1,解永强,类别,低保,不属救助类别", await File.ReadAllTextAsync(office.File("reviews.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("No reviews: assessment and register agree", left.Out, StringComparison.Ordinal);
        Assert.Contains("No reviews match", dismissed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("解永强", export.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_of_the_register_is_assessed_by_its_code_and_what_the_night_kept_needs_no_pack()
    {
        await TellAsync("4000");
        var early = await office.SayAsync("assess", "H1", "--stored", "--lang", "en");
        await office.SayAsync("night", "--as-of", "2025-10-01");

        var now = await office.SayAsync("assess", "H1", "--as-of", "2025-10-01", "--explain", "--lang", "en");
        var stored = await office.SayAsync("assess", "H1", "--stored", "--explain", "--pack", office.File("no pack"), "--lang", "en");
        var unknown = await office.SayAsync("assess", "H9", "--lang", "en");
        var untold = await office.SayAsync("assess", "H2", "--lang", "en");

        Assert.Contains("No assessment of 'H1' is kept yet", early.Err, StringComparison.Ordinal);
        Assert.Equal((0, ""), (now.Code, now.Err));
        Assert.Contains("Outcome: Dibao", now.Out, StringComparison.Ordinal);
        Assert.Equal((0, ""), (stored.Code, stored.Err));
        Assert.Contains("Kept assessment: made as of 2025-10-01", stored.Out, StringComparison.Ordinal);
        Assert.All(now.Out[now.Out.IndexOf("Household income by", StringComparison.Ordinal)..now.Out.IndexOf("Distance to each line", StringComparison.Ordinal)].Split('\n'), line => Assert.Contains(line, stored.Out, StringComparison.Ordinal));
        Assert.Contains("rsj", stored.Out, StringComparison.Ordinal);
        Assert.Equal(2, unknown.Code);
        Assert.Contains("The register has no household 'H9'", unknown.Err, StringComparison.Ordinal);
        Assert.Contains("Nothing is known of 'H2'", untold.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_facts_are_named_in_the_language_asked_for_and_nothing_of_the_folder_is_imported()
    {
        office.Write("register/facts/income.csv", $"id_number,on,from,kind,source,amount\n{GivenOffice.Father},2025-08-31,rsj,pension,checked,a lot\n");

        var english = await office.SayAsync("register", "import", office.File("register"), "--lang", "en");
        var chinese = await office.SayAsync("register", "import", office.File("register"));

        Assert.Equal((1, 1), (english.Code, chinese.Code));
        Assert.Contains("income.csv:2: amount: not an amount in yuan", english.Err, StringComparison.Ordinal);
        Assert.Contains("income.csv:2: amount: 不是", chinese.Err, StringComparison.Ordinal);
        Assert.Contains("Nothing is known of 'H1'", (await office.SayAsync("assess", "H1", "--lang", "en")).Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_and_the_folder_that_it_came_from_answer_alike()
    {
        CityMaker.MakeRegister(new CityOptions { PackFolder = MadeCity.PackFolder, Out = office.File("city"), Scale = 0.01m }, TestContext.Current.CancellationToken);
        using var city = new GivenOffice();
        var imported = await city.SayAsync("register", "import", office.File("city/register"), "--json");
        string[] reform = ["simulate", "--reform", Repository.File("docs", "examples", "reform.yaml"), "--as-of", "2025-09-30", "--truth", office.File("city/truth/assessments.csv"), "--json"];
        string[] late = ["reassess", "--from", "2025-07", "--to", "2025-08", "--known-on", "2025-12-01", "--json"];
        string[] folder = ["--register", office.File("city/register")];

        Assert.Equal(0, imported.Code);
        var rows = imported.Json.GetProperty("facts").EnumerateObject().Sum(f => f.Value.GetProperty("written").GetInt32());
        Assert.Equal(Directory.EnumerateFiles(office.File("city/register/facts")).Sum(f => File.ReadLines(f).Count() - 1), rows);
        Assert.Equal((await city.SayAsync([.. reform, .. folder])).Out, (await city.SayAsync(reform)).Out);
        Assert.Equal((await city.SayAsync([.. late, .. folder])).Out, (await city.SayAsync(late)).Out);
    }

    private async Task TellAsync(string pension)
    {
        office.Write("register/facts/income.csv", $"id_number,on,from,kind,source,amount\n{GivenOffice.Father},2025-08-31,rsj,pension,checked,{pension}\n{GivenOffice.Mother},2025-08-31,rsj,pension,checked,{pension}\n");
        var imported = await office.SayAsync("register", "import", office.File("register"));
        Assert.Equal((0, ""), (imported.Code, imported.Err));
    }
}
