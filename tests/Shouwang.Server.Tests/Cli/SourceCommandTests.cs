using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class SourceCommandTests : IDisposable
{
    private readonly GivenOffice office;

    public SourceCommandTests(NightBefore night) => office = night.Office();

    public void Dispose() => office.Dispose();

    [Fact]
    public async Task All_39_sources_are_listed_with_what_they_delivered_last()
    {
        var feeds = (await office.SayAsync("sources", "--as-of", "2025-11-10", "--json")).Json.EnumerateArray().ToList();

        Assert.Equal(39, feeds.Select(f => f.GetProperty("source").GetString()).Distinct().Count());
        Assert.Equal(39, Directory.GetFiles(Repository.File("packs", "cn-ah-huaibei", "monitoring", "sources"), "*.yaml").Length);
        var settlement = feeds.Single(f => f.GetProperty("source").GetString() == "ybj" && f.GetProperty("feed").GetString() == "settlement");
        Assert.Equal(("202509", 8, 5), (settlement.GetProperty("latest_period").GetString(), settlement.GetProperty("rows").GetInt32(), settlement.GetProperty("late_days").GetInt32()));
        Assert.EndsWith("+08:00", settlement.GetProperty("last_received").GetString(), StringComparison.Ordinal);
        Assert.False(settlement.GetProperty("fresh").GetBoolean());
    }

    [Fact]
    public async Task A_stopped_batch_waits_for_a_decision_with_a_reason()
    {
        office.Write("deliveries/bank07/bank07_balance_202509.csv", "证件号码,户名,客户账号,截止日期,余额,理财产品持有额,近12个月流入,上次交易日,备注\n,,,2025-09-30,1,,,,\n");
        await office.NightAsync();

        var listed = await office.SayAsync("batches", "list", "--state", "stopped", "--lang", "en");
        var number = listed.Out.Split('\n')[1].Split('\t')[0];
        var empty = await office.SayAsync("batches", "reject", number, "--reason", " ", "--lang", "en");
        var rejected = await office.SayAsync("batches", "reject", number, "--reason", "没有一行可用", "--json");
        var again = await office.SayAsync("batches", "reject", number, "--reason", "没有一行可用");

        Assert.Contains("stopped (More than 2 % of the rows are bad: the batch stops whole and waits for a decision: 1 / 1)", listed.Out, StringComparison.Ordinal);
        Assert.Equal((2, "A reason is needed"), (empty.Code, empty.Err.Trim()));
        Assert.Equal((0, "rejected"), (rejected.Code, rejected.Json.GetProperty("state").GetString()));
        Assert.Equal((2, "这个批次没有停下等待决定"), (again.Code, again.Err.Trim()));
    }

    [Fact]
    public async Task An_import_of_the_register_answers_a_machine_too()
    {
        var said = await office.SayAsync("register", "import", office.File("register"), "--json");

        Assert.Equal((0, 4, 0), (said.Code, said.Json.GetProperty("persons").GetInt32(), said.Json.GetProperty("written").GetInt32()));
    }

    [Theory]
    [InlineData("zh", "未提供必需的命令", "nosuch")]
    [InlineData("en", "Required command was not provided", "nosuch")]
    [InlineData("en", "--scale: 0 < S ≤ 20, 'much'", "city", "make", "--out", "x", "--scale", "much")]
    [InlineData("en", "--scale: 0 < S ≤ 20, '0'", "city", "make", "--out", "x", "--scale", "0")]
    [InlineData("en", "--settle", "night", "--settle", "soon")]
    public async Task A_line_that_is_not_understood_is_answered_in_the_language_asked_for(string language, string answer, params string[] args)
    {
        var said = await office.SayAsync([.. args, "--lang", language]);

        Assert.Equal(2, said.Code);
        Assert.Contains(answer, said.Err + said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_was_forgotten_is_no_crash() => Assert.Equal(2, (await office.SayAsync("sources", "--lang")).Code);

    [Fact]
    public async Task Help_calls_the_program_by_the_name_that_people_type() =>
        Assert.Contains("shouwang sources [options]", (await office.SayAsync("sources", "--help", "--lang", "en")).Out, StringComparison.Ordinal);
}
