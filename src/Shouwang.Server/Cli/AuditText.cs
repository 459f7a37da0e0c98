using System.Globalization;
using System.Text.Json;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Cli;

/// <summary>How the audit log reads, to people, machines and spreadsheets.</summary>
internal static class AuditText
{
    public static string[] Titles(Terminal t) =>
    [
        ">" + t.Say("序号", "No."), t.Say("时间", "Time"), t.Say("账号", "Account"), t.Say("角色", "Role"), t.Say("单位", "Unit"), t.Say("动作", "Action"), t.Say("结果", "Result"),
        t.Say("对象", "Subject"), t.Say("事由", "Purpose"), t.Say("案件", "Case"),
    ];

    public static string[] Row(Terminal t, AuditRow row) =>
    [
        row.Seq.ToString(CultureInfo.InvariantCulture), Moment(row), Account(row.Entry), row.Entry.Role, row.Entry.Unit, row.Entry.Action, t.Say(Of(row.Entry.Result)),
        row.Entry.Subject.ToString(), row.Entry.Purpose, row.Entry.Case,
    ];

    public static string[] Columns(Terminal t) => [.. Titles(t).Select(title => title.TrimStart('>')), t.Say("会话", "Session"), t.Say("政策包", "Pack"), t.Say("详情", "Detail"), t.Say("哈希", "Hash")];

    public static CsvCell[] Cells(Terminal t, AuditRow row) =>
    [
        CsvCell.Number(row.Seq), .. Row(t, row).Skip(1).Select(CsvCell.Text), CsvCell.Text(row.Entry.Session), CsvCell.Text(row.Entry.PackHash), CsvCell.Text(row.Entry.Detail),
        CsvCell.Text(Convert.ToHexStringLower(row.Hash)),
    ];

    public static object Document(AuditRow row) => new
    {
        row.Seq, row.At, row.Entry.Actor, row.Entry.ActorName, row.Entry.Role, row.Entry.Unit, row.Entry.Action, row.Entry.Result, subject_kind = row.Entry.Subject.Kind, subject = row.Entry.Subject.Id,
        row.Entry.Purpose, row.Entry.Case, row.Entry.Session, row.Entry.PackHash, detail = Detail(row.Entry.Detail), hash = Convert.ToHexStringLower(row.Hash),
    };

    public static object Document(AuditVerdict verdict) => new
    {
        verdict.State, verdict.Rows, verdict.LastSeq, verdict.LastHash, verdict.Checkpoints, verdict.NewestCheckpoint, findings = verdict.Findings.Select(Document),
    };

    public static object Document(AuditFinding finding) => new { finding.State, finding.Seq, text = finding.Text.ToString() };

    public static void PrintFindings(Terminal t, AuditVerdict verdict)
    {
        foreach (var finding in verdict.Findings)
        {
            t.Line($"{Of(finding.State).Zh}：{finding.Text.Zh}。", $"{Of(finding.State).En}: {finding.Text.En}.");
        }
    }

    public static void Print(Terminal t, AuditVerdict verdict)
    {
        PrintFindings(t, verdict);
        if (verdict.Rows == 0)
        {
            t.Line("审计日志没有记录。", "The audit log has no entries.");
        }
        else if (verdict.State == AuditState.Ok)
        {
            t.Line($"完好：{verdict.Rows:N0} 行，末行哈希 {verdict.LastHash}。", $"Whole: {verdict.Rows:N0} rows, hash of the last {verdict.LastHash}.");
        }

        if (verdict.Checkpoints is { } count)
        {
            t.Line($"检查点 {count:N0} 个，最新的到第 {verdict.NewestCheckpoint ?? 0:N0} 行。", $"{count:N0} checkpoints, the newest of row {verdict.NewestCheckpoint ?? 0:N0}.");
        }
        else
        {
            t.Line("没有用检查点：末尾被截或整个被替换看不出来（--checkpoints）。", "No checkpoints were used: a cut end or a log replaced as a whole cannot be seen (--checkpoints).");
        }
    }

    private static string Moment(AuditRow row) => Globals.Local(row.At.UtcDateTime).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Account(AuditEntry entry) => entry.ActorName.Length == 0 ? entry.Actor : entry.ActorName;

    // What was tampered with may be no JSON any more, and must be seen all the same.
    private static object? Detail(string detail)
    {
        try
        {
            return detail.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(detail);
        }
        catch (JsonException)
        {
            return detail;
        }
    }

    private static Bilingual Of(AuditResult result) => result switch
    {
        AuditResult.Allowed => new("允许", "allowed"),
        AuditResult.Denied => new("拒绝", "denied"),
        AuditResult.Failed => new("失败", "failed"),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    private static Bilingual Of(AuditState state) => state switch
    {
        AuditState.Ok => new("完好", "whole"),
        AuditState.Tampered => new("被篡改", "tampered"),
        AuditState.Cut => new("被截或回退", "cut or rolled back"),
        AuditState.Stale => new("检查点过旧", "stale"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
