using System.Text;
using Microsoft.Data.Sqlite;
using Shouwang.Monitoring.Screening;
using SQLitePCL;

namespace Shouwang.Bench.Rivals;

/// <summary>SQLite: prepared inserts in one transaction, ANALYZE, and the generated SQL in its words.</summary>
internal sealed class SqliteRival(string path) : IRival, IDisposable
{
    private SqliteConnection? connection;

    public string Name => "SQLite";

    public Task LoadAsync(Exported rows)
    {
        Dispose();
        File.Delete(path);
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        // Nothing to roll back to, nobody else to share with, and memory enough.
        Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -524288; PRAGMA mmap_size = 2147483648; PRAGMA threads = 2");
        Execute("BEGIN");
        foreach (var relation in rows.Relations)
        {
            Load(relation);
        }

        Execute("COMMIT");
        Execute("ANALYZE");
        return Task.CompletedTask;
    }

    public ScreeningResult Screen(ScreeningPlan plan) => Screener.Run(connection!, SqliteText.Of(plan));

    public void Dispose()
    {
        connection?.Dispose();
        connection = null;
    }

    private void Load(ExportedRelation relation)
    {
        Execute($"CREATE TABLE {relation.Table}({string.Join(", ", relation.Columns.Select(c => $"\"{c.Name}\" {(c.Type == "VARCHAR" ? "TEXT" : "INTEGER")}"))})");
        if (relation.IsRecords)
        {
            Execute($"CREATE VIEW {relation.Name} AS SELECT * FROM {relation.Table}");
        }

        Must(raw.sqlite3_prepare_v2(connection!.Handle, $"INSERT INTO {relation.Table} VALUES ({string.Join(", ", relation.Columns.Select(_ => "?"))})", out var insert), raw.SQLITE_OK);
        using (insert)
        {
            foreach (var file in relation.Files)
            {
                Insert(insert, relation.Columns, File.ReadAllBytes(file));
            }
        }
    }

    private void Insert(sqlite3_stmt insert, IReadOnlyList<(string Name, string Type)> columns, ReadOnlySpan<byte> text)
    {
        var types = columns.Select(c => c.Type).ToArray();
        while (!text.IsEmpty)
        {
            for (var c = 0; c < types.Length; c++)
            {
                var end = text.IndexOfAny((byte)',', (byte)'\n');
                Bind(insert, c + 1, types[c], text[..end]);
                text = text[(end + 1)..];
            }

            Must(raw.sqlite3_step(insert), raw.SQLITE_DONE);
            raw.sqlite3_reset(insert);
        }
    }

    private static void Bind(sqlite3_stmt insert, int at, string type, ReadOnlySpan<byte> cell)
    {
        _ = cell.IsEmpty ? raw.sqlite3_bind_null(insert, at)
            : type == "VARCHAR" ? raw.sqlite3_bind_text(insert, at, cell)
            : raw.sqlite3_bind_int64(insert, at, type switch { "DATE" => Day(cell), "BOOLEAN" => cell[0] == 't' ? 1 : 0, _ => Number(cell) });
    }

    private static long Day(ReadOnlySpan<byte> cell) => SqliteText.Julian(new DateOnly((int)Number(cell[..4]), (int)Number(cell[5..7]), (int)Number(cell[8..10])));

    private static long Number(ReadOnlySpan<byte> cell) =>
        System.Buffers.Text.Utf8Parser.TryParse(cell, out long number, out var used) && used == cell.Length ? number : throw new FormatException(Encoding.UTF8.GetString(cell));

    private void Must(int result, int expected)
    {
        if (result != expected)
        {
            throw new InvalidOperationException($"SQLite: {raw.sqlite3_errmsg(connection!.Handle).utf8_to_string()}");
        }
    }

    private void Execute(string sql)
    {
        using var command = connection!.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
