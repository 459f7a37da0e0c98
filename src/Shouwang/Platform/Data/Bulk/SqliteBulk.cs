using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Shouwang.Platform.Data.Bulk;

/// <summary>One prepared INSERT, stepped once a row on the bare SQLite interface: ADO.NET's parameters cost more than the insert itself.</summary>
internal static class SqliteBulk
{
    public static long Write<TEntity>(ShouwangDb db, BulkTable table, IEnumerable<TEntity> rows, BulkMode mode)
        where TEntity : class
    {
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        var values = string.Join(", ", table.Properties.Select((_, column) => $"?{column + 1}"));
        var sql = $"INSERT INTO {table.Quoted} ({table.ColumnList}) VALUES ({values}){table.OnConflict(mode)}";
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(handle, sql, out var statement), handle);
        using (statement)
        {
            return Step(handle, statement, RowWriter<TEntity, SqliteRow>.For(table), rows);
        }
    }

    private static long Step<TEntity>(sqlite3 handle, sqlite3_stmt statement, Action<TEntity, SqliteRow> write, IEnumerable<TEntity> rows)
    {
        var sink = new SqliteRow(statement);
        var written = 0L;
        foreach (var row in rows)
        {
            write(row, sink);
            var code = raw.sqlite3_step(statement);
            if (code != raw.SQLITE_DONE)
            {
                SqliteException.ThrowExceptionForRC(code, handle);
            }

            raw.sqlite3_reset(statement);
            written++;
        }

        return written;
    }
}
