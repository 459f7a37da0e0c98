using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Hits that became no warning of their own, the latest first, each with its reason and the warning it went into or was silenced by.</summary>
public sealed class ListSuppressed(ShouwangDb db)
{
    /// <param name="From">First day that was screened; null is from the beginning.</param>
    public sealed record Query(string? Rule = null, SuppressionReason? Reason = null, DateOnly? From = null, int Skip = 0, int Take = 50);

    public async Task<SuppressedListing> RunAsync(Query query, CancellationToken cancel = default)
    {
        var hits = db.SuppressedHits().AsNoTracking()
            .Where(hit => query.Rule == null || hit.Rule == query.Rule)
            .Where(hit => query.Reason == null || hit.Reason == query.Reason)
            .Where(hit => query.From == null || hit.AsOf >= query.From);
        var page = hits.OrderByDescending(hit => hit.AsOf).ThenBy(hit => hit.Rule).ThenBy(hit => hit.Subject).Skip(query.Skip).Take(query.Take);
        var rows = await page
            .Join(db.Warnings().AsNoTracking(), hit => hit.WarningId, warning => warning.Id, (hit, warning) => new { hit, warning.Number, warning.AmountUnit })
            .OrderByDescending(row => row.hit.AsOf).ThenBy(row => row.hit.Rule).ThenBy(row => row.hit.Subject)
            .Select(row => new SuppressedRow(row.hit, row.Number, row.AmountUnit))
            .ToListAsync(cancel);
        return new SuppressedListing(await hits.CountAsync(cancel), rows);
    }
}

/// <param name="Warning">Number of the warning it went into or that kept it silent.</param>
public sealed record SuppressedRow(SuppressedHit Hit, string Warning, AmountUnit AmountUnit);

/// <param name="Total">How many there are, on all pages.</param>
public sealed record SuppressedListing(int Total, IReadOnlyList<SuppressedRow> Rows);
