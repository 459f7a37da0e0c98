using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Shouwang.Platform.Data;

/// <summary>Opens the operational database that a connection names.</summary>
public static class ShouwangDbFactory
{
    /// <summary>How long a writer waits for another process's write lock on SQLite, in seconds.</summary>
    internal const int BusySeconds = 30;

    /// <param name="connection">A PostgreSQL connection string (has <c>Host=</c>), or the path of an SQLite file, which is made when absent.</param>
    /// <returns>A context that has not been opened or migrated; see <see cref="OpenMigratedAsync"/>.</returns>
    public static ShouwangDb Open(string connection) => IsPostgres(connection) ? OpenPostgres(connection) : OpenSqlite(connection);

    /// <summary>Opens the database and brings its tables to the present version.</summary>
    public static async Task<ShouwangDb> OpenMigratedAsync(string connection, CancellationToken cancel = default)
    {
        var db = Open(connection);
        await SchemaUpdate.RunAsync(db, IsPostgres(connection) ? null : Path.GetFullPath(connection), cancel);
        return db;
    }

    public static bool IsPostgres(string connection) => connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    private static PostgresShouwangDb OpenPostgres(string connection) =>
        new(new DbContextOptionsBuilder<PostgresShouwangDb>().UseNpgsql(connection).Options);

    private static SqliteShouwangDb OpenSqlite(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var connection = new SqliteConnectionStringBuilder { DataSource = full, ForeignKeys = true, DefaultTimeout = BusySeconds };
        var options = new DbContextOptionsBuilder<SqliteShouwangDb>()
            .UseSqlite(connection.ToString())
            .AddInterceptors(SqliteDurability.Instance);
        return new SqliteShouwangDb(options.Options);
    }
}
