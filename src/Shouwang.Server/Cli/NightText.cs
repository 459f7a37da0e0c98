using System.Globalization;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Nights;
using Shouwang.Registry;
using Shouwang.Standards.Reviews;

namespace Shouwang.Server.Cli;

/// <summary>How a night's report reads, to people and to machines.</summary>
internal static class NightText
{
    private static readonly Dictionary<string, (string Zh, string En)> StepNames = new(StringComparer.Ordinal)
    {
        ["open"] = ("启动、读取规则与名册", "start, read pack and register"),
        ["register"] = ("读取名册", "read the register"),
        ["people"] = ("装入人员索引", "load the index of people"),
        ["ingest"] = ("接收、核对、入库", "receive, check, store"),
        ["lay"] = ("铺开名册", "lay out the register"),
        ["match"] = ("匹配无证件号的行", "match rows without an id"),
        ["screen"] = ("全规则筛查", "screen by all rules"),
        ["raise"] = ("生成预警", "raise warnings"),
        ["escalate"] = ("逾期升级", "escalate what is overdue"),
        ["reassess"] = ("全名册重新核算", "reassess the register"),
        ["checkpoint"] = ("落盘", "checkpoint"),
    };

    public static object Document(NightReport report) => new
    {
        as_of = report.AsOf,
        pack_hash = report.PackHash,
        state_hash = report.StateHash,
        conserved = IsConserved(report),
        files = report.Ingest.Batches.Count,
        repeated = report.Ingest.Repeated,
        still_writing = report.Ingest.StillWriting,
        rows = report.Ingest.Batches.Sum(b => b.RowsIn),
        stored = report.Ingest.Batches.Sum(b => b.Stored),
        quarantined = report.Ingest.Batches.Sum(b => b.Quarantined),
        batches = report.Ingest.Batches.Select(SourceText.Document),
        match = report.Match,
        hits = report.HitsByRule,
        skipped = report.Skipped.Select(s => new { s.Rule, reason = s.Reason.ToString() }),
        raised = new { report.Raised.Raised, report.Raised.Reopened, report.Raised.Merged, report.Raised.Suppressed, report.Raised.Known, report.Raised.Unassigned },
        reassessed = report.Reassessed,
        seconds = report.Steps.ToDictionary(s => s.Name, s => Math.Round(s.Seconds, 3)),
        total_seconds = Math.Round(report.Seconds, 3),
    };

    public static bool IsConserved(NightReport report) => report.Ingest.Batches.All(b => b.IsConserved);

    public static void Print(Terminal terminal, NightReport report, NightRules rules)
    {
        if (terminal.Json)
        {
            return;
        }

        PrintSources(terminal, report.Ingest, rules);
        PrintConservation(terminal, report.Ingest.Batches);
        var m = report.Match;
        terminal.Line(
            $"无可用证件号或姓名不符的 {m.Rows:N0} 行：匹配 {m.Matched:N0}，存疑待人工 {m.Doubts:N0}，非在册人员 {m.None:N0}（人工已定 {m.Decided:N0}）。",
            $"{m.Rows:N0} rows without a certain person: {m.Matched:N0} matched, {m.Doubts:N0} in doubt, {m.None:N0} nobody of the register ({m.Decided:N0} decided by people).");
        terminal.Line();
        PrintRules(terminal, report, rules);
        if (report.Reassessed is { } reassessed)
        {
            PrintReassessed(terminal, reassessed, report.Steps.Single(s => s.Name == "reassess").Seconds);
        }

        terminal.Line();
        terminal.Table(
            [terminal.Say("步骤", "Step"), ">" + terminal.Say("秒", "Seconds")],
            [.. report.Steps.Select(s => new[] { Step(terminal, s.Name), Seconds(s.Seconds) }), new[] { terminal.Say("合计", "In all"), Seconds(report.Seconds) }]);
        terminal.Line($"筛查结果校验值 {report.StateHash[..16]}…", $"Hash of the screening result {report.StateHash[..16]}…");
    }

    private static string Step(Terminal terminal, string name) => StepNames.TryGetValue(name, out var text) ? terminal.Say(text.Zh, text.En) : name;

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static void PrintSources(Terminal terminal, IngestSummary ingest, NightRules rules)
    {
        if (ingest.Batches.Count > 0)
        {
            terminal.Table(
                [
                    terminal.Say("来源", "Source"), terminal.Say("名称", "Name"), ">" + terminal.Say("文件", "Files"), ">" + terminal.Say("行数", "Rows"), ">" + terminal.Say("入库", "Stored"),
                    ">" + terminal.Say("隔离", "Quarantine"), ">" + terminal.Say("待匹配", "Unlinked"), ">" + terminal.Say("金额（元）", "Amount (yuan)"), terminal.Say("守恒", "Conserved"), ">" + terminal.Say("秒", "Seconds"),
                ],
                ingest.Batches.Where(b => b.State == BatchState.Published).GroupBy(b => b.Source).Select(g => SourceRow(terminal, g.Key, [.. g], ingest, rules)));
        }

        foreach (var batch in ingest.Batches.Where(b => b.State != BatchState.Published))
        {
            var detail = batch.Detail.Length == 0 ? "" : $" ({batch.Detail})";
            terminal.Line($"{batch.File}：{SourceText.Of(batch.State).Zh} – {SourceText.Reason(batch).Zh}{detail}", $"{batch.File}: {SourceText.Of(batch.State).En} – {SourceText.Reason(batch).En}{detail}");
        }

        if (ingest.Repeated.Count > 0)
        {
            terminal.Line($"{ingest.Repeated.Count} 个文件以前收到过，内容相同，没有变化。", $"{ingest.Repeated.Count} files had arrived before with the same content: nothing changed.");
        }

        foreach (var file in ingest.StillWriting)
        {
            terminal.Line($"{file}：{DeliveryFault.StillWriting.Text().Zh}", $"{file}: {DeliveryFault.StillWriting.Text().En}");
        }

        var waiting = ingest.Batches.Count(b => b.State == BatchState.Stopped);
        if (waiting > 0)
        {
            terminal.Line($"{waiting} 个批次停下等待决定：shouwang batches list --state stopped", $"{waiting} batches wait for a decision: shouwang batches list --state stopped");
        }
    }

    private static string[] SourceRow(Terminal terminal, string source, List<Batch> batches, IngestSummary ingest, NightRules rules) =>
    [
        source, rules.Sources.Sources.TryGetValue(source, out var contract) ? terminal.Say(contract.Name) : "", Count(batches.Count), SourceText.Number(batches.Sum(b => b.RowsIn)), SourceText.Number(batches.Sum(b => b.Stored)),
        SourceText.Number(batches.Sum(b => b.Quarantined)), SourceText.Number(batches.Sum(b => b.Unlinked)), new Money(batches.Sum(b => b.AmountStored + b.AmountQuarantined)).ToString(),
        batches.TrueForAll(b => b.IsConserved) ? "✓" : "✗", Seconds(batches.Sum(b => ingest.Seconds.GetValueOrDefault(b.Number))),
    ];

    private static void PrintConservation(Terminal terminal, IReadOnlyList<Batch> batches)
    {
        if (batches.Count == 0)
        {
            return;
        }

        var published = batches.Where(b => b.State == BatchState.Published).ToList();
        var (rows, stored, bad) = (published.Sum(b => b.RowsIn), published.Sum(b => b.Stored), published.Sum(b => b.Quarantined));
        var (money, aside) = (new Money(published.Sum(b => b.AmountStored)), new Money(published.Sum(b => b.AmountQuarantined)));
        var proof = published.All(b => b.IsConserved) ? terminal.Say("✓ 逐批核对一致", "✓ proved batch by batch") : terminal.Say("✗ 不守恒！", "✗ NOT conserved!");
        terminal.Line(
            $"守恒：收到 {rows:N0} 行 = 入库 {stored:N0} + 隔离 {bad:N0}；金额入库 {money} 元，隔离 {aside} 元，另有 {published.Sum(b => b.UnreadableAmounts):N0} 行金额不可读。{proof}",
            $"Conservation: {rows:N0} rows in = {stored:N0} stored + {bad:N0} in quarantine; {money} yuan stored, {aside} in quarantine, {published.Sum(b => b.UnreadableAmounts):N0} rows with no readable amount. {proof}");
    }

    private static void PrintRules(Terminal terminal, NightReport report, NightRules rules)
    {
        var raised = report.Raised.Rules.ToDictionary(r => r.Rule, StringComparer.Ordinal);
        terminal.Table(
            [terminal.Say("规则", "Rule"), terminal.Say("名称", "Name"), ">" + terminal.Say("命中", "Hits"), ">" + terminal.Say("新增", "Raised"), ">" + terminal.Say("并入", "Merged"), ">" + terminal.Say("抑制", "Suppressed")],
            report.HitsByRule.Select(h =>
            {
                var rule = raised.GetValueOrDefault(h.Key);
                return new[] { h.Key, terminal.Say(rules.Rules.Rules[h.Key].Name), Count(h.Value), Count((rule?.Raised ?? 0) + (rule?.Reopened ?? 0)), Count(rule?.Merged ?? 0), Count(rule?.Suppressed ?? 0) };
            }));
        foreach (var skipped in report.Skipped)
        {
            terminal.Line($"未运行 {skipped.Rule}：{skipped.Reason.Zh}", $"Left out {skipped.Rule}: {skipped.Reason.En}");
        }
    }

    private static void PrintReassessed(Terminal terminal, ReassessSummary r, double seconds)
    {
        if (r.Refused is { } refused)
        {
            terminal.Line($"没有重新核算：{refused.Zh}", $"Nobody was reassessed: {refused.En}");
            return;
        }

        if (r.Households == 0)
        {
            terminal.Line("没有重新核算：名册没有家庭情况的事实（register import 的 facts/）。", "Nobody was reassessed: the register has no facts of families (facts/ of register import).");
            return;
        }

        terminal.Line(
            $"重新核算 {r.Assessed:N0} 户（另有 {r.WithoutFacts:N0} 户没有事实，未核算），{Seconds(seconds)} 秒：新存 {r.Stored:N0}，未变 {r.Confirmed:N0}，待定 {r.Undetermined:N0}。",
            $"{r.Assessed:N0} households reassessed ({r.WithoutFacts:N0} without facts were not) in {Seconds(seconds)} s: {r.Stored:N0} kept anew, {r.Confirmed:N0} unchanged, {r.Undetermined:N0} undetermined.");
        terminal.Line(
            $"复核建议：新增 {r.Opened:N0}，更新 {r.Updated:N0}，撤回 {r.Withdrawn:N0}，待决定 {r.Open:N0}（shouwang reviews list）；名册没有改动。",
            $"Reviews: {r.Opened:N0} proposed, {r.Updated:N0} updated, {r.Withdrawn:N0} withdrawn, {r.Open:N0} to be decided (shouwang reviews list); the register was not touched.");
        foreach (var unread in r.Unread)
        {
            terminal.Line($"没有读入：{unread.Zh}", $"Not read: {unread.En}");
        }
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
