namespace Shouwang.Monitoring.Warnings;

/// <summary>One change of a warning. Known by warning and sequence, and never changed itself.</summary>
/// <param name="Sequence">From 1, in order.</param>
/// <param name="By">The officer's account, or <see cref="Stamp.Night"/>.</param>
/// <param name="Detail">What changed beyond the state, for people: worker, outcome, amounts.</param>
/// <param name="Why">The reason that an officer gave.</param>
public sealed record WarningEvent(
    Guid WarningId,
    int Sequence,
    WarningEventKind Kind,
    string By,
    DateTimeOffset At,
    WarningState StateBefore,
    WarningState StateAfter,
    string? Detail,
    string? Why);

/// <summary>A hit that did not become a warning of its own, with the reason. Known by rule, subject and day.</summary>
/// <param name="AsOf">The day that was screened.</param>
/// <param name="WarningId">The warning that it went into or that kept it silent.</param>
public sealed record SuppressedHit(string Rule, string Subject, DateOnly AsOf, WarningSeverity Severity, long? Amount, SuppressionReason Reason, Guid WarningId);
