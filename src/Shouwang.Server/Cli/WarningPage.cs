using System.Globalization;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Sources;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>One warning in full, to people and to machines.</summary>
internal sealed class WarningPage(Terminal terminal, RuleBook book, SourceCatalog sources, DateOnly asOf)
{
    /// <param name="rows">The delivered rows of the evidence, or null where nobody asked for them.</param>
    public object Document(WarningView warning, IReadOnlyList<DeliveredRow>? rows)
    {
        var rule = Rule(warning);
        return new
        {
            warning = WarningText.Document(warning.Line, book, asOf),
            text = rule?.Text,
            place = book.PlaceName(warning.Line.Division),
            citation = rule is null ? null : new { key = rule.Cite, document = book.Citation(rule.Cite) },
            follow_up = rule?.FollowUp,
            amount_raised = warning.AmountRaised,
            pack_hash = warning.PackHash,
            previous = warning.Previous,
            values = NamedValues.Of(warning.ValuesJson, rule).Select(value => new { value.Key, value.Label, value = value.Raw, shown = terminal.Say(value.Shown) }),
            evidence = warning.Evidence.Select((row, i) => new { row.Record, row.Source, row.Feed, row.File, row.Sha256, row.Line, row.On, row.AmountFen, delivered = rows is null ? null : Delivered(rows[i]) }),
            events = warning.Events.Select(change => new { change.Sequence, change.Kind, change.By, change.At, change.StateBefore, change.StateAfter, change.Detail, change.Why }),
            suppressed = warning.Suppressed.Select(hit => new { hit.AsOf, hit.Severity, hit.Amount, hit.Reason }),
        };
    }

    public void Print(WarningView warning, IReadOnlyList<DeliveredRow>? rows)
    {
        if (terminal.Json)
        {
            return;
        }

        PrintHead(warning, Rule(warning));
        terminal.Line();
        terminal.Table(
            [terminal.Say("判断所依据的数值", "Value that decided"), ">" + terminal.Say("取值", "Value")],
            NamedValues.Of(warning.ValuesJson, Rule(warning)).Select(value => new[] { terminal.Say(value.Label), terminal.Say(value.Shown) }));
        terminal.Line();
        PrintEvidence(warning);
        foreach (var row in rows ?? [])
        {
            PrintRow(row);
        }

        terminal.Line();
        PrintEvents(warning);
    }

    private WarningRule? Rule(WarningView warning) => book.Rules.Rules.GetValueOrDefault(warning.Line.Rule);

    private void PrintHead(WarningView warning, WarningRule? rule)
    {
        var row = warning.Line;
        terminal.Line($"{row.Number} {row.Rule} {terminal.Say(book.NameOf(row.Rule))} [{terminal.Say(book.LabelOf(row.Severity))}]", $"{row.Number} {row.Rule} {terminal.Say(book.NameOf(row.Rule))} [{terminal.Say(book.LabelOf(row.Severity))}]");
        Item("说明", "What it means", rule?.Text is { } text ? terminal.Say(text) : "");
        Item("对象", "About", string.Join(' ', new[] { WarningText.Who(terminal, row), row.IdNumber?.ToString(), row.Household is { } code ? terminal.Say($"户 {code}", $"household {code}") : null }.Where(part => !string.IsNullOrEmpty(part))));
        Item("地点", "Place", book.PlaceName(row.Division));
        Item("工作人员", "Worker", string.Join(' ', new[] { row.WorkerCode, row.WorkerName }.Where(part => part is not null)));
        Item("状态", "State", WarningText.Row(terminal, book, row, asOf)[^1] + (row.OutcomeReason is { } reason ? terminal.Say("：", ": ") + reason : ""));
        Item("预警日期", "Raised", $"{WarningText.Day(row.RaisedOn)}{terminal.Say("；最近确认 ", "; last confirmed ")}{WarningText.Day(row.LastSeenOn)}{terminal.Say("；期限 ", "; due ")}{WarningText.Day(row.DueOn)}{(row.IsOverdueOn(asOf) ? terminal.Say("（超期）", " (overdue)") : "")}");
        Item("已报至", "Told", terminal.Say(WarningTexts.Of(row.Escalation)));
        Item("打破静默的前次预警", "Breaks the silence of", warning.Previous ?? "");
        Item("建议", "Suggested", string.Join(terminal.Say("、", ", "), rule?.FollowUp.Select(code => terminal.Say(WarningText.FollowUp(code))) ?? []));
        Item("依据文件", "Legal basis", rule is null ? "" : book.Citation(rule.Cite));
    }

    private void Item(string zh, string en, string value)
    {
        if (value.Length > 0)
        {
            terminal.Line($"{zh}：{value}", $"{en}: {value}");
        }
    }

    private void PrintEvidence(WarningView warning) => terminal.Table(
        [terminal.Say("依据的记录", "Evidence"), terminal.Say("来源", "Source"), terminal.Say("文件", "File"), "SHA-256", ">" + terminal.Say("行", "Line"), terminal.Say("日期", "Date"), ">" + terminal.Say("金额（元）", "Amount (yuan)")],
        warning.Evidence.Select(row => new[]
        {
            terminal.Say(sources.Records.Find(row.Record)?.Label ?? new Bilingual(row.Record, row.Record)), SourceName(row.Source), row.File, row.Sha256[..12],
            row.Line.ToString(CultureInfo.InvariantCulture), WarningText.Day(row.On), row.AmountFen is { } fen ? new Money(fen).ToString() : "",
        }));

    private string SourceName(string code) => sources.Sources.TryGetValue(code, out var source) ? $"{code} {terminal.Say(source.Name)}" : code;

    private void PrintRow(DeliveredRow row)
    {
        var text = row.Fault is { } fault ? terminal.Say(Of(fault)) : string.Join(terminal.Say("；", "; "), row.Cells.Where(cell => cell.Shown.Length > 0).Select(cell => $"{cell.Title}={cell.Shown}"));
        var corrected = row.Corrected ? terminal.Say("（已更正）", " (corrected)") : "";
        terminal.Line($"{row.At.File} 第 {row.At.Line} 行{corrected}：{text}", $"{row.At.File} line {row.At.Line}{corrected}: {text}");
    }

    private object Delivered(DeliveredRow row) => new { row.Corrected, fault = row.Fault, cells = row.Cells.Select(cell => new { cell.Title, cell.Shown }) };

    private static Bilingual Of(EvidenceRowFault fault) => fault switch
    {
        EvidenceRowFault.NoContract => new("政策包已没有这个来源，无法读回", "the pack no longer has this source; the row cannot be read back"),
        EvidenceRowFault.NotArchived => new("归档中没有这个文件", "the archive does not hold this file"),
        _ => new("文件与约定不符，无法读回", "the file is not as its contract says; the row cannot be read back"),
    };

    private void PrintEvents(WarningView warning) => terminal.Table(
        [terminal.Say("时间", "When"), terminal.Say("经过", "What happened"), terminal.Say("经办", "By"), terminal.Say("状态", "State"), terminal.Say("细节", "Detail"), terminal.Say("理由", "Reason")],
        warning.Events.Select(change => new[]
        {
            WarningText.Moment(change.At), terminal.Say(WarningText.Of(change.Kind)), change.By, terminal.Say(WarningTexts.Of(change.StateAfter)), change.Detail ?? "", change.Why ?? "",
        }));
}
