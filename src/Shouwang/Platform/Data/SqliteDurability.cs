using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shouwang.Platform.Data;

/// <summary>Sets every SQLite connection to write-ahead log and full sync: what was acknowledged survives a power cut, and readers do not wait for the writer.</summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    public static readonly SqliteDurability Instance = new();

    private static readonly string Pragmas =
        $"PRAGMA busy_timeout = {ShouwangDbFactory.BusySeconds * 1000}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;";

    private SqliteDurability()
    {
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
