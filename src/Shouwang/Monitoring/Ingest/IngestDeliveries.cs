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
    // Each file waits for the disk to say that it is safe; several wait at once, while earlier ones are read.
    private const int FilesAhead = 6;

    /// <summary>Files younger than this are looked at twice.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="DirectoryNotFoundException">No such folder.</exception>
    /// <exception cref="ConservationException">Rows or amounts do not add up.</exception>
    public async Task<IngestSummary> RunAsync(string folder, IngestSession session, IProgress<IngestProgress>? progress, CancellationToken cancel)
    {
        var files = new FileRecogniser(catalog).Find(folder);
        await SettleAsync(files, cancel);
        var decisions = await DecisionsAsync(cancel);
        var book = await DeliveryBook.ReadAsync(db, cancel);
        var sizes = files.ToDictionary(f => f.Path, f => new FileInfo(f.Path) is { Exists: true } file ? file.Length : 0, StringComparer.Ordinal);
        var reception = new Reception(session);
        var queue = Channel.CreateBounded<Task<Taken>>(FilesAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var before = new KnownBatches(session.Batches);
        var receiving = Task.Run(() => ReceiveAsync(files, before, decisions, queue.Writer, stop.Token), stop.Token);
        var (batches, repeated, writing) = (new List<Batch>(), new List<string>(), new List<string>());
        var seconds = new Dictionary<int, double>();
        long bytes = 0;
        try
        {
            await foreach (var taking in queue.Reader.ReadAllAsync(cancel))
            {
                var taken = await taking;
                progress?.Report(new IngestProgress(batches.Count + repeated.Count + writing.Count, files.Count, bytes, sizes.Values.Sum(), taken.File.Name));
                bytes += sizes[taken.File.Path];
                using var content = taken.Prepared?.Content;
                if (taken.Archived is { } archived)
                {
                    book.Add(new Delivery(archived.Sha256, Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(taken.File.Path))) ?? "", taken.File.Name, archived.Bytes, clock.GetUtcNow()));
                }

                if (taken.Prepared is not null)
                {
                    // The files' names must be safe before their rows are: a rebuild starts from them.
                    book.Save();
                }

                var watch = Stopwatch.StartNew();
                if (taken.Prepared is not null && await reception.LoadAsync(taken.Prepared, Decision(decisions, taken.Archived!), cancel) is { } batch)
                {
                    batches.Add(batch);
                    seconds[batch.Number] = watch.Elapsed.TotalSeconds;
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
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await AbandonAsync(queue.Reader);
        }

        book.Save();
        progress?.Report(new IngestProgress(files.Count, files.Count, bytes, bytes, ""));
        return new IngestSummary(batches, repeated, writing, seconds);
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

    private async Task ReceiveAsync(IReadOnlyList<RecognisedFile> files, KnownBatches before, Dictionary<string, bool> decisions, ChannelWriter<Task<Taken>> queue, CancellationToken cancel)
    {
        try
        {
            foreach (var file in files)
            {
                await queue.WaitToWriteAsync(cancel);
                // A thread of its own: it mostly waits.
                var taking = Task.Factory.StartNew(() => Take(file, before, decisions, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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

    private Taken Take(RecognisedFile file, KnownBatches known, Dictionary<string, bool> decisions, CancellationToken cancel)
    {
        try
        {
            return TakeWhole(file, known, decisions, cancel);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Its sender has taken it back or renamed it.
            return new Taken(file, null, null);
        }
    }

    private Taken TakeWhole(RecognisedFile file, KnownBatches known, Dictionary<string, bool> decisions, CancellationToken cancel)
    {
        var stated = ManifestFile.Beside(file.Path);
        var manifest = stated is null ? null : ManifestFile.Parse(stated);
        if (FileRecogniser.IsUnfinished(file.Path) || (manifest is null && (stated is not null || file.Feed is { Manifest: true })))
        {
            return new Taken(file, null, null);
        }

        var archived = archive.Take(file.Path, known.Hashes, cancel);
        if (archived is null || (clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file.Path)).Duration() < TimeSpan.FromMilliseconds(20))
        {
            return new Taken(file, null, null);
        }

        var decision = Decision(decisions, archived);
        if (Reception.IsSettled(known.Same(file, archived.Sha256), manifest, decision))
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
