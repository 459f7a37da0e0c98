using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Nights;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;

namespace Shouwang.Bench.Ours;

/// <summary>A data folder opened in this process, as a running server has it.</summary>
internal sealed class OpenCity : IAsyncDisposable
{
    private readonly Folders folders;
    private readonly KeyRing keys;
    private readonly Sealing sealing;

    private OpenCity(Folders folders, NightRules rules, ShouwangDb db, RecordStore store, KeyRing keys)
    {
        this.folders = folders;
        this.keys = keys;
        Rules = rules;
        Db = db;
        Store = store;
        sealing = new Sealing(keys);
        Pseudonyms = new Pseudonyms(keys);
    }

    public NightRules Rules { get; }

    public ShouwangDb Db { get; }

    public RecordStore Store { get; }

    public Pseudonyms Pseudonyms { get; }

    public static async Task<OpenCity> OpenAsync(Folders folders)
    {
        var rules = NightRules.Read(Pack.Open(folders.Pack));
        var db = await ShouwangDbFactory.OpenMigratedAsync(Path.Combine(folders.Data, "operational.db"));
        var store = RecordStore.Open(Path.Combine(folders.Data, "records.duckdb"), rules.Sources.Records);
        return new OpenCity(folders, rules, db, store, KeyRing.OpenOrCreate(Path.Combine(folders.Data, "keys")));
    }

    /// <param name="deliveries">Null to screen what is stored.</param>
    public async Task<NightReport> NightAsync(DateOnly asOf, string? deliveries)
    {
        // What a night tracked must not weigh on the next one: a server has a context for each piece of work.
        Db.ChangeTracker.Clear();
        var night = new RunNight(Db, Store, new Archive(Path.Combine(folders.Data, "archive")), keys, sealing, Pseudonyms, Rules, TimeProvider.System);
        return await night.RunAsync(deliveries, asOf, null, CancellationToken.None);
    }

    /// <summary>Seconds of a night without the reassessment, which comes after the warnings.</summary>
    public static double ToWarnings(NightReport night) => night.Seconds - night.Steps.Where(s => s.Name == "reassess").Sum(s => s.Seconds);

    /// <summary>Lays out what screening reads; says of which record types fresh deliveries exist.</summary>
    public async Task<IReadOnlySet<string>> LayAsync(DateOnly asOf)
    {
        var register = await RegisterSnapshot.ReadAsync(Db, CancellationToken.None);
        var names = new NameAgreement(Rules.Linkage.Variants);
        using var session = IngestSession.Open(Store, keys, sealing, Pseudonyms, register, (delivered, registered) => names.Of(delivered, registered) != NameVerdict.Different, TimeProvider.System);
        new ScreeningRelations(register, session.Registered).Lay(Store, asOf);
        return SourceStatus.FreshRecords(SourceStatus.Of(Rules.Sources, session.Batches, asOf));
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await Db.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        sealing.Dispose();
        Pseudonyms.Dispose();
    }
}
