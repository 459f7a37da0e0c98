using System.Globalization;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>How warnings read, to people and to machines. Identity numbers are masked.</summary>
internal static class WarningText
{
    public static string[] Titles(Terminal t) =>
    [
        t.Say("编号", "Number"), t.Say("级别", "Severity"), t.Say("规则", "Rule"), t.Say("内容", "Warning"), t.Say("姓名", "Name"), t.Say("身份证号", "Identity number"),
        t.Say("户", "Household"), t.Say("工作人员", "Worker"), ">" + t.Say("金额/数值", "Amount"), t.Say("期限", "Due"), t.Say("状态", "State"),
    ];

    public static string[] Row(Terminal t, RuleBook book, WarningRow row, DateOnly asOf) =>
    [
        row.Number, t.Say(book.LabelOf(row.Severity)), row.Rule, t.Say(book.NameOf(row.Rule)), Who(t, row), row.IdNumber?.ToString() ?? "", row.Household ?? "",
        row.WorkerName ?? row.WorkerCode ?? t.Say("（待派）", "(none)"), Amount(row.Amount, row.AmountUnit),
        Day(row.DueOn) + (row.IsOverdueOn(asOf) ? t.Say(" 超期", " overdue") : ""),
        t.Say(WarningTexts.Of(row.State)) + (row.Outcome is { } outcome ? t.Say($"（{WarningTexts.Of(outcome).Zh}）", $" ({WarningTexts.Of(outcome).En})") : ""),
    ];

    public static object Document(WarningRow row, RuleBook book, DateOnly asOf) => new
    {
        row.Number, row.Rule, rule_name = book.NameOf(row.Rule), row.Scope, row.Subject, row.Name, id_number = row.IdNumber?.ToString(), row.Household, row.Division, row.Unit,
        row.Severity, row.State, worker = row.WorkerCode, worker_name = row.WorkerName, row.Amount, row.AmountUnit, row.RaisedOn, row.LastSeenOn, row.DueOn,
        overdue = row.IsOverdueOn(asOf), row.MergedCount, row.Escalation, row.Outcome, row.OutcomeReason, row.VerifiedOn, row.ClosedOn,
        sources = row.Sources.Split(';', StringSplitOptions.RemoveEmptyEntries),
    };

    public static string Who(Terminal t, WarningRow row) => row.Scope switch
    {
        HitScope.Resident => t.Say("居民 ", "resident ") + row.Subject[..Math.Min(8, row.Subject.Length)],
        HitScope.Household => row.Name + t.Say("户", "'s household"),
        _ => row.Name ?? "",
    };

    public static string Amount(long? amount, AmountUnit unit) =>
        amount is not { } value ? "" : unit == AmountUnit.Fen ? new Money(value).ToString() : value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A moment as clocks in China show it.</summary>
    public static string Moment(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static Bilingual Of(WarningEventKind kind) => kind switch
    {
        WarningEventKind.Raised => new("生成", "Raised"),
        WarningEventKind.Confirmed => new("再次确认", "Confirmed again"),
        WarningEventKind.Assigned => new("派单", "Assigned"),
        WarningEventKind.VerifyingStarted => new("开始核查", "Verifying started"),
        WarningEventKind.Verified => new("核实", "Verified"),
        WarningEventKind.Closed => new("办结", "Closed"),
        _ => new("上报", "Escalated"),
    };

    /// <summary>What a rule suggests to do; the code itself where it is a word of the pack's own.</summary>
    public static Bilingual FollowUp(string code) => code switch
    {
        "verify" => new("入户核实", "verify at home"),
        "apply" => new("协助申请救助", "help to apply"),
        "temporary_aid" => new("临时救助", "temporary aid"),
        "refer" => new("转介有关部门", "refer to another department"),
        "review" => new("复核待遇", "review the benefit"),
        "safety_visit" => new("安全探访", "safety visit"),
        "hold_payment" => new("暂缓发放", "hold the payment"),
        "recover" => new("追回", "recover what was overpaid"),
        _ => new(code, code),
    };
}
