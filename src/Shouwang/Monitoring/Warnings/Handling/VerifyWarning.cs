using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Records what a verification found. The limit ends here.</summary>
public sealed class VerifyWarning(ShouwangDb db, TimeProvider clock)
{
    /// <param name="Reason">What was seen, at most 500 characters.</param>
    /// <param name="By">The officer's account.</param>
    public sealed record Command(string Number, WarningOutcome Outcome, string Reason, string By);

    /// <returns>Null where it was done, else why not.</returns>
    public Task<WarningRefusal?> RunAsync(Command command, CancellationToken cancel = default) =>
        db.ChangeAsync(command.Number, warning => warning.Verify(command.Outcome, command.Reason, new Stamp(command.By, clock.GetUtcNow())), cancel);
}
