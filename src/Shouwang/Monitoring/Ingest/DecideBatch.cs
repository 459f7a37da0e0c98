using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Why a batch cannot be decided.</summary>
public sealed record BatchRefusal(string Code, Bilingual Text)
{
    public static readonly BatchRefusal Unknown = new("unknown", new("没有这个批次", "There is no such batch"));

    public static readonly BatchRefusal NotStopped = new("not_stopped", new("这个批次没有停下等待决定", "This batch is not waiting for a decision"));

    public static readonly BatchRefusal NoReason = new("no_reason", new("请写明理由", "A reason is needed"));
}

/// <summary>Takes or rejects a batch that had stopped; the decision stays in the operational database and is followed by every rebuild.</summary>
public sealed class DecideBatch(ShouwangDb db, SourceCatalog catalog, Archive archive, TimeProvider clock)
{
    public sealed record Command(int Batch, bool Accept, string Reason, string By);

    /// <summary>The batch as it is now, or why not.</summary>
    public async Task<(Batch? Batch, BatchRefusal? Refusal)> RunAsync(Command command, IngestSession session, CancellationToken cancel)
    {
        var batch = session.Batches.FirstOrDefault(b => b.Number == command.Batch);
        var refusal = batch is null ? BatchRefusal.Unknown
            : batch.State != BatchState.Stopped ? BatchRefusal.NotStopped
            : string.IsNullOrWhiteSpace(command.Reason) ? BatchRefusal.NoReason
            : null;
        if (refusal is not null)
        {
            return (null, refusal);
        }

        db.BatchDecisions().Add(new BatchDecision(Guid.CreateVersion7(clock.GetUtcNow()), batch!.Sha256, command.Accept, command.Reason, command.By, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return (await ApplyAsync(batch, command.Accept, session, cancel), null);
    }

    private async Task<Batch> ApplyAsync(Batch batch, bool accept, IngestSession session, CancellationToken cancel)
    {
        if (!accept)
        {
            return session.Main.Ledger.Reject(batch);
        }

        var folder = await db.Deliveries().Where(d => d.Sha256 == batch.Sha256 && d.Name == batch.File).Select(d => d.Folder).FirstAsync(cancel);
        var prepared = new ArchivedFiles(catalog, archive).Open(batch.Sha256, folder, batch.File, accepted: true);
        using var content = prepared.Content;
        return await session.Main.LoadAsync(prepared, batch, accepted: true, cancel);
    }
}
