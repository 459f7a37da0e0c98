using System.CommandLine;
using System.Globalization;

namespace Shouwang.Server.Cli;

/// <summary>Options that every command understands.</summary>
internal static class Globals
{
    public static readonly Option<string> Data = new("--data") { Description = "数据文件夹 / data folder", DefaultValueFactory = _ => "data", Recursive = true };

    public static readonly Option<string?> Database = new("--db") { Description = "PostgreSQL 连接串（默认 SQLite）/ PostgreSQL connection string (default: SQLite in the data folder)", Recursive = true };

    public static readonly Option<string?> PackFolder = new("--pack") { Description = "政策包文件夹 / pack folder (default: packs/cn-ah-huaibei)", Recursive = true };

    public static readonly Option<string> Language = new("--lang") { Description = "zh | en", DefaultValueFactory = _ => UsualLanguage, Recursive = true };

    public static readonly Option<bool> Json = new("--json") { Description = "输出 JSON，供程序读取 / one JSON document for machines", Recursive = true };

    public static readonly IReadOnlyList<Option> All = [Data, Database, PackFolder, Language, Json];

    public static Terminal Terminal(ParseResult parsed) =>
        parsed.Errors.Count > 0 ? new(Culture(TypedLanguage(parsed)), json: false) : new(Culture(parsed.GetValue(Language)!), parsed.GetValue(Json));

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static string UsualLanguage => Environment.GetEnvironmentVariable("SHOUWANG_LANG") ?? "zh";

    private static string Culture(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "zh-Hans";

    // On a line with a mistake an option may have no value to ask for; the word behind its name has to do.
    private static string TypedLanguage(ParseResult parsed) =>
        parsed.Tokens.Select(token => token.Value).SkipWhile(word => word != Language.Name).Skip(1).FirstOrDefault() ?? UsualLanguage;

    /// <summary>For a command that reads or changes what is there already: a mistyped folder makes no empty office.</summary>
    /// <exception cref="RefusedException">Nobody has begun there.</exception>
    /// <param name="clock">Null is the real one.</param>
    public static Workplace Workplace(ParseResult parsed, TimeProvider? clock = null) => NewWorkplace(parsed, BegunFolder(parsed), clock);

    /// <summary>The audit log alone: an auditor with a right to read the database needs no data folder.</summary>
    /// <exception cref="RefusedException">Neither a PostgreSQL database nor a data folder is named.</exception>
    public static string AuditConnection(ParseResult parsed) =>
        parsed.GetValue(Database) is { } database && Platform.Data.ShouwangDbFactory.IsPostgres(database) ? database : Cli.Workplace.AuditConnectionOf(BegunFolder(parsed), null);

    private static string BegunFolder(ParseResult parsed)
    {
        var folder = Path.GetFullPath(parsed.GetValue(Data)!);
        return Cli.Workplace.HasBegun(folder) ? folder : throw new RefusedException(new(
            $"{folder} 不是数据文件夹。用 demo、register import 或 night 建立一个，或用 --data 指明已有的。",
            $"{folder} is no data folder. Make one with demo, register import or night, or name yours with --data."));
    }

    /// <summary>For the commands with which an office begins: the folder is made where it is missing.</summary>
    /// <param name="clock">Null is the real one.</param>
    public static Workplace NewWorkplace(ParseResult parsed, string? data = null, TimeProvider? clock = null) =>
        new(data ?? parsed.GetValue(Data)!, parsed.GetValue(Database), PackOf(parsed), clock);

    public static string PackOf(ParseResult parsed) => parsed.GetValue(PackFolder) ?? DefaultPack();

    /// <summary>packs/cn-ah-huaibei of the project: below the current folder, else above the program.</summary>
    public static string DefaultPack()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var pack = Path.Combine(folder, "packs", "cn-ah-huaibei");
            if (File.Exists(Path.Combine(pack, "pack.yaml")))
            {
                return pack;
            }
        }

        return Path.Combine("packs", "cn-ah-huaibei");
    }

    public static Option<DateOnly?> AsOf() => DayOption("--as-of", "基准日 yyyy-MM-dd（默认今天）/ the day that counts (default: today)");

    /// <summary>An option that takes a day as yyyy-MM-dd.</summary>
    public static Option<DateOnly?> DayOption(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"{name}: yyyy-MM-dd, '{text}'");
            return null;
        },
    };

    public static DateOnly Day(ParseResult parsed, Option<DateOnly?> option, TimeProvider clock) =>
        parsed.GetValue(option) ?? DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime);

    /// <summary>A moment that the records store keeps in UTC, by the clock on the office's wall.</summary>
    public static DateTimeOffset Local(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToOffset(China);

    /// <summary>The moment at which a day begins, by the clock on the office's wall.</summary>
    public static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), China);

    /// <summary>The source that was named, or null where none was.</summary>
    /// <exception cref="RefusedException">The pack has no such source.</exception>
    public static string? SourceOf(ParseResult parsed, Option<string?> option, Workplace place) => parsed.GetValue(option) switch
    {
        { } code when !place.Sources.Sources.ContainsKey(code) => throw new RefusedException(new("没有这个来源。", "No such source.")),
        var code => code,
    };

    /// <summary>Who acts at the command line: the account of the operating system.</summary>
    public static string Who => Environment.UserName;
}
