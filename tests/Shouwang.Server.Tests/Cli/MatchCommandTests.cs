using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class MatchCommandTests : IDisposable
{
    private const string Spec = """
        # what we teach ourselves
        name: letters
        fields:
          name: { kind: name }
          birth: { kind: date }
        blocking: [birth, name]
        comparisons:
          name:
            levels: [{ when: exact, m: 0.9, u: 0.01 }, { when: else, m: 0.1, u: 0.99 }]
          birth:
            levels: [{ when: exact, m: 0.9, u: 0.001 }, { when: else, m: 0.1, u: 0.999 }]
        decision: { share: 0.5, match: 0.9, doubt: 0.5, margin: 1 }

        """;

    private readonly GivenOffice office;

    public MatchCommandTests(NightBefore night) => office = night.Office();

    public void Dispose() => office.Dispose();

    [Fact]
    public async Task Two_namesakes_under_one_phone_are_both_listed_and_neither_is_named_in_full()
    {
        var said = await office.SayAsync("match", "list");
        Assert.Equal(0, said.Code);
        Assert.Contains("H2/1\t王*", said.Out, StringComparison.Ordinal);
        Assert.Contains("H3/1\t王*", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("王伟", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", said.Out, StringComparison.Ordinal);
        var revealed = await office.SayAsync("match", "list", "--reveal", "--lang", "en");
        Assert.Contains("张三", revealed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenOffice.Mother, revealed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Naming_the_person_links_the_row_at_once()
    {
        var decided = (await office.SayAsync("match", "decide", "--file", GivenOffice.September, "--line", "4", "--person", "H3/1", "--reason", "电话核实", "--json")).Json;
        Assert.Equal(1, decided.GetProperty("changed").GetArrayLength());
        Assert.Equal(1, decided.GetProperty("summary").GetProperty("doubts").GetInt32());
        var rows = (await office.SayAsync("person", "H3/1", "--json")).Json.GetProperty("person").GetProperty("rows");
        Assert.Equal((4, true), (rows[0].GetProperty("line").GetInt32(), rows[0].GetProperty("linked").GetBoolean()));
    }

    [Fact]
    public async Task A_later_decision_takes_the_row_away_again()
    {
        await office.SayAsync("match", "decide", "--file", GivenOffice.September, "--line", "4", "--person", "H3/1", "--reason", "电话核实");
        var again = await office.SayAsync("match", "decide", "--file", GivenOffice.September, "--line", "4", "--nobody", "--reason", "查无此人", "--lang", "en");
        Assert.Contains("H3/1 王* → nobody of the register", again.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await office.SayAsync("person", "H3/1", "--json")).Json.GetProperty("person").GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task A_row_under_another_name_counts_for_the_mother_only_after_somebody_said_so()
    {
        Assert.Equal(1300, await OutpatientOfMotherAsync());
        var hash = (await office.SayAsync("match", "list", "--json")).Json.GetProperty("doubts").EnumerateArray().First().GetProperty("sha256").GetString()!;
        Assert.Equal(0, (await office.SayAsync("match", "decide", "--file", hash[..10], "--line", "5", "--person", "H1/2", "--reason", "曾用名")).Code);
        Assert.Equal(0, (await office.SayAsync("night", "--as-of", "2025-09-30")).Code);
        Assert.Equal(0, (await office.SayAsync("night", "--as-of", "2025-09-30")).Code);
        Assert.Equal(1770, await OutpatientOfMotherAsync());
    }

    [Theory]
    [InlineData("nix.csv", "4", "H1/1", "没有收到过这个文件。")]
    [InlineData(GivenOffice.September, "2", "H1/1", "这一行不在待匹配之列。")]
    [InlineData(GivenOffice.September, "4", "H9/1", "名册中没有这个人。")]
    [InlineData(GivenOffice.September, "4", "H1/3", "名册中没有这个人。")]
    [InlineData(GivenOffice.September, "4", "018f0000-0000-7000-8000-000000000000", "名册中没有这个人。")]
    public async Task What_is_unknown_is_refused(string file, string line, string person, string because)
    {
        var said = await office.SayAsync("match", "decide", "--file", file, "--line", line, "--person", person, "--reason", "x");
        Assert.Equal((2, because), (said.Code, said.Err.Trim()));
    }

    [Fact]
    public async Task A_decision_needs_a_reason_and_either_a_person_or_nobody()
    {
        Assert.Equal(2, (await office.SayAsync("match", "decide", "--file", GivenOffice.September, "--line", "4", "--reason", "x")).Code);
        Assert.Equal(2, (await office.SayAsync("match", "decide", "--file", GivenOffice.September, "--line", "4", "--nobody", "--person", "H1/1", "--reason", "x")).Code);
        Assert.Equal(2, (await office.SayAsync("match", "decide", "--file", GivenOffice.September, "--line", "4", "--nobody", "--reason", " ")).Code);
    }

    [Fact]
    public async Task The_explanation_says_that_only_the_phone_told_the_namesakes_from_strangers()
    {
        var said = (await office.SayAsync("match", "explain", "--file", GivenOffice.September, "--line", "4", "--json")).Json;
        Assert.Equal("doubt", said.GetProperty("kind").GetString());
        var candidate = said.GetProperty("candidates")[0];
        var lines = candidate.GetProperty("explanation").GetProperty("lines").EnumerateArray().ToDictionary(line => line.GetProperty("field").GetString()!);
        Assert.Equal("exact", lines["phone"].GetProperty("level").GetString());
        Assert.Equal(JsonValueKind.Null, lines["birth"].GetProperty("level").ValueKind);
        Assert.True(lines["phone"].GetProperty("weight").GetDouble() > 10);
        Assert.Equal(2, (await office.SayAsync("match", "explain", "--file", GivenOffice.September, "--line", "2")).Code);
    }

    [Fact]
    public async Task Any_two_labelled_files_can_be_matched_and_judged()
    {
        var spec = office.Write("letters.yaml", Spec);
        var left = office.Write("a.csv", "who,name,birth\n1,解永强,1961-04-09\n2,赵兰,1963-02-14\n3,孙老,1950-05-05\n");
        var right = office.Write("b.csv", "who,name,birth\n1,解永强,1961-04-09\n2,赵兰,1963-02-14\n4,周平,1970-01-01\n");
        var result = (await office.SayAsync("match", "evaluate", "--left", left, "--right", right, "--spec", spec, "--truth", "who", "--json")).Json;
        Assert.Equal((2, 1.0, 1.0), (result.GetProperty("matched_true").GetInt32(), result.GetProperty("precision").GetDouble(), result.GetProperty("recall").GetDouble()));
        var english = await office.SayAsync("match", "evaluate", "--left", left, "--right", right, "--spec", spec, "--truth", "who", "--lang", "en");
        Assert.Contains("Precision\t100.00 %", english.Out, StringComparison.Ordinal);
        var missing = await office.SayAsync("match", "evaluate", "--left", left, "--spec", spec, "--truth", "nobody");
        Assert.Equal(1, missing.Code);
        Assert.Contains("a.csv:1: nobody", missing.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_specification_without_weights_is_taught_by_the_files_before_it_is_judged()
    {
        var spec = office.Write("untaught.yaml", """
            name: letters
            fields: { name: { kind: name }, birth: { kind: date }, phone: { kind: phone } }
            blocking: [birth, name, phone]
            comparisons:
              name: { levels: [{ when: exact }, { when: else }] }
              birth: { levels: [{ when: exact }, { when: else }] }
              phone: { levels: [{ when: exact }, { when: else }] }

            """);
        var (left, right) = (new StringBuilder("who,name,birth,phone\n"), new StringBuilder("who,name,birth,phone\n"));
        for (var i = 0; i < 600; i++)
        {
            var (name, birth, phone) = ($"人{(char)('一' + i)}", new DateOnly(1940, 1, 1).AddDays(i * 41).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"1380000{i:D4}");
            left.Append(CultureInfo.InvariantCulture, $"{i},{name},{birth},{phone}\n");
            // One of the three has changed.
            right.Append(CultureInfo.InvariantCulture, $"{i},{(i % 3 == 0 ? "无名" : name)},{(i % 3 == 1 ? "1999-09-09" : birth)},{(i % 3 == 2 ? "" : phone)}\n");
        }

        string[] files = ["--left", office.Write("a.csv", left.ToString()), "--right", office.Write("b.csv", right.ToString()), "--spec", spec, "--truth", "who"];
        var result = (await office.SayAsync(["match", "evaluate", .. files, "--json"])).Json;
        Assert.True(result.GetProperty("recall").GetDouble() > 0.95, result.ToString());
        Assert.Equal(1.0, result.GetProperty("precision").GetDouble());
        Assert.Contains("learned from these files", (await office.SayAsync(["match", "evaluate", .. files, "--lang", "en"])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Learned_numbers_are_saved_only_on_request_and_comments_stay()
    {
        var spec = office.Write("letters.yaml", Spec);
        var people = string.Concat(Enumerable.Range(0, 120).Select(i => string.Create(CultureInfo.InvariantCulture, $"人{(char)('一' + i)},19{i % 90 + 10}-0{i % 9 + 1}-1{i % 10}\n")));
        var left = office.Write("a.csv", "name,birth\n" + people);
        var right = office.Write("b.csv", "name,birth\n" + people);
        Assert.Equal(0, (await office.SayAsync("match", "learn", "--left", left, "--right", right, "--spec", spec)).Code);
        Assert.Equal(Spec, await File.ReadAllTextAsync(spec, TestContext.Current.CancellationToken));
        var learned = (await office.SayAsync("match", "learn", "--left", left, "--right", right, "--spec", spec, "--save", "--json")).Json;
        Assert.True(learned.GetProperty("saved").GetBoolean());
        var text = await File.ReadAllTextAsync(spec, TestContext.Current.CancellationToken);
        Assert.StartsWith("# what we teach ourselves", text, StringComparison.Ordinal);
        Assert.NotEqual(Spec, text);
    }

    private async Task<decimal> OutpatientOfMotherAsync()
    {
        var warnings = (await office.SayAsync("person", "H1/2", "--json")).Json.GetProperty("warnings").EnumerateArray();
        return warnings.Single(row => row.GetProperty("rule").GetString() == "A05").GetProperty("amount").GetInt64() / 100m;
    }
}
