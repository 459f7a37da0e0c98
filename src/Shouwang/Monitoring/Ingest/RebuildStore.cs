using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Loads every delivery again from the archive into an empty store, with all decisions and corrections made since.</summary>
public sealed class RebuildStore(ShouwangDb db, SourceCatalog catalog, Archive archive, TimeProvider clock)
{
    public async Task<IReadOnlyList<Batch>> RunAsync(IngestSession session, IProgress<(double Share, string Note)>? progress, CancellationToken cancel)
    {
        var deliveries = await db.Deliveries().AsNoTracking().ToListAsync(cancel);
        var decisions = (await db.BatchDecisions().AsNoTracking().ToListAsync(cancel))
            .GroupBy(d => d.Sha256).ToDictionary(g => g.Key, g => g.MaxBy(d => d.DecidedAt)!.Accepted, StringComparer.Ordinal);
        var files = new ArchivedFiles(catalog, archive);
        var quarantine = new Quarantine(db, catalog, archive, clock);
        var batches = new List<Batch>();
        foreach (var delivery in deliveries.OrderBy(d => d.ReceivedAt).ThenBy(d => d.Folder, StringComparer.Ordinal).ThenBy(d => d.Name, StringComparer.Ordinal))
        {
            progress?.Report(((double)batches.Count / deliveries.Count, delivery.Name));
            var accepted = decisions.GetValueOrDefault(delivery.Sha256);
            var prepared = files.Open(delivery.Sha256, delivery.Folder, delivery.Name, accepted);
            using var content = prepared.Content;
            var rival = Rival(batches, prepared.Recognised);
            if (rival is not null && accepted)
            {
                session.Store.Execute($"UPDATE batch SET state = 'rejected' WHERE batch = {rival.Number}");
            }

            var fault = rival is not null && !accepted && prepared.Fault == DeliveryFault.None ? DeliveryFault.Conflict : prepared.Fault;
            var batch = await session.LoadAsync(prepared with { Fault = fault }, null, accepted, cancel);
            if (batch.State == BatchState.Stopped && decisions.ContainsKey(delivery.Sha256) && !accepted)
            {
                session.Store.Execute($"UPDATE batch SET state = 'rejected' WHERE batch = {batch.Number}");
            }

            await quarantine.ReapplyAsync(session, batch, delivery.Folder, cancel);
            batches.Add(batch);
        }

        return batches;
    }

    private static Batch? Rival(List<Batch> batches, RecognisedFile file) => batches.FirstOrDefault(b =>
        b.State == BatchState.Published && file.Feed is not null && b.Source == file.Source!.Code && b.Feed == file.Feed.Name && b.Period == file.Period && b.Revision == file.Revision);
}
