using System.Text.Json;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class PersonCommandTests : IDisposable
{
    private readonly GivenOffice office;

    public PersonCommandTests(NightBefore night) => office = night.Office();

    public void Dispose() => office.Dispose();

    [Fact]
    public async Task A_household_shows_its_members_with_rows_and_warnings_and_no_whole_number()
    {
        var said = await office.SayAsync("person", "H1", "--as-of", "2025-10-20");
        Assert.Equal(0, said.Code);
        Assert.Contains("1. 解永强", said.Out, StringComparison.Ordinal);
        Assert.Contains("2. 赵兰", said.Out, StringComparison.Ordinal);
        Assert.Contains($"{GivenOffice.September}\t7\t2025-09-10\t300.00\t经匹配", said.Out, StringComparison.Ordinal);
        Assert.Contains("类别 低保", said.Out, StringComparison.Ordinal);
        Assert.All([GivenOffice.Father, GivenOffice.Mother], id => Assert.DoesNotContain(id, said.Out, StringComparison.Ordinal));
        var json = (await office.SayAsync("person", "H1", "--json")).Json;
        Assert.Equal([2, 3], json.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("rows").GetArrayLength()));
        Assert.Equal(5, json.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task The_whole_number_comes_only_to_who_asks_for_it()
    {
        var masked = (await office.SayAsync("person", "H1/1", "--json")).Json.GetProperty("person");
        Assert.Equal(IdNumber.Parse(GivenOffice.Father).ToString(), masked.GetProperty("id_number").GetString());
        var revealed = (await office.SayAsync("person", masked.GetProperty("id").GetString()!, "--reveal", "--json")).Json.GetProperty("person");
        Assert.Equal(GivenOffice.Father, revealed.GetProperty("id_number").GetString());
    }

    [Fact]
    public async Task A_number_is_read_from_standard_input_and_never_from_the_command_line()
    {
        var refused = await office.SayAsync("person", GivenOffice.Father, "--lang", "en");
        Assert.Equal(2, refused.Code);
        Assert.Contains("--id-from-stdin", refused.Err, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenOffice.Father, refused.Err, StringComparison.Ordinal);
        var said = await office.SayAsync(GivenOffice.Father + "\n", ["person", "--id-from-stdin"]);
        Assert.Equal(0, said.Code);
        Assert.Contains("解永强", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resident_who_is_not_registered_is_known_by_rows_and_warning_alone()
    {
        var said = (await office.SayAsync(GivenOffice.Stranger, ["person", "--id-from-stdin", "--json"])).Json;
        Assert.Equal(JsonValueKind.Null, said.GetProperty("person").GetProperty("name").ValueKind);
        Assert.Equal(2500000, said.GetProperty("person").GetProperty("rows")[0].GetProperty("amount_fen").GetInt64());
        Assert.Equal("A03", said.GetProperty("warnings")[0].GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Somebody_of_whom_nothing_is_known_is_refused()
    {
        Assert.Equal(2, (await office.SayAsync("person", "H7")).Code);
        Assert.Equal(2, (await office.SayAsync("person", "H1/3")).Code);
        Assert.Equal(2, (await office.SayAsync("person")).Code);
        Assert.Equal(2, (await office.SayAsync(GivenOffice.Id("19990101", 1), ["person", "--id-from-stdin"])).Code);
        var wrong = await office.SayAsync("123", ["person", "--id-from-stdin"]);
        Assert.Equal(2, wrong.Code);
        Assert.DoesNotContain("123", wrong.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_a_correction_replaced_is_shown_as_superseded()
    {
        var corrected = office.File("deliveries/ybj/ybj_settlement_202508_r2.csv");
        File.Copy(office.File($"deliveries/ybj/{GivenOffice.August}"), corrected);
        await File.AppendAllTextAsync(corrected, "", TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(corrected, TestContext.Current.CancellationToken);
        var text = System.Text.Encoding.GetEncoding("gb18030").GetString(bytes).Replace("8500.00", "8400.00", StringComparison.Ordinal).Replace("17500.00", "17400.00", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(corrected, System.Text.Encoding.GetEncoding("gb18030").GetBytes(text), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(corrected + ".manifest.json", """{"rows": 2, "amount_fen": 1740000}""", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await office.NightAsync()).Code);
        var rows = (await office.SayAsync("person", "H1/1", "--json")).Json.GetProperty("person").GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("on").GetString() == "2025-08-05").ToDictionary(row => row.GetProperty("amount_fen").GetInt64(), row => row.GetProperty("counts").GetBoolean());
        Assert.Equal((false, true), (rows[850000], rows[840000]));
    }
}
