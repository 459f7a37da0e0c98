using Shouwang.Platform.Data;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// What one process needs to write to the records store: the people known so far, the registered names, the keys.
/// Made once; several ingests, repairs and decisions may use it one after the other.
/// </summary>
public sealed class IngestSession : IDisposable
{
    private readonly TextHashes hashes;
    private readonly BatchNumbers numbers;
    private readonly TimeProvider clock;

    private IngestSession(RecordStore store, KeyRing keys, Sealing sealing, Pseudonyms pseudonyms, PersonNumbers people, RegisteredNames names, TimeProvider clock)
    {
        Store = store;
        Sealing = sealing;
        People = people;
        this.clock = clock;
        hashes = new TextHashes(keys);
        Context = new LoadContext(store.Codes, people.Map, names, pseudonyms, hashes, sealing, new UnlinkedNumbers((int)store.Scalar("SELECT coalesce(-min(subject), 0) FROM unlinked")));
        numbers = new BatchNumbers(new BatchLedger(store).LastNumber());
        Main = new LoadLane(store, numbers, people, Context, clock);
    }

    public RecordStore Store { get; }

    public Sealing Sealing { get; }

    /// <summary>Loads on the store's own connection.</summary>
    internal LoadLane Main { get; }

    internal PersonNumbers People { get; }

    internal LoadContext Context { get; }

    /// <summary>Person numbers of registered people by their place in the snapshot.</summary>
    public IReadOnlyList<int> Registered { get; private init; } = [];

    public IReadOnlyList<Batch> Batches => Main.Ledger.All();

    /// <param name="namesAgree">Whether a delivered and a registered name may be the same person's.</param>
    public static IngestSession Open(RecordStore store, KeyRing keys, Sealing sealing, Pseudonyms pseudonyms, RegisterSnapshot register, Func<string, string, bool> namesAgree, TimeProvider clock) =>
        Open(store, keys, sealing, pseudonyms, PersonNumbers.Load(store), register, namesAgree, clock);

    /// <inheritdoc cref="Open(RecordStore, KeyRing, Sealing, Pseudonyms, RegisterSnapshot, Func{string, string, bool}, TimeProvider)"/>
    /// <param name="people">Loaded already.</param>
    internal static IngestSession Open(RecordStore store, KeyRing keys, Sealing sealing, Pseudonyms pseudonyms, PersonNumbers people, RegisterSnapshot register, Func<string, string, bool> namesAgree, TimeProvider clock)
    {
        store.CheckKeys(Convert.ToHexStringLower(keys.Derive("records-store/check", 16)));
        var bodies = register.Persons.Select(p => p.IdBody).ToArray();
        var keysOf = new UInt128[bodies.Length];
        pseudonyms.OfBodies(bodies, keysOf);
        var numbers = new int[bodies.Length];
        people.Map.Resolve(keysOf, numbers);
        var names = new string?[numbers.Length == 0 ? 0 : numbers.Max() + 1];
        for (var i = 0; i < numbers.Length; i++)
        {
            names[numbers[i]] = register.Persons[i].Name;
        }

        return new IngestSession(store, keys, sealing, pseudonyms, people, new RegisteredNames(names, namesAgree), clock) { Registered = numbers };
    }

    /// <summary>A further lane with a connection of its own.</summary>
    internal LoadLane OpenLane() => new(Store.Beside(), numbers, People, Context, clock);

    public void Dispose() => hashes.Dispose();
}
