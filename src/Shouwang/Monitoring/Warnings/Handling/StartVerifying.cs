using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>The worker sets out to verify a warning.</summary>
public sealed class StartVerifying(ShouwangDb db, TimeProvider clock)
{
    /// <param name="By">The officer's account.</param>
    public sealed record Command(string Number, string By);

    /// <returns>Null where it was done, else why not.</returns>
    public Task<WarningRefusal?> RunAsync(Command command, CancellationToken cancel = default) =>
        db.ChangeAsync(command.Number, warning => warning.StartVerifying(new Stamp(command.By, clock.GetUtcNow())), cancel);
}
