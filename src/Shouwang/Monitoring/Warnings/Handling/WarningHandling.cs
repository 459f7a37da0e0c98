using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Loads one warning, lets it decide, and stores it: what the officers' use cases share.</summary>
internal static class WarningHandling
{
    /// <returns>Null where it was done and stored, else why not.</returns>
    public static async Task<WarningRefusal?> ChangeAsync(this ShouwangDb db, string number, Func<Warning, WarningRefusal?> decide, CancellationToken cancel)
    {
        if (await db.Warnings().SingleOrDefaultAsync(warning => warning.Number == number, cancel) is not { } warning)
        {
            return WarningRefusal.NotFound;
        }

        var version = warning.Version;
        var refusal = decide(warning) ?? await SaveAsync(db, warning.Id, version, cancel);
        db.ChangeTracker.Clear();
        return refusal;
    }

    private static async Task<WarningRefusal?> SaveAsync(ShouwangDb db, Guid id, int version, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException)
        {
            // Which of the two statements meets the other officer first, event or version, is the database's choice.
            if (await db.Warnings().AnyAsync(warning => warning.Id == id && warning.Version == version, cancel))
            {
                throw;
            }

            return WarningRefusal.ChangedMeanwhile;
        }
    }
}
