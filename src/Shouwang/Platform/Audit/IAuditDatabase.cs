using System.Data.Common;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Audit;

/// <summary>Where the rows lie: an SQLite file of their own, or a schema of their own in PostgreSQL. Plain ADO, no migrations: a log's table never changes.</summary>
internal interface IAuditDatabase
{
    /// <summary>The table as SQL calls it.</summary>
    string Table { get; }

    /// <summary>A connection to write on; the table is made where it is missing.</summary>
    Task<DbConnection> OpenOrMakeAsync(CancellationToken cancel);

    /// <summary>A connection to a log that is there, or null where there is none.</summary>
    Task<DbConnection?> OpenAsync(bool readOnly, CancellationToken cancel);

    /// <summary>Begins a transaction that no other writer, of this process or another, is in at the same time.</summary>
    Task<DbTransaction> BeginAloneAsync(DbConnection connection, CancellationToken cancel);

    Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<AuditRow> rows, CancellationToken cancel);
}

internal static class AuditDatabases
{
    /// <param name="connection">A PostgreSQL connection string (has <c>Host=</c>), or the path of an SQLite file.</param>
    public static IAuditDatabase Of(string connection) => ShouwangDbFactory.IsPostgres(connection) ? new PostgresAudit(connection) : new SqliteAudit(connection);

    public static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>What was just opened is closed again where it cannot be made ready: a server that tries for hours must not run out of connections.</summary>
    public static async Task<TResult> OrCloseAsync<TResult>(DbConnection connection, Func<Task<TResult>> prepare)
    {
        try
        {
            return await prepare();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public static void Add(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
