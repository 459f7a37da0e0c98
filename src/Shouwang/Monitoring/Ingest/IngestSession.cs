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
    private readonly BatchLoader loader;
    private readonly TextHashes hashes;

    private IngestSession(RecordStore store, KeyRing keys, Sealing sealing, Pseudonyms pseudonyms, PersonNumbers people, RegisteredNames names, TimeProvider clock)
    {
        Store = store;
        Sealing = sealing;
        People = people;
        hashes = new TextHashes(keys);
        Ledger = new BatchLedger(store);
        Context = new LoadContext(store.Codes, people.Map, names, pseudonyms, hashes, sealing, new UnlinkedNumbers((int)store.Scalar("SELECT coalesce(-min(subject), 0) FROM unlinked")));
        loader = new BatchLoader(store, Ledger, people, Context, clock);
    }

    public RecordStore Store { get; }

    public Sealing Sealing { get; }

    internal BatchLedger Ledger { get; }

    internal PersonNumbers People { get; }

    internal LoadContext Context { get; }

    /// <summary>Person numbers of registered people by their place in the snapshot.</summary>
    public IReadOnlyList<int> Registered { get; private init; } = [];

    public IReadOnlyList<Batch> Batches => Ledger.All();

    /// <param name="namesAgree">Whether a delivered and a registered name may be the same person's.</param>
    public static IngestSession Open(RecordStore store, KeyRing keys, Sealing sealing, Pseudonyms pseudonyms, RegisterSnapshot register, Func<string, string, bool> namesAgree, TimeProvider clock)
    {
        var people = PersonNumbers.Load(store);
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

    /// <param name="replaces">The earlier state of the same file.</param>
    internal Task<Batch> LoadAsync(PreparedFile file, Batch? replaces, bool accepted, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.Run(() => loader.Load(file, replaces, accepted), CancellationToken.None);
    }

    /// <summary>Stores repaired lines of a published batch and takes them out of the quarantine; returns how many passed.</summary>
    internal int Repair(LoadJob job, int batch) => loader.Repair(job, batch);

    public void Dispose() => hashes.Dispose();
}
