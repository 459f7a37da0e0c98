using System.Text;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

/// <summary>A bank delivers two rows that cannot be read; they go back to it, and come back corrected.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class QuarantineCommandTests : IAsyncLifetime
{
    private const string Stray = "赵\"兰";
    private const string Formula = "=1+1";

    private readonly GivenOffice office;

    public QuarantineCommandTests(NightBefore night) => office = night.Office();

    public async ValueTask InitializeAsync()
    {
        var good = Enumerable.Range(1, 200).Select(i => Row(GivenOffice.Id("19700101", i), "张三", "2025-09-30"));
        string[] bad = [Row(GivenOffice.Mother, Stray, "2025-09-30"), Row(Formula, "赵兰", "2025-02-30")];
        office.Write("deliveries/bank07/bank07_balance_202509.csv", string.Join('\n', good.Prepend("证件号码,户名,客户账号,截止日期,余额,理财产品持有额,近12个月流入,上次交易日,备注").Concat(bad)) + "\n");
        Assert.Equal(0, (await office.NightAsync()).Code);
    }

    public ValueTask DisposeAsync()
    {
        office.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_list_says_where_and_why_and_never_what()
    {
        var said = await office.SayAsync("quarantine", "list", "--source", "bank07", "--lang", "en");

        Assert.Equal(0, said.Code);
        Assert.Contains("bank07_balance_202509.csv\t202\t\tquote\tStray quote", said.Out, StringComparison.Ordinal);
        Assert.Contains("bank07_balance_202509.csv\t203\t截止日期\tdate\t", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("赵", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(GivenOffice.Mother, said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public async Task Lines_go_to_their_sender_and_come_back_however_its_spreadsheet_saves_them(string encoding)
    {
        var text = await ExportAsync();
        Assert.Contains("'" + Formula, text, StringComparison.Ordinal);
        var corrected = text.Replace("赵\"\"兰", "赵兰", StringComparison.Ordinal).Replace("'" + Formula, GivenOffice.Mother, StringComparison.Ordinal).Replace("2025-02-30", "2025-09-30", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(office.File("corrected.csv"), Encoding.GetEncoding(encoding).GetBytes(corrected), TestContext.Current.CancellationToken);

        var retried = (await office.SayAsync("quarantine", "retry", "--corrected", office.File("corrected.csv"), "--json")).Json;

        Assert.Equal((2, 2), (retried.GetProperty("tried").GetInt32(), retried.GetProperty("stored").GetInt32()));
        Assert.Equal(0, (await office.SayAsync("quarantine", "list", "--source", "bank07", "--json")).Json.GetProperty("total").GetInt32());
        // A name that was read in the wrong encoding would be another person's, and wait for somebody's decision.
        Assert.Equal(2, await OfMotherAsync());
    }

    [Fact]
    public async Task An_export_that_nobody_touched_changes_nothing()
    {
        await ExportAsync();

        var retried = (await office.SayAsync("quarantine", "retry", "--corrected", office.File("back.csv"), "--json")).Json;

        Assert.Equal((2, 0, 2), (retried.GetProperty("tried").GetInt32(), retried.GetProperty("stored").GetInt32(), retried.GetProperty("still_bad").GetInt32()));
        await office.SayAsync("quarantine", "export", "--source", "bank07", "--with-lines", "--out", office.File("again.csv"));
        Assert.Equal(await File.ReadAllTextAsync(office.File("back.csv"), TestContext.Current.CancellationToken), await File.ReadAllTextAsync(office.File("again.csv"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("source,file,content\n", "line 1: column sha256 is missing")]
    [InlineData("sha256,line,content\nab,x,y\n", "line 2: line: a whole number is expected")]
    [InlineData("sha256,line,content\nab,2,ok\n\"ab\"c,3,y\n", "line 2: after this line the quotes do not pair up")]
    [InlineData("sha256,line\nab,2\n", "line 1: column content is missing")]
    public async Task A_corrected_file_that_cannot_be_read_is_refused_with_its_place(string text, string reason)
    {
        office.Write("corrected.csv", text);

        var said = await office.SayAsync("quarantine", "retry", "--corrected", office.File("corrected.csv"), "--lang", "en");

        Assert.Equal(2, said.Code);
        Assert.Contains(reason, said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_file_of_another_kind_is_refused()
    {
        await File.WriteAllBytesAsync(office.File("corrected.csv"), [0xFF, 0xFE, 0x61, 0x00], TestContext.Current.CancellationToken);

        var said = await office.SayAsync("quarantine", "retry", "--corrected", office.File("corrected.csv"));

        Assert.Equal(2, said.Code);
        Assert.Contains("既不是 UTF-8 也不是 GB18030", said.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quarantine", "list", "--source", "nobody")]
    [InlineData("quarantine", "list", "--code", "nonsense")]
    [InlineData("batches", "list", "--source", "nobody")]
    [InlineData("batches", "list", "--state", "nonsense")]
    [InlineData("sources", "--source", "nobody")]
    public async Task A_word_that_does_not_exist_is_refused_and_not_answered_with_an_empty_list(params string[] args) =>
        Assert.Equal(2, (await office.SayAsync(args)).Code);

    private static string Row(string id, string name, string on) => $"{id},{name},6222020000000000001,{on},12.50,,,,";

    private async Task<string> ExportAsync()
    {
        var said = await office.SayAsync("quarantine", "export", "--source", "bank07", "--with-lines", "--out", office.File("back.csv"), "--json");
        Assert.Equal(2, said.Json.GetProperty("rows").GetInt32());
        return await File.ReadAllTextAsync(office.File("back.csv"), TestContext.Current.CancellationToken);
    }

    private async Task<int> OfMotherAsync() =>
        (await office.SayAsync("person", "H1/2", "--json")).Json.GetProperty("person").GetProperty("rows").EnumerateArray().Count(r => r.GetProperty("source").GetString() == "bank07");
}
