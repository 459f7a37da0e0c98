using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// Loads every delivery again from the archive into an empty store. What happened is repeated in its order: files as they
/// arrived, decisions as they were taken; corrections come last.
/// </summary>
public sealed class RebuildStore(ShouwangDb db, SourceCatalog catalog, Archive archive, TimeProvider clock)
{
    private readonly ArchivedFiles files = new(catalog, archive);

    /// <exception cref="FileNotFoundException">The archive lacks a file.</exception>
    /// <exception cref="ConservationException">Rows or amounts do not add up.</exception>
    public async Task<IReadOnlyList<Batch>> RunAsync(IngestSession session, IProgress<(double Share, string Note)>? progress, CancellationToken cancel)
    {
        var deliveries = (await db.Deliveries().AsNoTracking().ToListAsync(cancel))
            .OrderBy(d => d.ReceivedAt).ThenBy(d => d.Folder, StringComparer.Ordinal).ThenBy(d => d.Name, StringComparer.Ordinal).ToList();
        var decisions = new Queue<BatchDecision>((await db.BatchDecisions().AsNoTracking().ToListAsync(cancel)).OrderBy(d => d.DecidedAt).ThenBy(d => d.Id));
        var arrived = new List<Delivery>();
        var reception = new Reception(session.Main);
        foreach (var delivery in deliveries)
        {
            progress?.Report(((double)arrived.Count / deliveries.Count, delivery.Name));
            while (decisions.TryPeek(out var next) && next.DecidedAt < delivery.ReceivedAt)
            {
                await ApplyAsync(decisions.Dequeue(), arrived, reception, cancel);
            }

            await LoadAsync(delivery, null, reception, cancel);
            arrived.Add(delivery);
        }

        while (decisions.TryDequeue(out var decision))
        {
            await ApplyAsync(decision, arrived, reception, cancel);
        }

        await CorrectAsync(session, arrived, cancel);
        return session.Batches;
    }

    private async Task ApplyAsync(BatchDecision decision, List<Delivery> arrived, Reception reception, CancellationToken cancel)
    {
        // The newest revision first: where it is taken, the same content no longer waits as an older one.
        foreach (var delivery in arrived.Where(d => d.Sha256 == decision.Sha256).OrderByDescending(d => files.Recognise(d.Folder, d.Name).Revision))
        {
            await LoadAsync(delivery, decision.Accepted, reception, cancel);
        }
    }

    private async Task LoadAsync(Delivery delivery, bool? accepted, Reception reception, CancellationToken cancel)
    {
        var prepared = files.Open(delivery.Sha256, delivery.Folder, delivery.Name, accepted == true);
        using var content = prepared.Content;
        await reception.LoadAsync(prepared, accepted, cancel);
    }

    private async Task CorrectAsync(IngestSession session, List<Delivery> arrived, CancellationToken cancel)
    {
        var quarantine = new Quarantine(db, catalog, archive, clock);
        foreach (var batch in session.Batches)
        {
            var delivery = arrived.First(d => d.Sha256 == batch.Sha256 && d.Name == batch.File);
            await quarantine.ReapplyAsync(session, batch, delivery.Folder, cancel);
        }
    }
}
