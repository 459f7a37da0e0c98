using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Why a warning does not make the move that somebody asks for.</summary>
public sealed record WarningRefusal
{
    private WarningRefusal(string code, Bilingual text) => (Code, Text) = (code, text);

    /// <summary>Stable, for programs.</summary>
    public string Code { get; }

    public Bilingual Text { get; }

    public static readonly WarningRefusal NotFound = new("not_found",
        new("没有这个编号的预警。", "There is no warning with this number."));

    public static readonly WarningRefusal UnknownWorker = new("unknown_worker",
        new("没有这个编号的工作人员。", "There is no worker with this code."));

    public static readonly WarningRefusal SameWorker = new("same_worker",
        new("该预警已由这名工作人员负责。", "This worker already has the warning."));

    public static readonly WarningRefusal ReasonMissing = new("reason_missing",
        new("请填写理由。", "A reason is needed."));

    public static readonly WarningRefusal ReasonTooLong = new("reason_too_long",
        new("理由不得超过 500 字。", "The reason may have 500 characters at most."));

    public static readonly WarningRefusal OutcomeMissing = new("outcome_missing",
        new("尚未核实，办结须写明核查结论。", "It has not been verified: closing needs the outcome."));

    public static readonly WarningRefusal OutcomeDiffers = new("outcome_differs",
        new("已有不同的核查结论，不能改写。", "It was verified with another outcome, which stays."));

    public static readonly WarningRefusal ChangedMeanwhile = new("changed_meanwhile",
        new("该预警刚被他人更改，请刷新后再试。", "Somebody has changed the warning just now: look again and retry."));

    /// <summary>The move does not lead on from where the warning stands.</summary>
    public static WarningRefusal WrongMove(WarningState from, WarningState to)
    {
        var (before, after) = (WarningTexts.Of(from), WarningTexts.Of(to));
        return new("wrong_move", new($"“{before.Zh}”的预警不能转为“{after.Zh}”。", $"A warning that is '{before.En}' cannot become '{after.En}'."));
    }

    public override string ToString() => $"{Text.Zh} {Text.En}";
}
