using System.CommandLine;
using System.Globalization;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Audit;

namespace Shouwang.Server.Cli;

/// <summary>What came of the warnings: <c>warnings yield|export|suppressed</c>.</summary>
internal static class WarningReportCommands
{
    public static Command Yield()
    {
        var (asOf, from, to) = (Globals.AsOf(), WordOption.Day("--from", "预警日期起 / raised from"), WordOption.Day("--to", "预警日期止 / raised to"));
        var yield = new Command("yield", "成效：按规则、按来源的核实、误报、超期、查准率 / per rule and source: verified, false, overdue, precision") { from, to, asOf };
        yield.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            var book = RuleBook.Read(place);
            await using var db = await place.OpenDbAsync(cancel);
            var day = Globals.Day(parsed, asOf, place.Clock);
            var report = await new WarningYield(db).RunAsync(new(day, parsed.GetValue(from), parsed.GetValue(to)), cancel);
            terminal.Document(new { as_of = day, rules = report.Rules.Select(Document), sources = report.Sources.Select(Document) });
            terminal.Table(Titles(terminal, terminal.Say("规则", "Rule")), report.Rules.Select(line => Row(line, terminal.Say(book.NameOf(line.Code)))));
            terminal.Line();
            terminal.Table(Titles(terminal, terminal.Say("来源", "Source")), report.Sources.Select(line =>
                Row(line, place.Sources.Sources.TryGetValue(line.Code, out var source) ? terminal.Say(source.Name) : "")));
            return 0;
        });
        return yield;
    }

    public static Command Export()
    {
        var filter = new WarningFilterOptions();
        var file = new Option<FileInfo>("--out") { Description = "文件，.csv 或 .xlsx / file, .csv or .xlsx", Required = true };
        var export = new Command("export", "导出为 CSV 或 XLSX（身份证号已遮盖）/ export as CSV or XLSX (identity numbers masked)") { file };
        filter.AddTo(export);
        export.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var path = parsed.GetValue(file)!.FullName;
            var isWorkbook = Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase);
            if (!isWorkbook && !Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            {
                terminal.Error($"导出文件应为 .csv 或 .xlsx：{path}", $"The file must end in .csv or .xlsx: {path}");
                return 2;
            }

            using var place = Globals.Workplace(parsed);
            var book = RuleBook.Read(place);
            var day = filter.AsOf(parsed, place.Clock);
            await using var db = await place.OpenDbAsync(cancel);
            var query = filter.Query(parsed, book, day, 0, null);
            var (_, rows) = await place.Acts.RunAsync($"warning.export.{(isWorkbook ? "xlsx" : "csv")}", AuditSubject.None, cancel => new ListWarnings(db).RunAsync(query, cancel), null, cancel);
            var sheet = new WarningSheet(terminal.Language, book.Settings, book.Names, day);
            await using (var output = File.Create(path))
            {
                (isWorkbook ? (Action<Stream, IEnumerable<WarningRow>>)sheet.WriteXlsx : sheet.WriteCsv)(output, rows);
            }

            terminal.Document(new { warnings = rows.Count, file = path });
            terminal.Line($"已导出 {rows.Count:N0} 条预警到 {path}。", $"{rows.Count:N0} warnings exported to {path}.");
            return 0;
        });
        return export;
    }

    public static Command Suppressed()
    {
        var rule = new Option<string?>("--rule") { Description = "规则编号 / rule" };
        var reason = WordOption.One<SuppressionReason>("--reason", "原因 / reason");
        var from = WordOption.Day("--from", "筛查日期起 / screened from");
        var skip = new Option<int>("--skip") { Description = "跳过几条 / how many to pass over" };
        var take = new Option<int>("--take") { Description = "最多几条 / at most", DefaultValueFactory = _ => 50 };
        var suppressed = new Command("suppressed", "没有单独成为预警的命中及原因 / hits that became no warning of their own, and why") { rule, reason, from, skip, take };
        suppressed.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            var book = RuleBook.Read(place);
            await using var db = await place.OpenDbAsync(cancel);
            var query = new ListSuppressed.Query(parsed.GetValue(rule), parsed.GetValue(reason), parsed.GetValue(from), Math.Max(0, parsed.GetValue(skip)), Math.Max(0, parsed.GetValue(take)));
            var (total, rows) = await new ListSuppressed(db).RunAsync(query, cancel);
            terminal.Document(new { total, rows = rows.Select(row => new { row.Hit.Rule, row.Hit.Subject, row.Hit.AsOf, row.Hit.Severity, row.Hit.Amount, row.Hit.Reason, row.Warning }) });
            terminal.Table(
                [terminal.Say("筛查日期", "Screened"), terminal.Say("规则", "Rule"), terminal.Say("内容", "Warning"), terminal.Say("级别", "Severity"), ">" + terminal.Say("金额/数值", "Amount"), terminal.Say("原因", "Reason"), terminal.Say("所在预警", "Went into")],
                rows.Select(row => new[]
                {
                    WarningText.Day(row.Hit.AsOf), row.Hit.Rule, terminal.Say(book.NameOf(row.Hit.Rule)), terminal.Say(book.LabelOf(row.Hit.Severity)),
                    WarningText.Amount(row.Hit.Amount, row.AmountUnit), terminal.Say(WarningTexts.Of(row.Hit.Reason)), row.Warning,
                }));
            terminal.Line($"共 {total:N0} 条，显示 {rows.Count:N0} 条。", $"{total:N0} hits, {rows.Count:N0} shown.");
            return 0;
        });
        return suppressed;
    }

    private static string[] Titles(Terminal t, string first) =>
    [
        first, t.Say("名称", "Name"), ">" + t.Say("预警", "Raised"), ">" + t.Say("已核实", "Verified"), ">" + t.Say("帮扶", "Help"), ">" + t.Say("转办", "Refer"), ">" + t.Say("复核", "Review"),
        ">" + t.Say("无需处理", "No issue"), ">" + t.Say("数据有误", "Data error"), ">" + t.Say("误报", "False"), ">" + t.Say("超期", "Overdue"), ">" + t.Say("查准率", "Precision"),
    ];

    private static string[] Row(YieldLine line, string name) =>
    [
        line.Code, name, .. new[] { line.Raised, line.Verified, line.Help, line.Refer, line.Review, line.NoIssue, line.DataError, line.False, line.Overdue }.Select(count => SourceText.Number(count)),
        line.Precision?.ToString("P2", CultureInfo.InvariantCulture) ?? "–",
    ];

    private static object Document(YieldLine line) => new
    {
        line.Code, line.Raised, line.Verified, line.Help, line.Refer, line.Review, line.NoIssue, line.DataError, @false = line.False, line.Overdue, line.Precision,
    };
}
