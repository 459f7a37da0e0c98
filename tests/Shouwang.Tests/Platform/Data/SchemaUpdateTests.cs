using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Data;

public sealed class SchemaUpdateTests
{
    [Fact]
    public async Task A_migration_that_was_killed_does_not_keep_the_next_start_waiting()
    {
        using var folder = new TempFolder();
        var path = folder.File("operational.db");
        await using (var killed = ShouwangDbFactory.Open(path))
        {
            // What a process leaves that dies while it migrates: the mark, and no tables.
            await killed.Database.ExecuteSqlRawAsync("CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2025-09-30')", TestContext.Current.CancellationToken);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var db = await ShouwangDbFactory.OpenMigratedAsync(path, patience.Token);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Eight_processes_that_start_at_once_migrate_once()
    {
        using var folder = new TempFolder();
        var path = folder.File("operational.db");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var db = await ShouwangDbFactory.OpenMigratedAsync(path, TestContext.Current.CancellationToken);
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        }));
    }
}
