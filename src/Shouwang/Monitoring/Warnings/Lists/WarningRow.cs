using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

/// <summary>One line of the list of warnings.</summary>
/// <param name="Subject">Stable key; the pseudonym of a resident.</param>
/// <param name="Name">The person, or the head of the household; null for a resident.</param>
/// <param name="IdNumber">Of the person; prints masked.</param>
/// <param name="Household">The household's code.</param>
/// <param name="Amount">Fen or a number, see <paramref name="AmountUnit"/>.</param>
/// <param name="Sources">Codes of the sources of the evidence.</param>
public sealed record WarningRow(
    string Number,
    string Rule,
    HitScope Scope,
    string Subject,
    string? Name,
    IdNumber? IdNumber,
    string? Household,
    string? Division,
    string? Unit,
    WarningSeverity Severity,
    WarningState State,
    string? WorkerCode,
    string? WorkerName,
    long? Amount,
    AmountUnit AmountUnit,
    DateOnly RaisedOn,
    DateOnly LastSeenOn,
    DateOnly DueOn,
    int MergedCount,
    EscalationLevel Escalation,
    WarningOutcome? Outcome,
    string? OutcomeReason,
    DateOnly? VerifiedOn,
    DateOnly? ClosedOn,
    string Sources)
{
    /// <summary>Whether the last day has passed without a verification.</summary>
    public bool IsOverdueOn(DateOnly day) => State is WarningState.New or WarningState.Assigned or WarningState.Verifying && day > DueOn;
}
