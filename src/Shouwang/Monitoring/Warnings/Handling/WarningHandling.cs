using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Loads one warning, lets it decide, and stores it: what the officers' use cases share.</summary>
internal static class WarningHandling
{
    /// <returns>Null where it was done and stored, else why not.</returns>
    public static async Task<WarningRefusal?> ChangeAsync(this ShouwangDb db, string number, Func<Warning, WarningRefusal?> decide, CancellationToken cancel)
    {
        var warning = await db.Warnings().SingleOrDefaultAsync(warning => warning.Number == number, cancel);
        var refusal = warning is null ? WarningRefusal.NotFound : decide(warning);
        if (refusal is null)
        {
            refusal = await SaveAsync(db, cancel);
        }

        db.ChangeTracker.Clear();
        return refusal;
    }

    private static async Task<WarningRefusal?> SaveAsync(ShouwangDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return WarningRefusal.ChangedMeanwhile;
        }
    }
}
