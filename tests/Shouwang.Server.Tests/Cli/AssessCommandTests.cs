using Shouwang.Server.City;
using Shouwang.Server.Tests.City;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

/// <summary>One family at the window, a reform before it is decided, and two lists that become one.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class AssessCommandTests : IDisposable
{
    private static readonly string Family = Repository.File("docs", "examples", "family.yaml");

    private readonly GivenOffice office;
    private readonly TempFolder folder = new();

    public AssessCommandTests(NightBefore night) => office = night.Office();

    public void Dispose()
    {
        office.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task The_worked_example_gets_its_2735_yuan_and_the_reasons_in_both_languages()
    {
        var english = await office.SayAsync("assess", Family, "--as-of", "2025-09-30", "--explain", "--lang", "en");
        var chinese = await office.SayAsync("assess", Family, "--as-of", "2025-09-30", "--explain", "--lang", "zh");

        Assert.Equal((0, ""), (english.Code, english.Err));
        Assert.Contains("Outcome: Dibao, 2,735.00 yuan a month", english.Out, StringComparison.Ordinal);
        Assert.Contains("Work cost = 2,262.00 yuan", english.Out, StringComparison.Ordinal);
        Assert.Contains("结果：低保对象，每月 2,735.00 元", chinese.Out, StringComparison.Ordinal);
        Assert.Contains("（checked，市医保局，2025-08-31）", chinese.Out, StringComparison.Ordinal);
        var json = (await office.SayAsync("assess", Family, "--as-of", "2025-09-30", "--json")).Json;
        Assert.Equal(("dibao", 273_500), (json.GetProperty("category").GetString(), json.GetProperty("monthly_fen").GetInt64()));
    }

    [Fact]
    public async Task A_file_with_mistakes_and_a_day_without_law_are_refused_with_their_reason()
    {
        var file = folder.Write("family.yaml", (await File.ReadAllTextAsync(Family, TestContext.Current.CancellationToken)).Replace("grade: 2", "grad: 2", StringComparison.Ordinal).Replace("kind: wage", "kind: wages", StringComparison.Ordinal));

        var mistaken = await office.SayAsync("assess", file, "--as-of", "2025-09-30", "--lang", "en");
        var early = await office.SayAsync("assess", Family, "--as-of", "2023-09-30", "--lang", "en");
        var nowhere = await office.SayAsync("assess", folder.File("nothing.yaml"), "--lang", "en");

        Assert.NotEqual(0, mistaken.Code);
        Assert.Matches(@"family\.yaml:\d+:\d+: Unknown key 'grad'", mistaken.Out + mistaken.Err);
        Assert.Matches(@"family\.yaml:\d+:\d+: 'wages'", mistaken.Out + mistaken.Err);
        Assert.NotEqual(0, early.Code);
        Assert.Contains("has no value on 2023-09-30", early.Err, StringComparison.Ordinal);
        Assert.NotEqual(0, nowhere.Code);
        Assert.Contains("No file", nowhere.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_higher_line_is_tried_on_a_register_by_either_engine_with_the_same_result()
    {
        CityMaker.MakeRegister(new CityOptions { PackFolder = MadeCity.PackFolder, Out = folder.Path, Scale = 0.01m }, TestContext.Current.CancellationToken);
        string[] asked = ["simulate", "--register", folder.File("register"), "--reform", Repository.File("docs", "examples", "reform.yaml"), "--as-of", "2025-09-30", "--budget", "1", "--export", folder.File("changes.csv")];

        var code = await office.SayAsync([.. asked, "--json"]);
        var sql = await office.SayAsync([.. asked, "--engine", "sql", "--json"]);
        var text = await office.SayAsync([.. asked, "--lang", "en"]);

        // The budget of one yuan cannot hold.
        Assert.Equal(1, code.Code);
        Assert.Equal(code.Out, sql.Out);
        Assert.True(code.Json.GetProperty("after").GetProperty("monthly").GetInt64() > code.Json.GetProperty("before").GetProperty("monthly").GetInt64());
        Assert.Contains("Finances can bear it: broken.", text.Out, StringComparison.Ordinal);
        Assert.True((await File.ReadAllLinesAsync(folder.File("changes.csv"), TestContext.Current.CancellationToken)).Length > 1);
    }

    [Fact]
    public async Task Two_old_lists_become_a_register_that_can_be_imported()
    {
        CityMaker.MakeRegister(new CityOptions { PackFolder = MadeCity.PackFolder, Out = folder.Path, Scale = 0.02m }, TestContext.Current.CancellationToken);

        var merged = await office.SayAsync("register", "merge", "--list", $"civil={folder.File("old/civil_affairs.csv")}", "--list", $"rural={folder.File("old/rural.csv")}", "--out", folder.File("merged"), "--json");
        var imported = await office.SayAsync("register", "import", folder.File("merged"), "--lang", "en");
        var refused = await office.SayAsync("register", "merge", "--list", $"civil={folder.File("old/civil_affairs.csv")}", "--out", folder.File("merged"), "--lang", "en");

        Assert.Equal(0, merged.Code);
        Assert.Equal(0, merged.Json.GetProperty("unplaced").GetInt32());
        Assert.True(merged.Json.GetProperty("conflicts").GetProperty("income").GetInt32() > 0);
        Assert.Equal((0, ""), (imported.Code, imported.Err));
        Assert.NotEqual(0, refused.Code);
    }
}
