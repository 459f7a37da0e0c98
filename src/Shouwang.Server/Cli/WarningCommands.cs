using System.CommandLine;
using Shouwang.Monitoring.Warnings;

namespace Shouwang.Server.Cli;

/// <summary><c>warnings</c>: the list, one warning, what officers do with them, what came of them.</summary>
internal static class WarningCommands
{
    public static Command Make() => new("warnings", "预警：列出、查看、派单、核查、办结、统计、导出 / warnings: list, show, handle, count, export")
    {
        List(), WarningShowCommand.Make(),
        WarningHandlingCommands.Assign(), WarningHandlingCommands.Start(), WarningHandlingCommands.Verify(), WarningHandlingCommands.Close(), WarningHandlingCommands.Escalate(),
        WarningReportCommands.Yield(), WarningReportCommands.Export(), WarningReportCommands.Suppressed(),
    };

    /// <summary>Number of the warning that a command is about.</summary>
    public static Argument<string> Number() => new("number") { Description = "预警编号，如 W2025-000123 / number of the warning" };

    private static Command List()
    {
        var filter = new WarningFilterOptions();
        var skip = new Option<int>("--skip") { Description = "跳过几条 / how many to pass over" };
        var take = new Option<int>("--take") { Description = "最多几条 / at most", DefaultValueFactory = _ => 50 };
        var list = new Command("list", "列出预警（身份证号已遮盖）/ list warnings (identity numbers masked)") { skip, take };
        filter.AddTo(list);
        list.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            var book = RuleBook.Read(place);
            var day = filter.AsOf(parsed, place.Clock);
            var query = filter.Query(parsed, book, day, Math.Max(0, parsed.GetValue(skip)), Math.Max(0, parsed.GetValue(take)));
            await using var db = await place.OpenDbAsync(cancel);
            var (total, rows) = await new ListWarnings(db).RunAsync(query, cancel);
            terminal.Document(new { total, query.Skip, shown = rows.Count, as_of = day, warnings = rows.Select(row => WarningText.Document(row, book, day)) });
            terminal.Table(WarningText.Titles(terminal), rows.Select(row => WarningText.Row(terminal, book, row, day)));
            terminal.Line($"共 {total:N0} 条，显示第 {Math.Min(query.Skip + 1, total):N0}–{query.Skip + rows.Count:N0} 条。", $"{total:N0} warnings, {Math.Min(query.Skip + 1, total):N0}–{query.Skip + rows.Count:N0} shown.");
            return 0;
        });
        return list;
    }
}
