using System.Diagnostics;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;

namespace Shouwang.Server.Cli;

/// <summary>A data folder, a pack and a clock, opened as a command needs them (docs/night.md section 1).</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string folder;
    private readonly string connection;
    private readonly Lazy<Pack> pack;
    private readonly Lazy<KeyRing> keys;
    private readonly Lazy<Sealing> sealing;
    private readonly Lazy<Pseudonyms> pseudonyms;
    private readonly Lazy<SourceCatalog> sources;

    /// <param name="database">A PostgreSQL connection string, or null for the SQLite file of the folder.</param>
    public Workplace(string folder, string? database, string packFolder, TimeProvider? clock = null)
    {
        this.folder = Path.GetFullPath(folder);
        connection = string.IsNullOrEmpty(database) ? Path.Combine(this.folder, "operational.db") : database;
        Clock = clock ?? TimeProvider.System;
        pack = new(() => Pack.Open(packFolder));
        if (!HasBegun(this.folder))
        {
            // A pack that cannot be read must not leave an empty folder behind.
            _ = Pack;
        }

        Directory.CreateDirectory(this.folder);
        keys = new(() => KeyRing.OpenOrCreate(KeysPath));
        sealing = new(() => new Sealing(keys.Value));
        pseudonyms = new(() => new Pseudonyms(keys.Value));
        sources = new(() =>
        {
            var catalog = SourceCatalog.Read(Pack);
            Pack.RefuseFaults();
            return catalog;
        });
    }

    /// <summary>Whether a folder holds an office's data: any part of it, for the rest may have to be rebuilt or lie on a server.</summary>
    public static bool HasBegun(string folder) =>
        File.Exists(Path.Combine(folder, "operational.db")) || File.Exists(Path.Combine(folder, "records.duckdb"))
        || File.Exists(Path.Combine(folder, "audit.db")) || Directory.Exists(Path.Combine(folder, "keys")) || Directory.Exists(Path.Combine(folder, "archive"));

    public static string AuditConnectionOf(string folder, string? database) =>
        database is not null && ShouwangDbFactory.IsPostgres(database) ? database : Path.Combine(folder, "audit.db");

    public TimeProvider Clock { get; }

    /// <summary>Opened when it is first asked for: a stored assessment needs none.</summary>
    public Pack Pack => pack.Value;

    public SourceCatalog Sources => sources.Value;

    public KeyRing Keys => keys.Value;

    public Sealing Sealing => sealing.Value;

    public Pseudonyms Pseudonyms => pseudonyms.Value;

    public string Folder => folder;

    private string KeysPath => Path.Combine(folder, "keys");

    /// <summary>Where the audit log lies: in the PostgreSQL database where there is one, else in a file of the folder.</summary>
    public string AuditConnection => AuditConnectionOf(folder, connection);

    /// <summary>Through these a command does what must not happen unseen.</summary>
    public CommandActs Acts => new(AuditConnection, Clock);

    public string RecordsPath => Path.Combine(folder, "records.duckdb");

    /// <exception cref="RefusedException">The database belongs to another data folder: its warnings name people by other pseudonyms.</exception>
    public async Task<ShouwangDb> OpenDbAsync(CancellationToken cancel)
    {
        var db = await ShouwangDbFactory.OpenMigratedAsync(connection, cancel);
        try
        {
            // A database that has its keys gets no new ones: they would have to be thrown away again.
            var keysAreLost = !Directory.Exists(KeysPath) && await db.HasKeyMarkAsync(cancel);
            return !keysAreLost && await db.IsOfKeysAsync(Keys, cancel) ? db : throw new RefusedException(new(
                $"业务数据库属于另一个数据文件夹：{KeysPath} 中没有它的密钥，未登记居民的预警会对不上人。请用 --data 指明原来的文件夹（或恢复其 keys），或用 --db 指明一个空的数据库。",
                $"The operational database belongs to another data folder: {KeysPath} does not hold its keys, and warnings of residents outside the register would find nobody. Name its folder with --data (or restore its keys), or an empty database with --db."));
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>A further context on the database that <see cref="OpenDbAsync"/> has opened and brought up to date.</summary>
    public ShouwangDb Db() => ShouwangDbFactory.Open(connection);

    public RecordStore OpenStore() => OpenStore(Sources.Records);

    /// <param name="records">The record types, where the pack has been read already.</param>
    public RecordStore OpenStore(RecordCatalog records) => RecordStore.Open(RecordsPath, records);

    /// <summary>For a night, which nobody starts again: a page of the web application has the store for seconds, and is waited for.</summary>
    /// <exception cref="RecordStoreInUseException">Somebody had it for all of that time.</exception>
    public async Task<RecordStore> OpenStoreAsync(RecordCatalog records, TimeSpan patience, CancellationToken cancel)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                return OpenStore(records);
            }
            catch (RecordStoreInUseException) when (waited.Elapsed < patience)
            {
                await Task.Delay(200, cancel);
            }
        }
    }

    /// <summary>For work on the records store outside a night: repairs, decisions, rebuilds.</summary>
    public IngestSession OpenSession(RecordStore store, RegisterSnapshot register)
    {
        var linkage = LinkageSpec.Load(Pack.FindFile("monitoring/matching.yaml") ?? throw new FileNotFoundException("monitoring/matching.yaml"));
        var names = new NameAgreement(linkage.Variants);
        return IngestSession.Open(store, Keys, Sealing, Pseudonyms, register, (delivered, registered) => names.Of(delivered, registered) != NameVerdict.Different, Clock);
    }

    /// <exception cref="RefusedException">The keys are lost; a signing key made now would stand alone where the others belong.</exception>
    public AuditSigner OpenAuditSigner() => Directory.Exists(KeysPath) ? AuditSigner.OpenOrCreate(KeysPath) : throw new RefusedException(new(
        $"缺少密钥文件夹 {KeysPath}，请从密钥备份恢复。", $"The folder of keys {KeysPath} is missing: restore it from the backup of the keys."));

    public Archive OpenArchive() => new(Path.Combine(folder, "archive"));

    /// <exception cref="PackRefusedException">The pack has no calendar.</exception>
    public WorkingDays Calendar() => WorkingDays.Load(
        Pack.FindFile("holidays.csv") ?? throw new PackRefusedException([new PackFault(Pack.Folder, 1, 1, "missing", new("缺少 holidays.csv", "holidays.csv is missing"))]));

    public void Dispose()
    {
        if (sealing.IsValueCreated)
        {
            sealing.Value.Dispose();
        }

        if (pseudonyms.IsValueCreated)
        {
            pseudonyms.Value.Dispose();
        }
    }
}
