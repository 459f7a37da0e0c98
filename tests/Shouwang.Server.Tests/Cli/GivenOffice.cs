using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouwang.Registry;
using Shouwang.Server.Cli;
using Shouwang.Tests.Given;
using Spectre.Console;

namespace Shouwang.Server.Tests.Cli;

/// <summary>What a command said, and its exit code.</summary>
internal sealed record Said(int Code, string Out, string Err)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement.Clone();
}

/// <summary>
/// A civil-affairs office with three households, two months of medical settlements and one night behind it, used
/// through the command line. The register and the delivered files are written here, line by line.
/// </summary>
internal sealed class GivenOffice : IDisposable
{
    public const string Night = "2025-09-30";
    public const string August = "ybj_settlement_202508.csv";
    public const string September = "ybj_settlement_202509.csv";

    public static readonly string Father = Id("19610409", 11);
    public static readonly string Mother = Id("19630214", 12);
    public static readonly string Namesake = Id("19610101", 21);
    public static readonly string OtherNamesake = Id("19841130", 31);
    public static readonly string Stranger = Id("19500505", 99);

    private static readonly TextWriter RealOut = Console.Out;
    private static readonly TextWriter RealErr = Console.Error;
    private static readonly TextReader RealIn = Console.In;

    private readonly TempFolder folder = new();

    public GivenOffice()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        WriteRegister();
        Deliver(August, [
            (Father, "解永强", "V0001", "20250805", 8500, "13800000001"),
            (Mother, "赵兰", "V0002", "20250806", 9000, ""),
        ]);
        Deliver(September, [
            (Father, "解永强", "V0003", "20250905", 2500, "13800000001"),
            (Mother, "赵兰", "V0004", "20250906", 1000, ""),
            ("", "王伟", "V0005", "20250907", 450, "13800000009"),
            (Mother, "=张三", "V0006", "20250908", 470, ""),
            (Stranger, "孙老", "V0007", "20250909", 25000, ""),
            ("", "赵兰", "V0008", "20250910", 300, "13800000001"),
        ]);
    }

    public string Folder => folder.Path;

    public string File(string name) => folder.File(name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        return folder.Write(name, text);
    }

    public Task<Said> NightAsync() => SayAsync("night", "--in", File("deliveries"), "--as-of", Night, "--settle", "0", "--json");

    /// <summary>Runs a command on the office's data folder.</summary>
    public Task<Said> SayAsync(params string[] args) => SayAsync("", args);

    public async Task<Said> SayAsync(string typed, string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var culture = CultureInfo.CurrentUICulture;
        try
        {
            Console.SetOut(output);
            Console.SetError(errors);
            Console.SetIn(new StringReader(typed));
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
            var code = await CommandLine.RunAsync([.. args, "--data", File("data")]);
            return new Said(code, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(RealOut);
            Console.SetError(RealErr);
            Console.SetIn(RealIn);
            CultureInfo.CurrentUICulture = culture;
        }
    }

    public void Dispose() => folder.Dispose();

    public static string Id(string birth, int sequence)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"340699{birth}{sequence:000}");
        return body + IdNumber.CheckCharacter(body);
    }

    private void WriteRegister()
    {
        Directory.CreateDirectory(File("register"));
        Lines("workers", "worker,name,township", "W1,工作员,340604003000", "W2,另一人,340604003000");
        Lines("grids", "grid,division,worker", "G1,340604003003,W1");
        Lines("households", "household,division,address,phone,grid,urban,former_poor,annual_income,annual_rigid,employed_expected",
            "H1,340604003003,百善社区1号,13800000001,G1,0,0,20000,,", "H2,340604003003,百善社区2号,13800000009,G1,0,0,,,", "H3,340604003003,百善社区3号,13800000009,G1,0,0,,,");
        Lines("members", "id_number,name,household,role,sex,labour,stage,from,to",
            $"{Father},解永强,H1,0,1,lost,none,2020-01-01,", $"{Mother},赵兰,H1,1,2,lost,none,2020-01-01,",
            $"{Namesake},王伟,H2,0,1,lost,none,2020-01-01,", $"{OtherNamesake},王伟,H3,0,1,lost,none,2020-01-01,");
        Lines("categories", "id_number,category,from,to", $"{Father},dibao,2022-01-01,");
        Lines("tags", "household,tag,kind,causes,from,to");
        Lines("benefits", "id_number,kind,amount,from,to,account,holder_id");
    }

    private void Lines(string name, params string[] lines) => folder.Write($"register/{name}.csv", string.Join('\n', lines) + "\n");

    private void Deliver(string name, (string Id, string Name, string Visit, string On, int Yuan, string Phone)[] rows)
    {
        Directory.CreateDirectory(File("deliveries/ybj"));
        var lines = rows.Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1},{r.Id},{r.Name},340604003003,{r.Visit},普通门诊,{r.On},{r.Yuan}.00,{r.Yuan}.00,{r.Phone},"));
        var text = string.Concat(lines
            .Prepend("序号,身份证号,姓名,参保地区划,就诊流水号,就诊类别,结算日期,医疗总费用,个人自付,联系电话,备注")
            .Append(string.Create(CultureInfo.InvariantCulture, $"合计,{rows.Length},{rows.Sum(r => r.Yuan)}.00"))
            .Select(line => line + "\r\n"));
        System.IO.File.WriteAllBytes(File($"deliveries/ybj/{name}"), Encoding.GetEncoding("gb18030").GetBytes(text));
        folder.Write($"deliveries/ybj/{name}.manifest.json", JsonSerializer.Serialize(new { rows = rows.Length, amount_fen = rows.Sum(r => r.Yuan) * 100L }));
    }
}
