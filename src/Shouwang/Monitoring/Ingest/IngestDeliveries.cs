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
    // Each file waits for the disk to say that it is safe; several wait at once, in all lanes together, while earlier ones are read.
    private const int FilesAhead = 6;

    // While one lane waits for a commit, another reads rows; more than there are cores would only take memory.
    private static readonly int Lanes = Math.Clamp(Environment.ProcessorCount, 2, 4);

    /// <summary>Files younger than this are looked at twice.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="DirectoryNotFoundException">No such folder.</exception>
    /// <exception cref="ConservationException">Rows or amounts do not add up.</exception>
    public async Task<IngestSummary> RunAsync(string folder, IngestSession session, IProgress<IngestProgress>? progress, CancellationToken cancel)
    {
        var files = new FileRecogniser(catalog).Find(folder);
        await SettleAsync(files, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var counter = new IngestCounter(files, progress);
        var shares = Share(files, counter);
        var run = new Run(await DecisionsAsync(cancel), await DeliveryBook.ReadAsync(db, cancel), new KnownBatches(session.Batches), counter, Math.Max(1, FilesAhead / shares.Count), stop);
        var further = new List<LoadLane>();
        try
        {
            further.AddRange(shares.Skip(1).Select(_ => session.OpenLane()));
            var receptions = further.Prepend(session.Main).Select(lane => new Reception(lane)).ToList();
            var lanes = shares.Zip(receptions, (share, reception) => Task.Run(() => RunLaneAsync(share, reception, run), CancellationToken.None)).ToList();
            await Task.WhenAll(lanes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // The lane that failed says why; the others only say that they were stopped.
            await (lanes.Find(lane => lane.IsFaulted) ?? Task.WhenAll(lanes));
        }
        finally
        {
            further.ForEach(lane => lane.Dispose());
        }

        run.Book.Save();
        return run.Counter.Summary();
    }

    /// <summary>
    /// The files by lanes of about the same size, each in the fixed order. A source keeps to one lane, because its files may
    /// replace and rival each other; so do all files where two sources have one of the same name, which may be the same file.
    /// </summary>
    private static List<List<RecognisedFile>> Share(IReadOnlyList<RecognisedFile> files, IngestCounter counter)
    {
        var sources = files.GroupBy(f => f.Source?.Code ?? "").OrderByDescending(g => g.Sum(counter.BytesOf)).ToList();
        var single = files.GroupBy(f => f.Name, StringComparer.Ordinal).Any(g => g.Select(f => f.Source?.Code).Distinct().Count() > 1);
        var shares = Enumerable.Range(0, single ? 1 : Math.Clamp(sources.Count, 1, Lanes)).Select(_ => new HashSet<RecognisedFile>()).ToList();
        foreach (var source in sources)
        {
            shares.MinBy(share => share.Sum(counter.BytesOf))!.UnionWith(source);
        }

        return [.. shares.Select(share => files.Where(share.Contains).ToList())];
    }

    /// <summary>What all lanes of one ingest share.</summary>
    /// <param name="Before">The batches of the store as they were at the start.</param>
    /// <param name="FilesAhead">Of one lane.</param>
    /// <param name="Stop">Cancelled as soon as one lane fails.</param>
    private sealed record Run(Dictionary<string, bool> Decisions, DeliveryBook Book, KnownBatches Before, IngestCounter Counter, int FilesAhead, CancellationTokenSource Stop);

    private async Task RunLaneAsync(List<RecognisedFile> files, Reception reception, Run run)
    {
        var cancel = run.Stop.Token;
        var queue = Channel.CreateBounded<Task<Taken>>(run.FilesAhead);
        var receiving = Task.Run(() => ReceiveAsync(files, run, queue.Writer, cancel), cancel);
        try
        {
            await foreach (var taking in queue.Reader.ReadAllAsync(cancel))
            {
                var taken = await taking;
                run.Counter.Begin(taken.File);
                using var content = taken.Prepared?.Content;
                if (taken.Prepared is not null)
                {
                    // The files' names must be safe before their rows are: a rebuild starts from them.
                    run.Book.Save();
                }

                var watch = Stopwatch.StartNew();
                var batch = taken.Prepared is null ? null : await reception.LoadAsync(taken.Prepared, Decision(run.Decisions, taken.Archived!), cancel);
                run.Counter.End(taken.File, batch, watch.Elapsed, writing: taken.Archived is null);
            }

            await receiving;
        }
        catch
        {
            await run.Stop.CancelAsync();
            throw;
        }
        finally
        {
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await AbandonAsync(queue.Reader);
        }
    }

    /// <param name="Archived">Null where the file is still being written.</param>
    /// <param name="Prepared">Null where the store knows the file already.</param>
    private sealed record Taken(RecognisedFile File, ArchivedFile? Archived, PreparedFile? Prepared);

    private static bool? Decision(Dictionary<string, bool> decisions, ArchivedFile archived) =>
        decisions.TryGetValue(archived.Sha256, out var accepted) ? accepted : null;

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

    private async Task ReceiveAsync(List<RecognisedFile> files, Run run, ChannelWriter<Task<Taken>> queue, CancellationToken cancel)
    {
        try
        {
            foreach (var file in files)
            {
                await queue.WaitToWriteAsync(cancel);
                // A rebuild repeats files in the order in which they were received: it must be that in which they are loaded,
                // not that in which the copies are done.
                var received = clock.GetUtcNow();
                // A thread of its own: it mostly waits.
                var taking = Task.Factory.StartNew(() => Take(file, received, run, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                await queue.WriteAsync(taking, CancellationToken.None);
            }

            queue.Complete();
        }
        catch (Exception e)
        {
            queue.Complete(e);
        }
    }

    /// <summary>Waits for files that are still being copied after the ingest has failed, so that nobody writes to the archive any more.</summary>
    private static async Task AbandonAsync(ChannelReader<Task<Taken>> queue)
    {
        while (queue.TryRead(out var taking))
        {
            await ((Task)taking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (taking.IsCompletedSuccessfully)
            {
                taking.Result.Prepared?.Content.Dispose();
            }
        }
    }

    private Taken Take(RecognisedFile file, DateTimeOffset received, Run run, CancellationToken cancel)
    {
        try
        {
            return TakeWhole(file, received, run, cancel);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Its sender has taken it back or renamed it.
            return new Taken(file, null, null);
        }
    }

    private Taken TakeWhole(RecognisedFile file, DateTimeOffset received, Run run, CancellationToken cancel)
    {
        var stated = ManifestFile.Beside(file.Path);
        var manifest = stated is null ? null : ManifestFile.Parse(stated);
        if (FileRecogniser.IsUnfinished(file.Path) || (manifest is null && (stated is not null || file.Feed is { Manifest: true })))
        {
            return new Taken(file, null, null);
        }

        var archived = archive.Take(file.Path, run.Before.Hashes, cancel);
        if (archived is null || (clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file.Path)).Duration() < TimeSpan.FromMilliseconds(20))
        {
            return new Taken(file, null, null);
        }

        run.Book.Add(new Delivery(archived.Sha256, Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file.Path))) ?? "", file.Name, archived.Bytes, received));
        var decision = Decision(run.Decisions, archived);
        if (Reception.IsSettled(run.Before.Same(file, archived.Sha256), manifest, decision))
        {
            return new Taken(file, archived, null);
        }

        if (stated is not null)
        {
            archive.Attach(archived.Sha256, ManifestFile.Suffix, stated);
        }

        return new Taken(file, archived, ArchivedFiles.Prepare(file, archived, manifest, decision == true));
    }
}
