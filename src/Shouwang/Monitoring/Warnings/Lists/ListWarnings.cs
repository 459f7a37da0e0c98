using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>The list of warnings: identity numbers masked, names visible.</summary>
public sealed class ListWarnings(ShouwangDb db)
{
    /// <param name="Take">How many lines at most; null is all of them, for exports.</param>
    public sealed record Query(WarningFilter Filter, WarningOrder Order = WarningOrder.Due, bool Descending = false, int Skip = 0, int? Take = 50);

    public async Task<WarningListing> RunAsync(Query query, CancellationToken cancel = default)
    {
        var filtered = query.Filter.Of(db.Warnings().AsNoTracking());
        var total = await filtered.CountAsync(cancel);
        var page = filtered.InOrder(query.Order, query.Descending);
        if (query.Skip > 0 || query.Take is not null)
        {
            page = page.Skip(query.Skip).Take(query.Take ?? int.MaxValue);
        }

        return new WarningListing(total, await page.AsRows(db).ToListAsync(cancel));
    }
}

/// <param name="Total">How many the filter lets through, on all pages.</param>
public sealed record WarningListing(int Total, IReadOnlyList<WarningRow> Rows);
