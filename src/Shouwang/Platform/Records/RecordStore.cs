using System.Globalization;
using DuckDB.NET.Data;

namespace Shouwang.Platform.Records;

/// <summary>The records store cannot be used; the message says why and what to do.</summary>
public class RecordStoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another process has it open: nothing is wrong with it.</summary>
public sealed class RecordStoreInUseException(string message, Exception inner) : RecordStoreException(message, inner);

/// <summary>
/// The store of delivered rows (DuckDB): pseudonyms, amounts, dates; no names, no ids, no addresses.
/// Derived from the archive and the decisions in the operational database: it may be deleted and rebuilt.
/// One process at a time has it open.
/// </summary>
public sealed class RecordStore : IDisposable
{
    /// <summary>Raised whenever the tables change: the store is rebuilt then, not migrated.</summary>
    private const string Version = "1";

    private readonly DuckDBConnection connection;

    private readonly bool isFile;

    private RecordStore(DuckDBConnection connection, RecordCatalog records, int threads, bool isFile)
    {
        this.connection = connection;
        this.isFile = isFile;
        Records = records;
        Threads = threads;
    }

    public RecordCatalog Records { get; }

    public int Threads { get; }

    public CodeBook Codes { get; private set; } = new();

    public DuckDBConnection Connection => connection;

    /// <param name="path">The database file, or <c>:memory:</c>.</param>
    /// <exception cref="RecordStoreException">Another process has the store open, or it is damaged.</exception>
    public static RecordStore Open(string path, RecordCatalog records, int? threads = null)
    {
        var workers = threads ?? Math.Max(1, Environment.ProcessorCount);
        var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path, ["autoinstall_known_extensions"] = "false", ["autoload_known_extensions"] = "false" }.ConnectionString);
        try
        {
            connection.Open();
            var store = new RecordStore(connection, records, workers, path != ":memory:");
            store.Configure(path);
            store.CheckVersion(path);
            store.CreateTables();
            store.CheckTables();
            store.Codes = CodeBook.Open(connection, records);
            NativeRows.Register(connection);
            return store;
        }
        catch (Exception e) when (e is DuckDBException or RecordStoreException && e.Message.Contains("set lock", StringComparison.OrdinalIgnoreCase))
        {
            connection.Dispose();
            throw new RecordStoreInUseException($"记录库正被另一个进程使用 / another process has the records store open: {path}", e);
        }
        catch (Exception e) when (e is DuckDBException or RecordStoreException)
        {
            connection.Dispose();
            throw new RecordStoreException($"记录库无法打开，可删除后由归档重建 / the records store cannot be opened; delete it and rebuild it from the archive (shouwang rebuild): {path}: {e.Message}", e);
        }
    }

    /// <summary>A store speaks of people by pseudonyms: with other keys it would find nobody, and say nothing.</summary>
    /// <param name="fingerprint">A value derived from the keys that tells nothing about them.</param>
    /// <exception cref="RecordStoreException">The store was made with other keys.</exception>
    public void CheckKeys(string fingerprint)
    {
        var known = Info("keys");
        if (known is null)
        {
            Execute($"INSERT INTO store_info VALUES ('keys', '{fingerprint}')");
        }
        else if (known != fingerprint)
        {
            throw new RecordStoreException("密钥与记录库不符：请恢复原来的 keys 文件夹，或删除记录库后由归档重建 / these keys are not those of the records store: restore the keys folder, or delete the store and run shouwang rebuild");
        }
    }

    /// <summary>The same store by a connection of its own, with its own transactions; for use on another thread. Disposed by itself.</summary>
    public RecordStore Beside()
    {
        // Connections to one file share its database within a process.
        var another = isFile ? new DuckDBConnection(connection.ConnectionString) : connection.Duplicate();
        another.Open();
        return new RecordStore(another, Records, Threads, isFile) { Codes = Codes };
    }

    public void Execute(string sql) => NativeRows.Execute(connection, sql);

    public long Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Writes what is committed from the write-ahead log into the file.</summary>
    public void Checkpoint() => Execute("CHECKPOINT");

    public void Dispose() => connection.Dispose();

    private void Configure(string path)
    {
        Execute($"SET threads = {Threads}");
        Execute("SET memory_limit = '1GB'");
        Execute("SET preserve_insertion_order = false");
        Execute("SET checkpoint_threshold = '2GB'");
        Execute("SET allow_community_extensions = false");
        if (path != ":memory:")
        {
            // Our own path, quoted: DuckDB takes no parameter here.
            Execute($"SET temp_directory = '{Path.GetFullPath(path).Replace("'", "''", StringComparison.Ordinal)}.tmp'");
        }

        Execute("SET enable_external_access = false");
        Execute("SET lock_configuration = true");
    }

    private void CheckVersion(string path)
    {
        Execute("CREATE TABLE IF NOT EXISTS store_info(name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)");
        var known = Info("version");
        if (known is null && Scalar("SELECT count(*) FROM information_schema.tables WHERE table_name = 'batch'") == 0)
        {
            Execute($"INSERT INTO store_info VALUES ('version', '{Version}')");
        }
        else if (known != Version)
        {
            throw new RecordStoreException($"记录库由另一版本建立，请删除后由归档重建（shouwang rebuild）/ the records store was made by another version; delete it and rebuild it (shouwang rebuild): {path}");
        }
    }

    private string? Info(string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT value FROM store_info WHERE name = '{name}'";
        return command.ExecuteScalar() as string;
    }

    private void CreateTables()
    {
        Execute("""
            CREATE TABLE IF NOT EXISTS batch(
              batch INTEGER PRIMARY KEY, source VARCHAR NOT NULL, feed VARCHAR NOT NULL, record VARCHAR NOT NULL, file VARCHAR NOT NULL,
              period VARCHAR NOT NULL, revision INTEGER NOT NULL, sha256 VARCHAR NOT NULL, bytes BIGINT NOT NULL, received TIMESTAMP NOT NULL,
              state VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL, rows_in BIGINT NOT NULL, stored BIGINT NOT NULL, quarantined BIGINT NOT NULL,
              blank BIGINT NOT NULL, unlinked BIGINT NOT NULL, amount_declared BIGINT, amount_stored BIGINT NOT NULL, amount_quarantined BIGINT NOT NULL,
              unreadable BIGINT NOT NULL);
            CREATE TABLE IF NOT EXISTS person(person INTEGER NOT NULL, hi UBIGINT NOT NULL, lo UBIGINT NOT NULL);
            CREATE TABLE IF NOT EXISTS quarantine(batch INTEGER NOT NULL, line INTEGER NOT NULL, field VARCHAR NOT NULL, code VARCHAR NOT NULL, amount BIGINT, raw BLOB NOT NULL);
            CREATE TABLE IF NOT EXISTS unlinked(subject INTEGER NOT NULL, batch INTEGER NOT NULL, line INTEGER NOT NULL, reason VARCHAR NOT NULL, candidate INTEGER NOT NULL, identity BLOB NOT NULL);
            CREATE TABLE IF NOT EXISTS link(subject INTEGER NOT NULL, person INTEGER NOT NULL);
            """);
        foreach (var type in Records.Types.Values)
        {
            var fields = string.Concat(type.Fields.Select(f => ", " + Column($"\"{f.Name}\"", f)));
            Execute($"CREATE TABLE IF NOT EXISTS {type.Table}(batch INTEGER NOT NULL, line INTEGER NOT NULL, subject INTEGER NOT NULL{fields})");
        }
    }

    // A record type of the pack may have changed since the store was made; its rows would land in the wrong columns.
    private void CheckTables()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT table_name, string_agg(column_name || ' ' || data_type || CASE WHEN is_nullable THEN '' ELSE ' NOT NULL' END, ', ' ORDER BY column_index) FROM duckdb_columns() WHERE schema_name = 'main' AND table_name LIKE 'rec\\_%' ESCAPE '\\' GROUP BY table_name";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var type = Records.Types.Values.FirstOrDefault(t => t.Table == reader.GetString(0));
            if (type is not null && reader.GetString(1) != "batch INTEGER NOT NULL, line INTEGER NOT NULL, subject INTEGER NOT NULL" + string.Concat(type.Fields.Select(f => ", " + Column(f.Name, f))))
            {
                throw new RecordStoreException($"记录类型“{type.Name}”的字段已改 / the fields of record type '{type.Name}' have changed");
            }
        }
    }

    private static string Column(string name, RecordField field) => $"{name} {FieldTypes.Stored(field.Type)}{(field.Optional ? "" : " NOT NULL")}";
}
