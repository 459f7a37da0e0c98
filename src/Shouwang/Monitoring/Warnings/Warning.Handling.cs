namespace Shouwang.Monitoring.Warnings;

public sealed partial class Warning
{
    private const int LongestReason = 500;

    /// <summary>Gives it to a worker. With another worker the verifying starts afresh. Null where it was done.</summary>
    internal WarningRefusal? Assign(string workerCode, Stamp stamp)
    {
        if (!Waits)
        {
            return WarningRefusal.WrongMove(State, WarningState.Assigned);
        }

        if (WorkerCode == workerCode)
        {
            return WarningRefusal.SameWorker;
        }

        var detail = WorkerCode is null ? workerCode : $"{WorkerCode} → {workerCode}";
        WorkerCode = workerCode;
        return Move(WarningState.Assigned, WarningEventKind.Assigned, stamp, detail, null);
    }

    /// <summary>The worker sets out. Null where it was done.</summary>
    internal WarningRefusal? StartVerifying(Stamp stamp) =>
        State != WarningState.Assigned
            ? WarningRefusal.WrongMove(State, WarningState.Verifying)
            : Move(WarningState.Verifying, WarningEventKind.VerifyingStarted, stamp, null, null);

    /// <summary>Records what was found, with the reason. Null where it was done.</summary>
    internal WarningRefusal? Verify(WarningOutcome outcome, string reason, Stamp stamp)
    {
        if (State != WarningState.Verifying)
        {
            return WarningRefusal.WrongMove(State, WarningState.Verified);
        }

        if (Refuse(reason) is { } refusal)
        {
            return refusal;
        }

        Outcome = outcome;
        OutcomeReason = reason.Trim();
        VerifiedOn = stamp.Day;
        return Move(WarningState.Verified, WarningEventKind.Verified, stamp, Platform.Data.Words<WarningOutcome>.Of(outcome), OutcomeReason);
    }

    /// <summary>Closes a verified warning. Null where it was done.</summary>
    internal WarningRefusal? Close(string reason, Stamp stamp)
    {
        if (State != WarningState.Verified)
        {
            return WarningRefusal.WrongMove(State, WarningState.Closed);
        }

        if (Refuse(reason) is { } refusal)
        {
            return refusal;
        }

        ClosedOn = stamp.Day;
        return Move(WarningState.Closed, WarningEventKind.Closed, stamp, null, reason.Trim());
    }

    /// <summary>Closes it in one go, for who verified on the spot: the missing steps are made and each is recorded. Null where it was done.</summary>
    internal WarningRefusal? CloseWith(WarningOutcome outcome, string reason, Stamp stamp)
    {
        if ((Outcome ?? outcome) != outcome)
        {
            return WarningRefusal.OutcomeDiffers;
        }

        // Before the first step, because a refusal half-way would leave the steps before it.
        if (Refuse(reason) is { } refusal)
        {
            return refusal;
        }

        if (State == WarningState.Assigned)
        {
            StartVerifying(stamp);
        }

        if (State == WarningState.Verifying)
        {
            Verify(outcome, reason, stamp);
        }

        return Close(reason, stamp);
    }

    private static WarningRefusal? Refuse(string reason)
    {
        var length = reason.Trim().Length;
        return length == 0 ? WarningRefusal.ReasonMissing : length > LongestReason ? WarningRefusal.ReasonTooLong : null;
    }

    private WarningRefusal? Move(WarningState to, WarningEventKind kind, Stamp stamp, string? detail, string? why)
    {
        var before = State;
        State = to;
        Note(kind, stamp, before, detail, why);
        return null;
    }
}
