using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shouwang.Platform.Data.Bulk;

/// <summary>Binary COPY; an upsert copies into a table of the transaction first.</summary>
internal static class PostgresBulk
{
    private const string Staging = "bulk_staging";

    public static long Write<TEntity>(ShouwangDb db, BulkTable table, IEnumerable<TEntity> rows, BulkMode mode)
        where TEntity : class
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (mode == BulkMode.Insert)
        {
            return Copy(connection, table, table.Quoted, rows);
        }

        Execute(connection, $"CREATE TEMP TABLE {Staging} ON COMMIT DROP AS SELECT {table.ColumnList} FROM {table.Quoted} WITH NO DATA");
        var written = Copy(connection, table, Staging, rows);
        Execute(connection, $"INSERT INTO {table.Quoted} ({table.ColumnList}) SELECT {table.ColumnList} FROM {Staging}{table.OnConflict(mode)}");
        Execute(connection, $"DROP TABLE {Staging}");
        return written;
    }

    private static long Copy<TEntity>(NpgsqlConnection connection, BulkTable table, string target, IEnumerable<TEntity> rows)
    {
        var write = RowWriter<TEntity, PostgresRow>.For(table);
        using var importer = connection.BeginBinaryImport($"COPY {target} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)");
        var sink = new PostgresRow(importer, [.. table.Properties.Select(property => property.GetRelationalTypeMapping().StoreTypeNameBase)]);
        var written = 0L;
        foreach (var row in rows)
        {
            importer.StartRow();
            write(row, sink);
            written++;
        }

        importer.Complete();
        return written;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

/// <summary>One row on its way into a binary COPY.</summary>
internal sealed class PostgresRow(NpgsqlBinaryImporter importer, string[] types)
{
    public void Write<TValue>(int column, TValue value) => importer.Write(value, types[column]);

#pragma warning disable IDE0060 // The sinks share one shape; COPY counts its columns itself.
    public void WriteNull(int column) => importer.WriteNull();
#pragma warning restore IDE0060
}
