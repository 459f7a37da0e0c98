using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>The tables of warnings.</summary>
public static class WarningTables
{
    public static DbSet<Warning> Warnings(this ShouwangDb db) => db.Set<Warning>();

    public static DbSet<WarningEvent> WarningEvents(this ShouwangDb db) => db.Set<WarningEvent>();

    public static DbSet<SuppressedHit> SuppressedHits(this ShouwangDb db) => db.Set<SuppressedHit>();

    /// <summary>
    /// Begins a transaction that alone writes warnings, for what decides over all of them at once: what it has read stays true
    /// until it commits. Readers go on. SQLite has one writer anyway, and its transaction begins as one.
    /// </summary>
    internal static async Task<IDbContextTransaction> BeginAloneOnWarningsAsync(this ShouwangDb db, CancellationToken cancel)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE monitoring_warning IN SHARE ROW EXCLUSIVE MODE", cancel);
        }

        return transaction;
    }
}
