using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Closes a verified warning. With an outcome it also makes the steps before, for who verified on the spot.</summary>
public sealed class CloseWarning(ShouwangDb db, TimeProvider clock)
{
    /// <param name="Reason">What was done, at most 500 characters.</param>
    /// <param name="By">The officer's account.</param>
    /// <param name="Outcome">Null where it has been verified.</param>
    public sealed record Command(string Number, string Reason, string By, WarningOutcome? Outcome = null);

    /// <returns>Null where it was done, else why not.</returns>
    public Task<WarningRefusal?> RunAsync(Command command, CancellationToken cancel = default) =>
        db.ChangeAsync(command.Number, warning => Close(warning, command, new Stamp(command.By, clock.GetUtcNow())), cancel);

    private static WarningRefusal? Close(Warning warning, Command command, Stamp stamp) => command.Outcome is { } outcome
        ? warning.CloseWith(outcome, command.Reason, stamp)
        : warning.State == WarningState.Verifying ? WarningRefusal.OutcomeMissing : warning.Close(command.Reason, stamp);
}
