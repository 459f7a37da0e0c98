using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// One of several ways into the store, each with its own connection and one file at a time: while one waits for the disk,
/// another reads rows. Two files of one source never go through different lanes.
/// </summary>
internal sealed class LoadLane : IDisposable
{
    private readonly RecordStore store;
    private readonly BatchLoader loader;

    public LoadLane(RecordStore store, BatchNumbers numbers, PersonNumbers people, LoadContext context, TimeProvider clock)
    {
        this.store = store;
        Ledger = new BatchLedger(store);
        loader = new BatchLoader(store, Ledger, numbers, people, context, clock);
    }

    public BatchLedger Ledger { get; }

    /// <param name="replaces">The earlier state of the same file.</param>
    public Task<Batch> LoadAsync(PreparedFile file, Batch? replaces, bool accepted, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.Run(() => loader.Load(file, replaces, accepted), CancellationToken.None);
    }

    /// <summary>Stores repaired lines of a published batch and takes them out of the quarantine; returns how many passed.</summary>
    public int Repair(LoadJob job, int batch) => loader.Repair(job, batch);

    /// <summary>Closes the lane's connection.</summary>
    public void Dispose() => store.Dispose();
}
