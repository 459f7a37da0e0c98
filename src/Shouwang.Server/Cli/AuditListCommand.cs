using System.CommandLine;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Cli;

/// <summary><c>audit list</c>: who did what, about whom, and who looked.</summary>
internal static class AuditListCommand
{
    private static readonly Option<string?> Subject = new("--subject") { Description = "对象：编号，或 种类:编号，如 person:0190… / id or number, or kind:id such as warning:W2026-000001" };
    private static readonly Option<string?> Actor = new("--actor") { Description = "账号或其名称 / account or its name" };
    private static readonly Option<string?> Action = new("--action") { Description = "动作或其开头，如 warning. / action or its beginning, such as warning." };
    private static readonly Option<DateOnly?> From = WordOption.Day("--from", "日期起 / from");
    private static readonly Option<DateOnly?> To = WordOption.Day("--to", "日期止（含）/ to, that day included");

    public static Command Make()
    {
        var skip = new Option<int>("--skip") { Description = "跳过几条 / how many to pass over" };
        var take = new Option<int>("--take") { Description = "最多几条 / at most", DefaultValueFactory = _ => 50 };
        var export = new Option<FileInfo?>("--export") { Description = "导出全部到 CSV / write all of them to a CSV file" };
        var list = new Command("list", "查询，最新的在前 / list, the newest first") { Subject, Actor, Action, From, To, skip, take, export };
        list.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var trail = new AuditTrail(Globals.AuditConnection(parsed));
            var filter = Filter(parsed);
            if (parsed.GetValue(export) is { } sheet)
            {
                var count = await WriteAsync(terminal, sheet, trail.ReadAsync(filter, cancel), cancel);
                terminal.Document(new { exported = count, file = sheet.FullName });
                terminal.Line($"已导出 {count:N0} 条到 {sheet.FullName}。", $"{count:N0} entries written to {sheet.FullName}.");
                return 0;
            }

            var (total, rows) = await trail.ListAsync(filter, Math.Max(0, parsed.GetValue(skip)), Math.Max(0, parsed.GetValue(take)), cancel);
            terminal.Document(new { total, shown = rows.Count, entries = rows.Select(AuditText.Document) });
            if (total == 0 && filter == new AuditFilter())
            {
                terminal.Line("审计日志还没有记录。", "The audit log has no entries yet.");
            }
            else if (total == 0)
            {
                terminal.Line("没有符合条件的记录。", "No entries match.");
            }
            else
            {
                terminal.Table(AuditText.Titles(terminal), rows.Select(row => AuditText.Row(terminal, row)));
                terminal.Line($"共 {total:N0} 条，显示 {rows.Count:N0} 条。", $"{total:N0} entries, {rows.Count:N0} shown.");
            }

            return 0;
        });
        return list;
    }

    private static async Task<int> WriteAsync(Terminal terminal, FileInfo sheet, IAsyncEnumerable<AuditRow> rows, CancellationToken cancel)
    {
        var count = 0;
        await using var output = File.Create(sheet.FullName);
        CsvSheet.Write(output, AuditText.Columns(terminal), rows.ToBlockingEnumerable(cancel).Select(row =>
        {
            count++;
            return AuditText.Cells(terminal, row);
        }));
        return count;
    }

    private static AuditFilter Filter(ParseResult parsed)
    {
        var (kind, subject) = parsed.GetValue(Subject)?.Split(':', 2) switch
        {
            [var one] => (null, one),
            [var word, var id] => (word, id),
            _ => ((string?)null, (string?)null),
        };
        return new AuditFilter(
            parsed.GetValue(Actor), parsed.GetValue(Action), kind, subject,
            parsed.GetValue(From) is { } from ? Globals.Midnight(from) : null, parsed.GetValue(To) is { } to ? Globals.Midnight(to.AddDays(1)) : null);
    }
}
