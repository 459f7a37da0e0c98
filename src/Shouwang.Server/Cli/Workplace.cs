using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Sources;
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
    private readonly Lazy<KeyRing> keys;
    private readonly Lazy<Sealing> sealing;
    private readonly Lazy<Pseudonyms> pseudonyms;
    private readonly Lazy<SourceCatalog> sources;

    /// <param name="database">A PostgreSQL connection string, or null for the SQLite file of the folder.</param>
    public Workplace(string folder, string? database, string packFolder, TimeProvider? clock = null)
    {
        this.folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(this.folder);
        connection = string.IsNullOrEmpty(database) ? Path.Combine(this.folder, "operational.db") : database;
        Clock = clock ?? TimeProvider.System;
        Pack = Pack.Open(packFolder);
        keys = new(() => KeyRing.OpenOrCreate(Path.Combine(this.folder, "keys")));
        sealing = new(() => new Sealing(keys.Value));
        pseudonyms = new(() => new Pseudonyms(keys.Value));
        sources = new(() =>
        {
            var catalog = SourceCatalog.Read(Pack);
            Pack.RefuseFaults();
            return catalog;
        });
    }

    public TimeProvider Clock { get; }

    public Pack Pack { get; }

    public SourceCatalog Sources => sources.Value;

    public KeyRing Keys => keys.Value;

    public Sealing Sealing => sealing.Value;

    public Pseudonyms Pseudonyms => pseudonyms.Value;

    public string Folder => folder;

    public string RecordsPath => Path.Combine(folder, "records.duckdb");

    public Task<ShouwangDb> OpenDbAsync(CancellationToken cancel) => ShouwangDbFactory.OpenMigratedAsync(connection, cancel);

    public RecordStore OpenStore() => OpenStore(Sources.Records);

    /// <param name="records">The record types, where the pack has been read already.</param>
    public RecordStore OpenStore(RecordCatalog records) => RecordStore.Open(RecordsPath, records);

    /// <summary>For work on the records store outside a night: repairs, decisions, rebuilds.</summary>
    public IngestSession OpenSession(RecordStore store, RegisterSnapshot register)
    {
        var linkage = LinkageSpec.Load(Pack.FindFile("monitoring/matching.yaml") ?? throw new FileNotFoundException("monitoring/matching.yaml"));
        var names = new NameAgreement(linkage.Variants);
        return IngestSession.Open(store, Keys, Sealing, Pseudonyms, register, (delivered, registered) => names.Of(delivered, registered) != NameVerdict.Different, Clock);
    }

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
