using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Shouwang.Platform.Audit;

/// <summary>The log in PostgreSQL, in the schema <c>audit</c>: nobody has the right to change or delete rows, and a trigger refuses it to those who have every right.</summary>
internal sealed class PostgresAudit(string connectionString) : IAuditDatabase
{
    // Any fixed number; locks of this kind are apart for each database.
    private const string Alone = "SET LOCAL lock_timeout = '20s'; SET LOCAL synchronous_commit = on; SELECT pg_advisory_xact_lock(7236287439471)";

    private static readonly string Tables = $$"""
        CREATE SCHEMA IF NOT EXISTS audit;
        CREATE TABLE audit.entry (
            seq bigint PRIMARY KEY, algorithm smallint NOT NULL,
            {{string.Join(", ", AuditEncoding.Columns.Select(column => $"{column} text COLLATE \"C\" NOT NULL"))}},
            prev_hash bytea NOT NULL, hash bytea NOT NULL);
        CREATE INDEX ix_entry_subject ON audit.entry (subject, seq);
        CREATE INDEX ix_entry_actor ON audit.entry (actor, seq);
        CREATE INDEX ix_entry_at ON audit.entry (at);
        CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS
            $body$ BEGIN RAISE EXCEPTION 'audit entries are never changed or deleted' USING ERRCODE = 'insufficient_privilege'; END $body$;
        CREATE TRIGGER entry_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
        REVOKE ALL ON audit.entry FROM PUBLIC;
        REVOKE UPDATE, DELETE, TRUNCATE ON audit.entry FROM CURRENT_USER;
        """;

    public string Table => "audit.entry";

    public async Task<DbConnection> OpenOrMakeAsync(CancellationToken cancel)
    {
        var connection = await ConnectAsync(cancel);
        return await AuditDatabases.OrCloseAsync<DbConnection>(connection, async () =>
        {
            if (!await IsThereAsync(connection, cancel))
            {
                await MakeAsync(connection, cancel);
            }

            return connection;
        });
    }

    public async Task<DbConnection?> OpenAsync(bool readOnly, CancellationToken cancel)
    {
        var connection = await ConnectAsync(cancel);
        return await AuditDatabases.OrCloseAsync<DbConnection?>(connection, async () =>
        {
            if (await IsThereAsync(connection, cancel))
            {
                await AuditDatabases.RunAsync(connection, readOnly ? "SET default_transaction_read_only = on" : "SET default_transaction_read_only = off", cancel);
                return connection;
            }

            await connection.DisposeAsync();
            return null;
        });
    }

    // Two servers that read the same last row would both follow it. The lock ends with the transaction, however that ends.
    public async Task<DbTransaction> BeginAloneAsync(DbConnection connection, CancellationToken cancel)
    {
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancel);
        await AuditDatabases.RunAsync(connection, Alone, cancel);
        return transaction;
    }

    public async Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<AuditRow> rows, CancellationToken cancel)
    {
        await using var importer = await ((NpgsqlConnection)connection).BeginBinaryImportAsync($"COPY audit.entry ({AuditEncoding.ColumnList}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(cancel);
            await importer.WriteAsync(row.Seq, NpgsqlDbType.Bigint, cancel);
            await importer.WriteAsync((short)row.Algorithm, NpgsqlDbType.Smallint, cancel);
            foreach (var text in AuditEncoding.Texts(row.At, row.Entry))
            {
                await importer.WriteAsync(text, NpgsqlDbType.Text, cancel);
            }

            await importer.WriteAsync(row.PrevHash, NpgsqlDbType.Bytea, cancel);
            await importer.WriteAsync(row.Hash, NpgsqlDbType.Bytea, cancel);
        }

        await importer.CompleteAsync(cancel);
    }

    private async Task MakeAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var transaction = await BeginAloneAsync(connection, cancel);
        if (!await IsThereAsync(connection, cancel))
        {
            await AuditDatabases.RunAsync(connection, Tables, cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    // Not to_regclass: inside a transaction it may still answer from what it knew before another server made the table.
    private static async Task<bool> IsThereAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'audit' AND tablename = 'entry')";
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
