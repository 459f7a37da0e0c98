using System.Data.Common;
using Microsoft.Data.Sqlite;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Audit;

/// <summary>The log in one SQLite file. Triggers refuse changes by mistake; against intent there is the chain.</summary>
internal sealed class SqliteAudit(string path) : IAuditDatabase
{
    private const string Durable = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";

    private static readonly string Tables = $"""
        CREATE TABLE IF NOT EXISTS entry (
            seq INTEGER PRIMARY KEY, algorithm INTEGER NOT NULL,
            {string.Join(", ", AuditEncoding.Columns.Select(column => $"{column} TEXT NOT NULL"))},
            prev_hash BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS ix_entry_subject ON entry (subject, seq);
        CREATE INDEX IF NOT EXISTS ix_entry_actor ON entry (actor, seq);
        CREATE INDEX IF NOT EXISTS ix_entry_at ON entry (at);
        CREATE TRIGGER IF NOT EXISTS entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
        CREATE TRIGGER IF NOT EXISTS entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
        """;

    public string Table => "entry";

    public async Task<DbConnection> OpenOrMakeAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = await OpenAsync(SqliteOpenMode.ReadWriteCreate, cancel);
        return await AuditDatabases.OrCloseAsync<DbConnection>(connection, async () =>
        {
            await AuditDatabases.RunAsync(connection, Durable, cancel);
            await AuditDatabases.RunAsync(connection, $"BEGIN IMMEDIATE; {Tables} COMMIT", cancel);
            return connection;
        });
    }

    public async Task<DbConnection?> OpenAsync(bool readOnly, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        // Not read-only: a log whose last writer was killed has rows in its write-ahead log, which such a connection may not take over.
        var connection = await OpenAsync(SqliteOpenMode.ReadWrite, cancel);
        return await AuditDatabases.OrCloseAsync<DbConnection?>(connection, async () =>
        {
            await AuditDatabases.RunAsync(connection, readOnly ? "PRAGMA query_only = ON" : Durable, cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'entry'";
            if ((long)(await command.ExecuteScalarAsync(cancel))! == 1)
            {
                return connection;
            }

            await connection.DisposeAsync();
            return null;
        });
    }

    public Task<DbTransaction> BeginAloneAsync(DbConnection connection, CancellationToken cancel) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public async Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<AuditRow> rows, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO entry ({AuditEncoding.ColumnList}) VALUES (@seq, @algorithm, {string.Join(", ", AuditEncoding.Columns.Select(column => "@" + column))}, @prev_hash, @hash)";
        foreach (var name in AuditEncoding.ColumnList.Split(", "))
        {
            command.Add("@" + name, "");
        }

        foreach (var row in rows)
        {
            object[] values = [row.Seq, (long)row.Algorithm, .. AuditEncoding.Texts(row.At, row.Entry), row.PrevHash, row.Hash];
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private async Task<DbConnection> OpenAsync(SqliteOpenMode mode, CancellationToken cancel)
    {
        // Without a pool: a closed connection leaves the file, which may then be copied or put away.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(path), Mode = mode, Pooling = false, DefaultTimeout = ShouwangDbFactory.BusySeconds,
        }.ToString());
        await connection.OpenAsync(cancel);
        return connection;
    }
}
