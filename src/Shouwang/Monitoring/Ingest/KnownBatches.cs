namespace Shouwang.Monitoring.Ingest;

/// <summary>The batches of the store while files are taken in: what is there already, and what a file would compete with.</summary>
internal sealed class KnownBatches(IEnumerable<Batch> batches)
{
    private readonly List<Batch> all = [.. batches];

    public IEnumerable<string> Hashes => all.Select(b => b.Sha256);

    /// <summary>The batch of the same content for the same place, under whatever name it came.</summary>
    public Batch? Same(RecognisedFile file, string sha256) =>
        all.FirstOrDefault(b => b.Sha256 == sha256 && (b.File == file.Name || IsOf(b, file)));

    /// <summary>A published batch of the same period and revision with another content.</summary>
    public Batch? Rival(RecognisedFile file, string sha256) =>
        all.FirstOrDefault(b => b.State == BatchState.Published && b.Sha256 != sha256 && IsOf(b, file));

    /// <summary>A published batch of the same content as a later revision of the same period.</summary>
    public Batch? Later(RecognisedFile file, string sha256) =>
        all.FirstOrDefault(b => b.State == BatchState.Published && b.Sha256 == sha256 && IsOfPeriod(b, file) && b.Revision > file.Revision);

    /// <summary>A new batch takes its place, that of the one it replaces, and, where it was published, that of its rival; who waited with the same content waits no longer.</summary>
    public void Put(Batch? replaced, Batch batch)
    {
        all.RemoveAll(b => b.Number == replaced?.Number);
        if (batch.State == BatchState.Published)
        {
            for (var i = 0; i < all.Count; i++)
            {
                all[i] = all[i].State == BatchState.Published && all[i].IsRivalOf(batch) ? all[i] with { State = BatchState.Rejected }
                    : all[i].IsSupersededBy(batch) ? all[i].Superseded(batch)
                    : all[i];
            }
        }

        all.Add(batch);
    }

    private static bool IsOf(Batch batch, RecognisedFile file) => IsOfPeriod(batch, file) && batch.Revision == file.Revision;

    private static bool IsOfPeriod(Batch batch, RecognisedFile file) =>
        file.Feed is not null && batch.Source == file.Source!.Code && batch.Feed == file.Feed.Name && batch.Period == file.Period;
}
