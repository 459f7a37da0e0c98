using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

/// <summary>How many warnings wait for each worker, and in the queues of townships and county that no worker has.</summary>
public sealed class WorkerLoads(ShouwangDb db)
{
    /// <param name="asOf">The day on which overdue is judged.</param>
    /// <returns>Workers with the most waiting first, workers without any last; then the queues.</returns>
    public async Task<IReadOnlyList<WorkerLoad>> RunAsync(DateOnly asOf, CancellationToken cancel = default)
    {
        var counts = await db.Warnings()
            .Where(warning => warning.State == WarningState.New || warning.State == WarningState.Assigned || warning.State == WarningState.Verifying)
            .GroupBy(warning => new { warning.WorkerCode, Unit = warning.WorkerCode == null ? warning.Unit : null })
            .Select(group => new
            {
                group.Key.WorkerCode,
                group.Key.Unit,
                Waiting = group.Count(),
                Red = group.Count(warning => warning.Severity == WarningSeverity.Red),
                Overdue = group.Count(warning => warning.DueOn < asOf),
            })
            .ToListAsync(cancel);
        var loads = counts.Where(count => count.WorkerCode is not null).ToDictionary(count => count.WorkerCode!, StringComparer.Ordinal);
        var workers = await db.Workers().AsNoTracking().ToListAsync(cancel);
        var ofWorkers = workers
            .Select(worker => (worker, count: loads.GetValueOrDefault(worker.Code)))
            .Select(pair => new WorkerLoad(pair.worker.Code, pair.worker.Name, pair.worker.Township.Text, pair.count?.Waiting ?? 0, pair.count?.Red ?? 0, pair.count?.Overdue ?? 0))
            .OrderByDescending(load => load.Waiting).ThenBy(load => load.WorkerCode, StringComparer.Ordinal);
        var queues = counts.Where(count => count.WorkerCode is null).OrderBy(count => count.Unit, StringComparer.Ordinal)
            .Select(count => new WorkerLoad(null, null, count.Unit, count.Waiting, count.Red, count.Overdue));
        return [.. ofWorkers, .. queues];
    }
}

/// <param name="WorkerCode">Null is a queue without a worker.</param>
/// <param name="Unit">The worker's township, or the township whose queue it is; null is the county's queue.</param>
/// <param name="Waiting">Not verified yet.</param>
public sealed record WorkerLoad(string? WorkerCode, string? WorkerName, string? Unit, int Waiting, int Red, int Overdue);
