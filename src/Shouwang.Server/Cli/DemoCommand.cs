using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Nights;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Server.City;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Cli;

/// <summary><c>demo</c>: makes the city, imports its register, runs the night, and holds the result against the city's truth.</summary>
internal static class DemoCommand
{
    private static readonly DateOnly AsOf = new(2025, 9, 30);

    public static Command Make()
    {
        var to = new Option<DirectoryInfo>("--out") { Description = "演示文件夹，每次重做 / demo folder, made anew each time", DefaultValueFactory = _ => new DirectoryInfo("demo") };
        var scale = CityCommands.Scale();
        var seed = CityCommands.Seed();
        var port = ServeCommand.Port();
        var noServe = new Option<bool>("--no-serve") { Description = "到此为止，不打开网页（--json 亦然）/ end there and open no web application (as --json does)" };
        var demo = new Command("demo", "一条命令看全程：造城、导名册、跑一夜、对真值、打开网页 / everything in one command: city, register, night, truth, web application") { to, scale, seed, port, noServe };
        demo.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            if (parsed.GetResult(Globals.Data) is { Implicit: false })
            {
                throw new CommandException(terminal.Say("演示的数据总在 --out 文件夹内，不用 --data。", "The demo keeps its data in its own folder: use --out, not --data."));
            }

            var folder = parsed.GetValue(to)!.FullName;
            await RefuseUsedAsync(parsed.GetValue(Globals.Database), cancel);
            Clear(terminal, folder);
            using var place = Globals.NewWorkplace(parsed, Path.Combine(folder, "data"));
            var rules = NightRules.Read(place.Pack);
            var watch = Stopwatch.StartNew();
            var options = new CityOptions { PackFolder = Globals.PackOf(parsed), Out = folder, Scale = parsed.GetValue(scale), Seed = parsed.GetValue(seed), AsOf = AsOf };
            var city = await CityCommands.MakeAsync(terminal, options, cancel);
            var made = watch.Elapsed.TotalSeconds;
            if (await RegisterCommands.ImportAsync(terminal, place, Path.Combine(folder, "register"), cancel) is not { } imported)
            {
                return 1;
            }

            var register = imported.Register;
            var importing = watch.Elapsed.TotalSeconds - made;
            terminal.Line();
            var report = await NightCommand.RunAsync(terminal, place, rules, Path.Combine(folder, "deliveries"), AsOf, TimeSpan.FromSeconds(2), cancel);
            NightText.Print(terminal, report, rules);
            var truth = await CheckAsync(place, Path.Combine(folder, "truth"), cancel);
            Print(terminal, truth, made, importing);
            WhatNext(terminal, parsed, folder);
            using var office = Globals.NewWorkplace(parsed, Path.Combine(folder, "data"), ShiftedClock.To(AsOf, TimeProvider.System));
            var (accounts, password) = await AccountsAsync(office, cancel);
            terminal.Document(new
            {
                city, register = new { register.Persons, register.Households, register.Benefits, register.Workers, register.Grids }, night = NightText.Document(report),
                truth = new { truth.Warnings, truth.NearMisses, truth.Spoilt, truth.Matches, truth.Wrong }, seconds = new { city = Math.Round(made, 3), register = Math.Round(importing, 3) },
                accounts = accounts.Select(account => new { account.Name, account.Role, account.Territory }), password,
            });
            if (!NightText.IsConserved(report) || !truth.Warnings.IsExact || !truth.Spoilt.IsExact || truth.NearMisses > 0)
            {
                return 1;
            }

            if (terminal.Json)
            {
                return 0;
            }

            Print(terminal, accounts, password, place.Pack);
            if (parsed.GetValue(noServe))
            {
                return 0;
            }

            return await ServeCommand.RunAsync(terminal, await Office.OpenAsync(office, cancel), new IPEndPoint(IPAddress.Loopback, parsed.GetValue(port)), cancel);
        });
        return demo;
    }

    private static async Task<(IReadOnlyList<DemoAccount> Accounts, string Password)> AccountsAsync(Workplace place, CancellationToken cancel)
    {
        await using var db = await place.OpenDbAsync(cancel);
        return await new DemoAccounts(db, DivisionTree.Load(place.Pack.FindFile("divisions.csv")!), place.Clock).MakeAsync(cancel);
    }

    private static void Print(Terminal terminal, IReadOnlyList<DemoAccount> accounts, string password, Pack pack)
    {
        var divisions = DivisionTree.Load(pack.FindFile("divisions.csv")!);
        terminal.Line();
        terminal.Line($"演示账号（密码都是 {password}，仅限本次演示）：", $"Demo accounts (all with the password {password}, for this demonstration only):");
        terminal.Table(
            [terminal.Say("账号", "Account"), terminal.Say("角色", "Role"), terminal.Say("辖区", "Territory")],
            accounts.Select(account => new[] { account.Name, terminal.Say(AccessWords.Of(account.Role)), divisions.FullName(DivisionCode.Parse(account.Territory)) }));
    }

    // The demo begins anew with new keys each time. It empties its own folder, but no database on a server: that may be an office's.
    private static async Task RefuseUsedAsync(string? database, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(database))
        {
            return;
        }

        await using var db = await ShouwangDbFactory.OpenMigratedAsync(database, cancel);
        if (await db.HasKeyMarkAsync(cancel) || await db.Persons().AnyAsync(cancel) || await db.Warnings().AnyAsync(cancel))
        {
            throw new RefusedException(new(
                "--db 指明的数据库里已有名册或预警（例如上一次演示的）。演示需要一个空的数据库：请另建一个。",
                "The database that --db names holds a register or warnings already, such as those of an earlier demo. The demo needs an empty one: create another."));
        }
    }

    // Only what an earlier demo made is removed; a folder with anything else in it is somebody's.
    private static void Clear(Terminal terminal, string folder)
    {
        var marker = Path.Combine(folder, "README.txt");
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return;
        }

        if (!File.Exists(marker) || !Directory.Exists(Path.Combine(folder, "truth")))
        {
            throw new CommandException(terminal.Say($"文件夹 {folder} 里有别的内容，请用 --out 另选一个。", $"The folder {folder} holds something else; choose another with --out."));
        }

        foreach (var part in new[] { "data", "deliveries", "register", "truth" })
        {
            if (Directory.Exists(Path.Combine(folder, part)))
            {
                Directory.Delete(Path.Combine(folder, part), recursive: true);
            }
        }
    }

    private static async Task<TruthReport> CheckAsync(Workplace place, string truth, CancellationToken cancel)
    {
        await using var db = await place.OpenDbAsync(cancel);
        using var store = place.OpenStore();
        return await new TruthCheck(db, store, place.Pseudonyms).RunAsync(truth, cancel);
    }

    private static void Print(Terminal terminal, TruthReport truth, double made, double imported)
    {
        terminal.Line();
        terminal.Line("与合成城市的真值对照（规则、对象、级别、金额逐条相同才算对）：", "Held against the city's truth (right only where rule, subject, severity and amount all agree):");
        terminal.Table(
            [terminal.Say("项目", "What"), ">" + terminal.Say("应有", "Expected"), ">" + terminal.Say("得出", "Found"), ">" + terminal.Say("正确", "Right"), ">" + terminal.Say("准确率", "Precision"), ">" + terminal.Say("召回率", "Recall")],
            [Row(terminal.Say("预警", "Warnings"), truth.Warnings), Row(terminal.Say("隔离的问题行", "Bad rows set aside"), truth.Spoilt)]);
        var m = truth.Matches;
        terminal.Line(
            $"无号行的自动匹配：建立关联 {m.Linked:N0} 条，其中正确 {m.Right:N0} 条（准确率 {m.Precision:P2}）；信息足以认定的 {m.Enough:N0} 行中认出 {m.EnoughRight:N0} 行（召回率 {m.Recall:P2}）。",
            $"Rows without a usable id: {m.Linked:N0} linked, {m.Right:N0} of them rightly (precision {m.Precision:P2}); of the {m.Enough:N0} that say enough, {m.EnoughRight:N0} were linked (recall {m.Recall:P2}).");
        terminal.Line($"刻意安排的近似情形误报 {truth.NearMisses} 条。", $"Planted near misses that raised a warning: {truth.NearMisses}.");
        foreach (var wrong in truth.Wrong)
        {
            terminal.Line("  " + wrong, "  " + wrong);
        }

        terminal.Line($"另：造城 {made:0.0} 秒，导入名册 {imported:0.0} 秒。", $"Besides: city {made:0.0} s, register {imported:0.0} s.");
    }

    private static string[] Row(string name, TruthCount count) =>
    [
        name, SourceText.Number(count.Expected), SourceText.Number(count.Found), SourceText.Number(count.Right), count.Precision.ToString("P2", CultureInfo.InvariantCulture), count.Recall.ToString("P2", CultureInfo.InvariantCulture),
    ];

    // As they stand they can be copied: with the demo's own day, and with whatever language, pack and database it was given.
    private static void WhatNext(Terminal terminal, ParseResult parsed, string folder)
    {
        var day = $"--as-of {AsOf:yyyy-MM-dd}";
        var place = string.Concat(new Option[] { Globals.PackFolder, Globals.Database, Globals.Language }
            .Where(option => parsed.GetResult(option) is { Implicit: false })
            .Select(option => $" {option.Name} {Shown(parsed.GetResult(option)!.Tokens[0].Value)}"));
        var data = Quoted(Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder, "data")));
        terminal.Line();
        terminal.Line("接下来可以看：", "What to look at next:");
        (string Command, string Zh, string En)[] next =
        [
            ($"warnings list --severity red {day}", "最急的预警", "the most urgent warnings"),
            ($"warnings show W{AsOf.Year}-000001 {day}", "一条预警的证据，直到来源文件的行", "one warning, down to the line of the delivered file"),
            ($"sources {day}", "39 个来源的时效和质量", "freshness and quality of the 39 sources"),
            ("quarantine list --most 10", "被隔离的行和原因", "rows set aside, and why"),
            ("match list", "待人工判断的匹配", "matches that somebody must decide"),
            ($"warnings yield {day}", "每条规则、每个来源的成效", "what each rule and source yields"),
            ("reviews list --take 10", "核算与名册不符、待复核的家庭", "households where assessment and register differ"),
            ($"pack what-if --rule A02 --set threshold=8000 {day}", "阈值改了会怎样", "what another threshold would have done"),
        ];
        foreach (var (command, zh, en) in next)
        {
            var line = $"  ./shouwang {command} --data {data}{place}";
            terminal.Line($"{line}   # {zh}", $"{line}   # {en}");
        }
    }

    // A password is not printed: whoever gave it there must give it again.
    private static string Shown(string value) => value.Contains("password=", StringComparison.OrdinalIgnoreCase) || value.Contains("pwd=", StringComparison.OrdinalIgnoreCase) ? "\"…\"" : Quoted(value);

    private static string Quoted(string word) => word.AsSpan().ContainsAny(" ;'\"$&") ? $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'" : word;
}
