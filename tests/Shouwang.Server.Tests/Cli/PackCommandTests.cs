using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class PackCommandTests : IDisposable
{
    private readonly GivenOffice office;

    public PackCommandTests(NightBefore night) => office = night.Office();

    public void Dispose() => office.Dispose();

    [Fact]
    public async Task Our_own_pack_is_sound_and_keeps_its_word()
    {
        Assert.Equal((0, true), (await office.SayAsync("pack", "check", "--json")) is var check ? (check.Code, check.Json.GetProperty("sound").GetBoolean()) : default);
        var test = await office.SayAsync("pack", "test", "--json");
        var run = test.Json[0];
        Assert.Equal((0, 0), (test.Code, run.GetProperty("failures").GetArrayLength()));
        Assert.True(run.GetProperty("passed").GetInt32() > 400);
    }

    [Fact]
    public async Task The_cases_hold_on_PostgreSQL_too()
    {
        await using var server = await PostgresServer.StartAsync();
        var test = await office.SayAsync("pack", "test", "--postgres", server.Connection("postgres"), "--lang", "en");
        Assert.Equal((0, ""), (test.Code, test.Err));
        Assert.Contains("postgres: ", test.Out, StringComparison.Ordinal);
        Assert.Contains(" 0 failed", test.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_pack_is_named_with_its_place_in_one_run()
    {
        var pack = CopyOfPack();
        var health = Path.Combine(pack, "..", "cn", "monitoring", "warnings", "a-health.yaml");
        var text = await File.ReadAllTextAsync(health, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(health, text.Replace("when: \"admission > p.threshold\"", "when: \"admision > p.threshold\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(pack, "monitoring", "matching.yaml"), "name: x\nfields: {name: {kind: nonsense}}\nblocking: [name]\ncomparisons: {}\n", TestContext.Current.CancellationToken);
        var said = await office.SayAsync("pack", "check", pack, "--lang", "en");
        Assert.Equal(2, said.Code);
        Assert.Matches(@"a-health\.yaml:\d+:\d+: .*admision", said.Out);
        Assert.Matches(@"matching\.yaml:2:\d+: ", said.Out);
        var json = (await office.SayAsync("pack", "check", pack, "--json")).Json;
        Assert.False(json.GetProperty("sound").GetBoolean());
        Assert.True(json.GetProperty("faults").GetArrayLength() >= 3);
    }

    [Theory]
    [InlineData("values: {2024-01-01: 20000}", "values: {2024-13-01: 20000}")]
    [InlineData("values: {2024-01-01: 20000}", "values: {2024-01-01: plenty}")]
    [InlineData("{type: money, label: {zh: 损失起点（含）, en: Loss (inclusive)}, cite: D, values: {2024-01-01: 20000}}", "20000")]
    public async Task A_parameter_with_a_fault_is_one_fault_and_not_also_a_missing_parameter(string sound, string spoilt)
    {
        var pack = CopyOfPack();
        var events = Path.Combine(pack, "..", "cn", "monitoring", "warnings", "a-event.yaml");
        var text = await File.ReadAllTextAsync(events, TestContext.Current.CancellationToken);
        Assert.Contains(sound, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(events, text.Replace(sound, spoilt, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var said = await office.SayAsync("pack", "check", pack, "--lang", "en");

        Assert.Equal(2, said.Code);
        Assert.Single(said.Out.Trim().Split('\n'), line => line.Contains(".yaml:", StringComparison.Ordinal));
        Assert.DoesNotContain("No parameter named", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_fails_says_what_was_expected_and_what_was_found()
    {
        var pack = CopyOfPack();
        Directory.CreateDirectory(Path.Combine(pack, "tests"));
        await File.WriteAllTextAsync(Path.Combine(pack, "tests", "wrong.yaml"), """
            - name: 全年自付恰为 10000 元
              rule: A02
              as_of: 2025-09-30
              household: {person: [{birth: 1970-01-01, settlement: [{on: 2025-03-01, kind: outpatient, visit: v1, self_paid: 10000}]}]}
              expect: {A02: {count: 1}}

            """, TestContext.Current.CancellationToken);
        var said = await office.SayAsync("pack", "test", pack);
        Assert.Equal(2, said.Code);
        Assert.Contains("全年自付恰为 10000 元：应为 A02 ×1，实为 A02 none", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_pack_is_refused()
    {
        var said = await office.SayAsync("pack", "check", office.Folder);
        Assert.Equal(2, said.Code);
        Assert.Contains("pack.yaml", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lower_threshold_would_have_warned_of_both_spouses_a_month_earlier()
    {
        var report = (await office.SayAsync("pack", "what-if", "--rule", "A02", "--set", "threshold=8000", "--as-of", "2025-10-20", "--json")).Json;
        var months = report.GetProperty("months").EnumerateArray().ToList();
        Assert.Equal(["2025-08-31", "2025-09-30"], months.Select(month => month.GetProperty("as_of").GetString()));
        Assert.Equal([0, 2], months.Select(month => month.GetProperty("base").GetInt32()));
        Assert.Equal([2, 2], months.Select(month => month.GetProperty("changed").GetInt32()));
        Assert.Equal([2, 0], months.Select(month => month.GetProperty("raised_changed").GetInt32()));
        Assert.Equal(0, report.GetProperty("total").GetProperty("new_subjects").GetInt32());
    }

    [Fact]
    public async Task A_higher_threshold_spares_the_mother_and_the_trial_changes_nothing()
    {
        var said = await office.SayAsync("pack", "what-if", "--rule", "A02", "--set", "threshold=10300", "--as-of", GivenOffice.Night, "--months", "1", "--lang", "en");
        Assert.Contains("1 spared", said.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await office.SayAsync("warnings", "list", "--rule", "A02", "--json")).Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("A99", "threshold=1", "A99")]
    [InlineData("A02", "thresh=1", "thresh")]
    [InlineData("A02", "threshold=much", "much")]
    [InlineData("A02", "threshold", "threshold")]
    public async Task A_trial_of_what_is_unknown_is_refused(string rule, string set, string named)
    {
        var said = await office.SayAsync("pack", "what-if", "--rule", rule, "--set", set, "--as-of", GivenOffice.Night);
        Assert.Equal(2, said.Code);
        Assert.Contains(named, said.Err, StringComparison.Ordinal);
    }

    /// <summary>Both layers of our pack, to be spoilt.</summary>
    private string CopyOfPack()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.File("packs"), "*", SearchOption.AllDirectories))
        {
            var copy = office.File(Path.Combine("packs", Path.GetRelativePath(Repository.File("packs"), file)));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return office.File(Path.Combine("packs", "cn-ah-huaibei"));
    }
}
