using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Nights;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;

namespace Shouwang.Server.Cli;

/// <summary>Register, records store and matcher together, as settling doubts needs them.</summary>
internal sealed class MatchDesk : IAsyncDisposable
{
    private readonly RecordStore? ownStore;
    private readonly Lazy<LinkIndex> index;

    private MatchDesk(ShouwangDb db, RecordStore? ownStore, IngestSession session, RegisterSnapshot register, MatchRows matching)
    {
        this.ownStore = ownStore;
        (Db, Session, Register, Matching) = (db, session, register, matching);
        index = new(() => matching.Index(register));
        References = PersonReference.Of(register);
    }

    public ShouwangDb Db { get; }

    public IngestSession Session { get; }

    public RegisterSnapshot Register { get; }

    public MatchRows Matching { get; }

    public LinkIndex Index => index.Value;

    /// <summary><c>HOUSEHOLD/INDEX</c> by person; who lives nowhere has none.</summary>
    public IReadOnlyDictionary<Guid, string> References { get; }

    /// <param name="opened">A store that somebody else has opened and will close; null opens one.</param>
    public static async Task<MatchDesk> OpenAsync(Workplace place, CancellationToken cancel, RecordStore? opened = null)
    {
        var spec = LinkageSpec.Load(place.Pack.FindFile("monitoring/matching.yaml")
            ?? throw new PackRefusedException([new PackFault(place.Pack.Folder, 1, 1, "missing", new("缺少 monitoring/matching.yaml", "monitoring/matching.yaml is missing"))]));
        var db = await place.OpenDbAsync(cancel);
        var store = opened ?? place.OpenStore();
        var register = await RegisterSnapshot.ReadAsync(db, cancel);
        return new MatchDesk(db, opened is null ? store : null, place.OpenSession(store, register), register, new MatchRows(db, spec));
    }

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        ownStore?.Dispose();
        await Db.DisposeAsync();
    }
}
