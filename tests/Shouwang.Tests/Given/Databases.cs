using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouwang.Platform.Data;
using Shouwang.Tests.Given;
using Xunit;

[assembly: AssemblyFixture(typeof(Databases))]

namespace Shouwang.Tests.Given;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Hands each test its own migrated operational database, copied from one that was migrated once. Every database test runs
/// on both kinds: <c>[Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]</c>.
/// PostgreSQL is started by the first test that asks for it; where it is not installed, such tests fail and say what to install.
/// </summary>
public sealed class Databases : IAsyncDisposable
{
    private const string Template = "shouwang_template";

    private readonly TempFolder folder = new();
    private readonly Lazy<Task<string>> sqlite;
    private readonly Lazy<Task<PostgresServer>> postgres;
    private readonly SemaphoreSlim copying = new(1);
    private int count;

    public Databases()
    {
        TempFolder.SweepOld();
        sqlite = new(MigrateSqliteAsync);
        postgres = new(MigratePostgresAsync);
    }

    public static TheoryData<DatabaseKind> Both => [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    /// <summary>A fresh database with all tables and no rows.</summary>
    public async Task<TestDatabase> FreshAsync(DatabaseKind kind)
    {
        var name = $"test_{Interlocked.Increment(ref count)}";
        if (kind == DatabaseKind.Sqlite)
        {
            var path = folder.File($"{name}.db");
            File.Copy(await sqlite.Value, path);
            return new TestDatabase(kind, path);
        }

        var server = await postgres.Value;
        await CopyTemplateAsync(server, name);
        return new TestDatabase(kind, server.Connection(name));
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres.IsValueCreated && postgres.Value.IsCompletedSuccessfully)
        {
            await (await postgres.Value).DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        folder.Dispose();
        copying.Dispose();
    }

    private async Task<string> MigrateSqliteAsync()
    {
        var path = folder.File("template.db");
        await using (var db = ShouwangDbFactory.Open(path))
        {
            await db.Database.MigrateAsync();
        }

        // The last connection to close folds the write-ahead log into the file, which is then whole.
        SqliteConnection.ClearAllPools();
        return path;
    }

    private async Task<PostgresServer> MigratePostgresAsync()
    {
        var server = await PostgresServer.StartAsync();
        await using (var db = ShouwangDbFactory.Open(server.Connection(Template) + ";Pooling=false"))
        {
            await db.Database.MigrateAsync();
        }

        return server;
    }

    // PostgreSQL copies a template for one session at a time. Copying files is the cheap way, and the only one before version 15.
    private async Task CopyTemplateAsync(PostgresServer server, string name)
    {
        await copying.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(server.Connection("postgres"));
            await connection.OpenAsync();
            var strategy = connection.PostgreSqlVersion.Major >= 15 ? "STRATEGY FILE_COPY" : "";
            await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {Template} {strategy}", connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            copying.Release();
        }
    }
}

/// <summary>The database of one test.</summary>
public sealed record TestDatabase(DatabaseKind Kind, string Connection)
{
    /// <summary>A new context on it: what one context wrote, another must read.</summary>
    public ShouwangDb Open() => ShouwangDbFactory.Open(Connection);
}
