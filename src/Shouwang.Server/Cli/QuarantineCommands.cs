using System.CommandLine;
using System.Globalization;
using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Audit;

namespace Shouwang.Server.Cli;

/// <summary><c>quarantine list|export|retry</c>: rows set aside, their way back to the sender and into the store.</summary>
internal static class QuarantineCommands
{
    private static readonly Option<string?> Source = new("--source") { Description = "来源代码 / source" };
    private static readonly Option<int?> BatchNumber = new("--batch") { Description = "批次号 / batch" };
    private static readonly Option<RowFault?> Code = WordOption.One<RowFault>("--code", "原因代码 / reason code");
    private static readonly Option<int?> Line = new("--line") { Description = "行号 / line" };

    public static Command Make() => new("quarantine", "隔离区：列出、导出、重试 / rows set aside: list, export, retry") { List(), Export(), Retry() };

    private static QuarantineFilter Filter(ParseResult parsed, Workplace place) =>
        new(Globals.SourceOf(parsed, Source, place), parsed.GetValue(BatchNumber), parsed.GetValue(Code)?.Code(), parsed.GetValue(Line));

    private static AuditSubject Subject(ParseResult parsed) =>
        parsed.GetValue(BatchNumber) is { } batch ? new("batch", $"{batch}") : parsed.GetValue(Source) is { } source ? new("source", source) : AuditSubject.None;

    private static Command List()
    {
        var most = new Option<int>("--most") { Description = "最多行数 / at most", DefaultValueFactory = _ => 50 };
        var list = new Command("list", "列出问题行及原因（不显示内容）/ list bad rows with their reason, not their content") { Source, BatchNumber, Code, Line, most };
        list.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            using var store = place.OpenStore();
            var all = Quarantine.List(store, Filter(parsed, place));
            var shown = all.Take(parsed.GetValue(most)).ToList();
            terminal.Document(new { total = all.Count, by_code = all.GroupBy(r => r.Fault.Code()).ToDictionary(g => g.Key, g => g.Count()), rows = shown.Select(Document) });
            terminal.Table(
                [">" + terminal.Say("批次", "Batch"), terminal.Say("来源", "Source"), terminal.Say("文件", "File"), ">" + terminal.Say("行", "Line"), terminal.Say("列", "Field"), terminal.Say("代码", "Code"), terminal.Say("原因", "Reason")],
                shown.Select(r => new[] { r.Batch.ToString(CultureInfo.InvariantCulture), r.Source, r.File, r.Line.ToString(CultureInfo.InvariantCulture), r.Field, r.Fault.Code(), terminal.Say(r.Fault.Text()) }));
            terminal.Line($"共 {all.Count:N0} 行，显示 {shown.Count:N0} 行。", $"{all.Count:N0} rows, {shown.Count:N0} shown.");
            return 0;
        });
        return list;
    }

    private static object Document(QuarantinedRow r) => new { r.Batch, r.Source, r.File, r.Line, r.Field, code = r.Fault.Code(), reason = r.Fault.Text().ToString() };

    private static Command Export()
    {
        var file = new Option<FileInfo>("--out") { Description = "CSV 文件 / CSV file", Required = true };
        var withLines = new Option<bool>("--with-lines") { Description = "含原始行（个人信息），供原单位更正 / with the delivered lines (personal data), for the sender to put right" };
        var export = new Command("export", "导出给原单位 / export for the sender") { Source, BatchNumber, Code, Line, file, withLines };
        export.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            await using var db = await place.OpenDbAsync(cancel);
            using var store = place.OpenStore();
            using var session = place.OpenSession(store, new RegisterSnapshot([], [], [], [], [], []));
            var quarantine = new Quarantine(db, place.Sources, place.OpenArchive(), place.Clock);
            IReadOnlyList<(QuarantinedRow Row, string Line)> rows = parsed.GetValue(withLines)
                ? await place.Acts.RunAsync("quarantine.export", Subject(parsed), _ => Task.FromResult(quarantine.Unseal(session, Filter(parsed, place))), null, cancel)
                : [.. Quarantine.List(store, Filter(parsed, place)).Select(r => (r, ""))];
            using (var output = File.Create(parsed.GetValue(file)!.FullName))
            {
                QuarantineSheet.Write(output, terminal.Say, rows);
            }

            terminal.Document(new { rows = rows.Count, file = parsed.GetValue(file)!.FullName });
            terminal.Line($"已导出 {rows.Count:N0} 行到 {parsed.GetValue(file)}。", $"{rows.Count:N0} rows exported to {parsed.GetValue(file)}.");
            return 0;
        });
        return export;
    }

    private static Command Retry()
    {
        var corrected = new Option<FileInfo?>("--corrected") { Description = "更正后的导出文件（content 列）/ the exported file with its content column put right" };
        var retry = new Command("retry", "重新读取：约定改了，或行已更正 / read again: the contract has changed, or the lines were put right") { Source, BatchNumber, Code, Line, corrected };
        retry.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            await using var db = await place.OpenDbAsync(cancel);
            using var store = place.OpenStore();
            using var session = place.OpenSession(store, await RegisterSnapshot.ReadAsync(db, cancel));
            var lines = parsed.GetValue(corrected) is { } file ? CorrectedLines.Read(file.FullName) : new Dictionary<(string, int), string>();
            var (quarantine, filter) = (new Quarantine(db, place.Sources, place.OpenArchive(), place.Clock), Filter(parsed, place));
            var summary = await place.Acts.RunAsync("quarantine.retry", Subject(parsed), cancel => quarantine.RetryAsync(session, filter, lines, Globals.Who, cancel), null, cancel);
            terminal.Document(summary);
            terminal.Line(
                $"重试 {summary.Tried:N0} 行：入库 {summary.Stored:N0}，仍有问题 {summary.StillBad:N0}，与隔离区对不上 {summary.Refused:N0}。",
                $"{summary.Tried:N0} rows tried: {summary.Stored:N0} stored, {summary.StillBad:N0} still bad, {summary.Refused:N0} not in quarantine.");
            return 0;
        });
        return retry;
    }
}
