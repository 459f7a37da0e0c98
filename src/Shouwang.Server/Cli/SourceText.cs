using System.Globalization;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>How batches and sources read.</summary>
internal static class SourceText
{
    public static Bilingual Of(BatchState state) => state switch
    {
        BatchState.Published => new("已入库", "published"),
        BatchState.Stopped => new("停下待决", "stopped"),
        BatchState.Rejected => new("已否决", "rejected"),
        _ => new("拒收", "refused"),
    };

    /// <summary>The reason's sentence; empty where there is none.</summary>
    public static Bilingual Reason(Batch batch) =>
        batch.Reason.Length == 0 ? new("", "") : Platform.Data.Words<DeliveryFault>.Parse(batch.Reason).Text();

    public static string[] BatchTitles(Terminal t) =>
    [
        ">" + t.Say("批次", "Batch"), t.Say("来源", "Source"), t.Say("文件", "File"), t.Say("状态", "State"), ">" + t.Say("行数", "Rows"), ">" + t.Say("入库", "Stored"),
        ">" + t.Say("隔离", "Quarantine"), ">" + t.Say("待匹配", "Unlinked"), ">" + t.Say("金额（元）", "Amount (yuan)"), t.Say("守恒", "Conserved"), "SHA-256",
    ];

    public static string[] BatchRow(Terminal t, Batch b) =>
    [
        b.Number.ToString(CultureInfo.InvariantCulture), b.Source, b.File, State(t, b),
        Number(b.RowsIn), Number(b.Stored), Number(b.Quarantined), Number(b.Unlinked), new Money(b.AmountStored + b.AmountQuarantined).ToString(),
        b.State == BatchState.Published ? b.IsConserved ? "✓" : "✗" : "", b.Sha256[..Math.Min(12, b.Sha256.Length)],
    ];

    private static string State(Terminal t, Batch b)
    {
        var (state, reason) = (Of(b.State), Reason(b));
        return (b.Reason, b.Detail) switch
        {
            ("", _) => t.Say(state),
            (_, "") => t.Say($"{state.Zh}（{reason.Zh}）", $"{state.En} ({reason.En})"),
            _ => t.Say($"{state.Zh}（{reason.Zh}：{b.Detail}）", $"{state.En} ({reason.En}: {b.Detail})"),
        };
    }

    public static object Document(Batch b) => new
    {
        batch = b.Number, b.Source, b.Feed, b.File, b.Period, b.Revision, b.Sha256, state = b.State, b.Reason, b.Detail, rows = b.RowsIn, b.Stored, b.Quarantined, b.Unlinked,
        amount_declared_fen = b.AmountDeclared, amount_stored_fen = b.AmountStored, amount_quarantined_fen = b.AmountQuarantined, unreadable_amounts = b.UnreadableAmounts,
        conserved = b.IsConserved,
    };

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
