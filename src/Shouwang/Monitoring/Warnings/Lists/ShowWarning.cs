using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>One warning with all that happened to it and the delivered rows that it rests on.</summary>
public sealed class ShowWarning(ShouwangDb db)
{
    /// <returns>Null where there is no such number.</returns>
    public async Task<WarningView?> RunAsync(string number, CancellationToken cancel = default)
    {
        var one = db.Warnings().AsNoTracking().Where(warning => warning.Number == number);
        if (await one.Include(warning => warning.Events.OrderBy(change => change.Sequence)).SingleOrDefaultAsync(cancel) is not { } warning)
        {
            return null;
        }

        return new WarningView(
            await one.AsRows(db).SingleAsync(cancel),
            warning.AmountRaised,
            warning.PackHash,
            warning.ValuesJson,
            await db.Warnings().Where(other => other.Id == warning.PreviousId).Select(other => other.Number).SingleOrDefaultAsync(cancel),
            EvidenceText.Read(warning.Evidence),
            warning.Events,
            await db.SuppressedHits().AsNoTracking().Where(hit => hit.WarningId == warning.Id).OrderBy(hit => hit.AsOf).ToListAsync(cancel));
    }
}

/// <param name="AmountRaised">Fen or a number, as in the line.</param>
/// <param name="PackHash">The pack under which it was last raised or confirmed.</param>
/// <param name="Previous">Number of the closed warning whose silence it broke.</param>
/// <param name="Suppressed">Hits that went into it or were kept silent because of it.</param>
public sealed record WarningView(
    WarningRow Line,
    long? AmountRaised,
    string PackHash,
    string? ValuesJson,
    string? Previous,
    IReadOnlyList<EvidenceRow> Evidence,
    IReadOnlyList<WarningEvent> Events,
    IReadOnlyList<SuppressedHit> Suppressed);
