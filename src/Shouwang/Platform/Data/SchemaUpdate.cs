using Microsoft.EntityFrameworkCore;

namespace Shouwang.Platform.Data;

/// <summary>
/// Brings the tables up to date, one process at a time. EF marks a running migration by a row in SQLite, and a process
/// that was killed leaves that row for ever: every later start would wait for it. A file lock ends with its process.
/// </summary>
internal static class SchemaUpdate
{
    /// <param name="sqlite">The path of the SQLite file; null on PostgreSQL, whose server ends the lock of a lost connection.</param>
    public static async Task RunAsync(ShouwangDb db, string? sqlite, CancellationToken cancel)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            return;
        }

        if (sqlite is null)
        {
            await db.Database.MigrateAsync(cancel);
            return;
        }

        await using var alone = await LockAsync(sqlite + ".migrating", cancel);
        if (await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancel) > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancel);
        }

        await db.Database.MigrateAsync(cancel);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (File.Exists(path) && e is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(50, cancel);
            }
        }
    }
}
