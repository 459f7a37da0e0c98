using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Gives a warning to a worker: one that has none, or one that another worker has.</summary>
public sealed class AssignWarning(ShouwangDb db, TimeProvider clock)
{
    /// <param name="By">The officer's account.</param>
    public sealed record Command(string Number, string WorkerCode, string By);

    /// <returns>Null where it was done, else why not.</returns>
    public async Task<WarningRefusal?> RunAsync(Command command, CancellationToken cancel = default) =>
        await db.Workers().AnyAsync(worker => worker.Code == command.WorkerCode, cancel)
            ? await db.ChangeAsync(command.Number, warning => warning.Assign(command.WorkerCode, new Stamp(command.By, clock.GetUtcNow())), cancel)
            : WarningRefusal.UnknownWorker;
}
