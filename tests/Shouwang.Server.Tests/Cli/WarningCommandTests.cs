using System.Text.Json;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class WarningCommandTests : IDisposable
{
    private const string October = "2025-10-20";

    private readonly GivenOffice office;

    public WarningCommandTests(NightBefore night) => office = night.Office();

    public void Dispose() => office.Dispose();

    [Fact]
    public async Task The_list_names_the_father_but_hides_his_number()
    {
        var said = await office.SayAsync("warnings", "list", "--rule", "A02", "--as-of", October);
        Assert.Equal(0, said.Code);
        Assert.Contains("解永强", said.Out, StringComparison.Ordinal);
        Assert.Contains(IdNumber.Parse(GivenOffice.Father).ToString(), said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenOffice.Father, said.Out, StringComparison.Ordinal);
        Assert.Contains("共 2 条", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_the_total_counts_all_pages()
    {
        var all = (await office.SayAsync("warnings", "list", "--take", "1", "--skip", "1", "--sort", "number", "--json")).Json;
        Assert.Equal((6, 1), (all.GetProperty("total").GetInt32(), all.GetProperty("warnings").GetArrayLength()));
        Assert.Equal("W2025-000002", all.GetProperty("warnings")[0].GetProperty("number").GetString());
        Assert.Equal(3, await CountAsync("--overdue", "--as-of", October));
        Assert.Equal(1, await CountAsync("--severity", "red"));
        Assert.Equal(3, await CountAsync("--severity", "red,orange"));
        Assert.Equal(6, await CountAsync("--place", "340604003"));
        Assert.Equal(0, await CountAsync("--place", "340602"));
        Assert.Equal(1, await CountAsync("--unassigned"));
        Assert.Equal(5, await CountAsync("--worker", "W1", "--state", "assigned"));
        Assert.Equal(1, await CountAsync("--due-before", "2025-10-14"));
        Assert.Equal(1, await CountAsync("--number", "0004"));
    }

    [Theory]
    [InlineData("--state", "open")]
    [InlineData("--place", "34x")]
    [InlineData("--rule", "Z99")]
    [InlineData("--due-before", "20251014")]
    public async Task A_filter_that_means_nothing_is_refused(string option, string value)
    {
        var said = await office.SayAsync("warnings", "list", option, value);
        Assert.Equal(2, said.Code);
        Assert.Contains(value, said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_shows_why_on_what_rows_and_by_which_document()
    {
        var number = await NumberOfAsync("A02", GivenOffice.Mother);
        var page = (await office.SayAsync("warnings", "show", number, "--json")).Json;
        Assert.Equal([900000L, 100000L, 30000L], page.GetProperty("evidence").EnumerateArray().OrderBy(row => row.GetProperty("on").GetString()).Select(row => row.GetProperty("amount_fen").GetInt64()));
        var paid = page.GetProperty("values").EnumerateArray().Single(value => value.GetProperty("key").GetString() == "self_paid_year");
        Assert.Equal(("本年累计个人自付", 1030000L), (paid.GetProperty("label").GetProperty("zh").GetString(), paid.GetProperty("value").GetInt64()));
        Assert.Equal("P37", page.GetProperty("citation").GetProperty("key").GetString());
        Assert.Equal(["raised", "assigned"], page.GetProperty("events").EnumerateArray().Select(change => change.GetProperty("kind").GetString()));
        var english = await office.SayAsync("warnings", "show", number, "--lang", "en");
        Assert.Contains("Self-paid this year\t10,300.00 yuan", english.Out, StringComparison.Ordinal);
        Assert.Contains("安徽省淮北市烈山区百善街道", english.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_delivered_row_comes_back_from_the_archive_with_the_person_hidden()
    {
        var number = await NumberOfAsync("A02", GivenOffice.Mother);
        var page = (await office.SayAsync("warnings", "show", number, "--rows", "--json")).Json;
        var linked = page.GetProperty("evidence").EnumerateArray().Single(row => row.GetProperty("line").GetInt32() == 7).GetProperty("delivered").GetProperty("cells");
        Assert.Equal("300.00", Cell(linked, "个人自付"));
        Assert.Equal("赵*", Cell(linked, "姓名"));
        Assert.Equal("138****0001", Cell(linked, "联系电话"));
        Assert.Equal("普通门诊", Cell(linked, "就诊类别"));
        var text = await office.SayAsync("warnings", "show", number, "--rows");
        Assert.Contains($"{GivenOffice.August} 第 3 行", text.Out, StringComparison.Ordinal);
        Assert.All([GivenOffice.Mother, "13800000001", "V0002"], secret => Assert.DoesNotContain(secret, text.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_whose_file_has_left_the_archive_says_so()
    {
        Directory.Delete(office.File("data/archive"), recursive: true);
        var said = await office.SayAsync("warnings", "show", await NumberOfAsync("A03", null), "--rows", "--lang", "en");
        Assert.Equal(0, said.Code);
        Assert.Contains("the archive does not hold this file", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_lives_from_worker_to_outcome_and_counts_as_false_alarm()
    {
        var number = await NumberOfAsync("A02", GivenOffice.Father);
        Assert.Equal(0, (await office.SayAsync("warnings", "assign", number, "--worker", "W2")).Code);
        Assert.Equal(0, (await office.SayAsync("warnings", "start", number)).Code);
        var verified = (await office.SayAsync("warnings", "verify", number, "--outcome", "no_issue", "--reason", "子女已承担", "--json")).Json;
        Assert.Equal(("verified", "no_issue", "W2"), (verified.GetProperty("state").GetString(), verified.GetProperty("outcome").GetString(), verified.GetProperty("worker").GetString()));
        Assert.Equal(0, (await office.SayAsync("warnings", "close", number, "--reason", "已告知")).Code);
        var rule = Line((await office.SayAsync("warnings", "yield", "--as-of", GivenOffice.Night, "--json")).Json.GetProperty("rules"), "A02");
        Assert.Equal((2, 1, 1, 0m), (rule.GetProperty("raised").GetInt32(), rule.GetProperty("verified").GetInt32(), rule.GetProperty("false").GetInt32(), rule.GetProperty("precision").GetDecimal()));
    }

    [Fact]
    public async Task The_evidence_of_a_warning_leads_to_its_batch_file_and_line()
    {
        var number = await NumberOfAsync("A02", GivenOffice.Father);
        var row = (await office.SayAsync("warnings", "show", number, "--json")).Json.GetProperty("evidence")[0];
        var (hash, file) = (row.GetProperty("sha256").GetString()![..12], row.GetProperty("file").GetString()!);
        Assert.Contains(hash, (await office.SayAsync("warnings", "show", number)).Out, StringComparison.Ordinal);
        var batches = (await office.SayAsync("batches", "list", "--source", row.GetProperty("source").GetString()!)).Out.Split('\n');
        Assert.Single(batches, line => line.Contains(hash, StringComparison.Ordinal) && line.Contains(file, StringComparison.Ordinal));
        Assert.True(row.GetProperty("line").GetInt32() > 1);
    }

    [Fact]
    public async Task A_move_that_does_not_follow_is_refused_with_its_reason()
    {
        var number = await NumberOfAsync("A02", GivenOffice.Father);
        var closing = await office.SayAsync("warnings", "close", number, "--reason", "x");
        Assert.Equal((2, "“已派单”的预警不能转为“已办结”。"), (closing.Code, closing.Err.Trim()));
        var nobody = await office.SayAsync("warnings", "assign", number, "--worker", "W9", "--lang", "en");
        Assert.Equal((2, "There is no worker with this code."), (nobody.Code, nobody.Err.Trim()));
        Assert.Equal(2, (await office.SayAsync("warnings", "show", "W2025-999999")).Code);
        Assert.Equal(2, (await office.SayAsync("warnings", "verify", number, "--outcome", "maybe", "--reason", "x")).Code);
    }

    [Fact]
    public async Task What_nobody_verifies_in_time_is_told_to_county_and_city()
    {
        var told = (await office.SayAsync("warnings", "escalate", "--as-of", October, "--json")).Json.GetProperty("told");
        Assert.Equal(3, told.GetProperty("city").GetInt32() + told.GetProperty("county").GetInt32());
        Assert.Contains("上报县（区）0 条，上报市 0 条", (await office.SayAsync("warnings", "escalate", "--as-of", October)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_carries_masked_numbers_and_takes_its_form_from_the_file_name()
    {
        var csv = office.File("warnings.csv");
        Assert.Equal(0, (await office.SayAsync("warnings", "export", "--out", csv, "--severity", "orange")).Code);
        var lines = await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Length);
        Assert.DoesNotContain(GivenOffice.Father, string.Concat(lines), StringComparison.Ordinal);
        var workbook = office.File("warnings.xlsx");
        Assert.Equal(6, (await office.SayAsync("warnings", "export", "--out", workbook, "--json")).Json.GetProperty("warnings").GetInt32());
        Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync(workbook, TestContext.Current.CancellationToken))[..2]);
        Assert.Equal(2, (await office.SayAsync("warnings", "export", "--out", office.File("warnings.pdf"))).Code);
        Assert.False(File.Exists(office.File("warnings.pdf")));
    }

    [Fact]
    public async Task A_hit_that_goes_into_an_open_warning_is_listed_with_its_reason()
    {
        Assert.Equal(0, (await office.SayAsync("night", "--as-of", "2025-10-01")).Code);
        var suppressed = (await office.SayAsync("warnings", "suppressed", "--json")).Json;
        Assert.True(suppressed.GetProperty("total").GetInt32() > 0);
        Assert.All(suppressed.GetProperty("rows").EnumerateArray(), row => Assert.Equal("open_merged", row.GetProperty("reason").GetString()));
        Assert.Equal(1, (await office.SayAsync("warnings", "suppressed", "--rule", "A04", "--json")).Json.GetProperty("total").GetInt32());
    }

    private async Task<int> CountAsync(params string[] filter)
    {
        var said = await office.SayAsync(["warnings", "list", "--json", .. filter]);
        return said.Json.GetProperty("total").GetInt32();
    }

    private async Task<string> NumberOfAsync(string rule, string? id)
    {
        var masked = id is null ? null : IdNumber.Parse(id).ToString();
        var listed = (await office.SayAsync("warnings", "list", "--rule", rule, "--json")).Json.GetProperty("warnings").EnumerateArray();
        return listed.Single(row => row.GetProperty("id_number").GetString() == masked).GetProperty("number").GetString()!;
    }

    private static JsonElement Line(JsonElement lines, string code) => lines.EnumerateArray().Single(line => line.GetProperty("code").GetString() == code);

    private static string? Cell(JsonElement cells, string title) => cells.EnumerateArray().Single(cell => cell.GetProperty("title").GetString() == title).GetProperty("shown").GetString();
}
