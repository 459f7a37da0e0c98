using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>How far an ingest has come, for a progress bar.</summary>
public sealed record IngestProgress(int FilesDone, int Files, long BytesDone, long Bytes, string File);

/// <summary>What one ingest did. Amounts in fen.</summary>
/// <param name="Batches">The files of this run that reached the ledger.</param>
/// <param name="Repeated">Files whose content was there already: nothing changed.</param>
/// <param name="StillWriting">Files left where they are for the next time.</param>
/// <param name="Seconds">How long each batch took to read and store, by its number.</param>
public sealed record IngestSummary(IReadOnlyList<Batch> Batches, IReadOnlyList<string> Repeated, IReadOnlyList<string> StillWriting, IReadOnlyDictionary<int, double> Seconds)
{
    public static readonly IngestSummary Nothing = new([], [], [], new Dictionary<int, double>());
}

/// <summary>
/// Takes in a folder of deliveries: archives each file, reads it by its contract, and stores its rows, one transaction a file.
/// Killed at any point and run again, it ends in the same state as a run that was never killed.
/// </summary>
public sealed class IngestDeliveries(ShouwangDb db, SourceCatalog catalog, Archive archive, TimeProvider clock)
{
    /// <summary>Files younger than this are looked at twice.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="DirectoryNotFoundException">No such folder.</exception>
    /// <exception cref="ConservationException">Rows or amounts do not add up.</exception>
    public async Task<IngestSummary> RunAsync(string folder, IngestSession session, IProgress<IngestProgress>? progress, CancellationToken cancel)
    {
        var files = new FileRecogniser(catalog).Find(folder);
        await SettleAsync(files, cancel);
        var decisions = await DecisionsAsync(cancel);
        var known = session.Ledger.All();
        var sizes = files.ToDictionary(f => f.Path, f => new FileInfo(f.Path).Length, StringComparer.Ordinal);
        var queue = Channel.CreateBounded<Taken>(2);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var receiving = Task.Run(() => ReceiveAsync(files, known, decisions, queue.Writer, stop.Token), stop.Token);
        var (batches, repeated, writing, received) = (new List<Batch>(), new List<string>(), new List<string>(), new List<Delivery>());
        var seconds = new Dictionary<int, double>();
        long bytes = 0;
        try
        {
            await foreach (var taken in queue.Reader.ReadAllAsync(cancel))
            {
                progress?.Report(new IngestProgress(batches.Count + repeated.Count + writing.Count, files.Count, bytes, sizes.Values.Sum(), taken.File.Name));
                bytes += sizes[taken.File.Path];
                using var content = taken.Prepared?.Content;
                if (taken.Archived is { } archived)
                {
                    received.Add(new Delivery(archived.Sha256, Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(taken.File.Path))) ?? "", taken.File.Name, archived.Bytes, clock.GetUtcNow()));
                }

                if (taken.Prepared is { } prepared)
                {
                    // The files' names must be safe before their rows are: a rebuild starts from them.
                    SaveDeliveries(received);
                    var watch = Stopwatch.StartNew();
                    batches.Add(await session.LoadAsync(prepared, taken.Replaces, taken.Accepted, cancel));
                    seconds[batches[^1].Number] = watch.Elapsed.TotalSeconds;
                }
                else
                {
                    (taken.Archived is null ? writing : repeated).Add(taken.File.Name);
                }
            }

            await receiving;
        }
        finally
        {
            await stop.CancelAsync();
        }

        SaveDeliveries(received);
        progress?.Report(new IngestProgress(files.Count, files.Count, bytes, bytes, ""));
        return new IngestSummary(batches, repeated, writing, seconds);
    }

    private sealed record Taken(RecognisedFile File, ArchivedFile? Archived, PreparedFile? Prepared, Batch? Replaces, bool Accepted);

    private void SaveDeliveries(List<Delivery> received)
    {
        if (received.Count > 0)
        {
            db.BulkUpsert(received);
            received.Clear();
        }
    }

    private async Task<Dictionary<string, bool>> DecisionsAsync(CancellationToken cancel)
    {
        var all = await db.BatchDecisions().AsNoTracking().ToListAsync(cancel);
        return all.GroupBy(d => d.Sha256).ToDictionary(g => g.Key, g => g.MaxBy(d => d.DecidedAt)!.Accepted, StringComparer.Ordinal);
    }

    // A file that was touched a moment ago may still be growing: wait until the youngest has been quiet for a while.
    private async Task SettleAsync(IReadOnlyList<RecognisedFile> files, CancellationToken cancel)
    {
        var youngest = files.Select(f => File.GetLastWriteTimeUtc(f.Path)).DefaultIfEmpty().Max();
        var age = clock.GetUtcNow().UtcDateTime - youngest;
        if (files.Count > 0 && age >= TimeSpan.Zero && age < Settle)
        {
            await Task.Delay(Settle - age, clock, cancel);
        }
    }

    private async Task ReceiveAsync(IReadOnlyList<RecognisedFile> files, IReadOnlyList<Batch> known, Dictionary<string, bool> decisions, ChannelWriter<Taken> queue, CancellationToken cancel)
    {
        var seen = known.ToList();
        try
        {
            foreach (var file in files)
            {
                await queue.WriteAsync(Take(file, seen, decisions, cancel), cancel);
            }

            queue.Complete();
        }
        catch (Exception e)
        {
            queue.Complete(e);
        }
    }

    private Taken Take(RecognisedFile file, List<Batch> seen, Dictionary<string, bool> decisions, CancellationToken cancel)
    {
        var manifest = ManifestFile.Beside(file.Path);
        if (FileRecogniser.IsUnfinished(file.Path) || (file.Feed is { Manifest: true } && manifest is null))
        {
            return new Taken(file, null, null, null, false);
        }

        var archived = archive.Take(file.Path, seen.Select(b => b.Sha256), cancel);
        if (archived is null || clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file.Path) < TimeSpan.FromMilliseconds(20))
        {
            return new Taken(file, null, null, null, false);
        }

        var before = seen.FirstOrDefault(b => b.Sha256 == archived.Sha256 && b.File == file.Name);
        var accepted = decisions.TryGetValue(archived.Sha256, out var decision) && decision;
        if (before is { State: BatchState.Published or BatchState.Rejected } || (before is { State: BatchState.Stopped } && !accepted))
        {
            return new Taken(file, archived, null, null, false);
        }

        var rival = seen.FirstOrDefault(b => b.State == BatchState.Published && file.Feed is not null && b.Source == file.Source!.Code && b.Feed == file.Feed.Name && b.Period == file.Period && b.Revision == file.Revision);
        var fault = file.Feed is null ? DeliveryFault.NoContract
            : manifest?.Sha256 is { } sha && !sha.Equals(archived.Sha256, StringComparison.OrdinalIgnoreCase) ? DeliveryFault.HashMismatch
            : rival is not null && !accepted ? DeliveryFault.Conflict
            : DeliveryFault.None;
        var content = file.Feed is null || fault != DeliveryFault.None ? FileContent.None : FileContent.Open(archived.Path, file.Feed, accepted);
        var prepared = new PreparedFile(file, archived, content, fault, manifest);
        if (fault == DeliveryFault.None && content.Fault == DeliveryFault.None)
        {
            seen.Add(Expected(file, archived));
        }

        return new Taken(file, archived, prepared, before ?? (accepted ? rival : null), accepted);
    }

    // Two files of one run may claim the same period and revision: the second must see the first.
    private static Batch Expected(RecognisedFile file, ArchivedFile archived) => new(
        0, file.Source!.Code, file.Feed!.Name, file.Feed.Record.Name, file.Name, file.Period, file.Revision, archived.Sha256, archived.Bytes, default, BatchState.Published, "", "", 0, 0, 0, 0, 0, null, 0, 0, 0);
}
