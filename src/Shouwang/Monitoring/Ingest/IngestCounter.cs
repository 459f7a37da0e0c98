namespace Shouwang.Monitoring.Ingest;

/// <summary>Counts what the lanes of an ingest have done, for the bar and for the summary.</summary>
internal sealed class IngestCounter(IReadOnlyList<RecognisedFile> files, IProgress<IngestProgress>? progress)
{
    private readonly Lock counting = new();
    private readonly Dictionary<string, long> sizes = files.ToDictionary(f => f.Path, f => new FileInfo(f.Path) is { Exists: true } file ? file.Length : 0, StringComparer.Ordinal);
    private readonly Dictionary<string, (Batch? Batch, bool Writing, double Seconds)> done = new(StringComparer.Ordinal);
    private long bytes;

    public long BytesOf(RecognisedFile file) => sizes[file.Path];

    public void Begin(RecognisedFile file) => Report(file.Name);

    public void End(RecognisedFile file, Batch? batch, TimeSpan took, bool writing)
    {
        lock (counting)
        {
            done[file.Path] = (batch, writing, took.TotalSeconds);
            bytes += sizes[file.Path];
        }
    }

    /// <summary>Everything in the order of the files, whichever lane it took.</summary>
    public IngestSummary Summary()
    {
        Report("");
        var all = files.Where(f => done.ContainsKey(f.Path)).Select(f => (f.Name, Done: done[f.Path])).ToList();
        return new IngestSummary(
            [.. all.Where(f => f.Done.Batch is not null).Select(f => f.Done.Batch!)],
            [.. all.Where(f => f.Done.Batch is null && !f.Done.Writing).Select(f => f.Name)],
            [.. all.Where(f => f.Done.Batch is null && f.Done.Writing).Select(f => f.Name)],
            all.Where(f => f.Done.Batch is not null).ToDictionary(f => f.Done.Batch!.Number, f => f.Done.Seconds));
    }

    private void Report(string name)
    {
        lock (counting)
        {
            progress?.Report(new IngestProgress(done.Count, files.Count, bytes, sizes.Values.Sum(), name));
        }
    }
}
