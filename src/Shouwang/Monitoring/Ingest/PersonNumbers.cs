using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Keeps the person map in the store: reads it at the start of a night, writes the new people with each batch.</summary>
internal sealed class PersonNumbers
{
    private readonly Lock committing = new();

    private PersonNumbers(PersonMap map)
    {
        Map = map;
        Persisted = map.Count;
    }

    public PersonMap Map { get; }

    /// <summary>People with a lower or equal number are in the store.</summary>
    public int Persisted { get; private set; }

    public static unsafe PersonNumbers Load(RecordStore store)
    {
        var count = (int)store.Scalar("SELECT count(*) FROM person");
        var keys = new UInt128[count];
        NativeRows.Read(store.Connection, "SELECT person, hi, lo FROM person", (chunk, rows) =>
        {
            var person = chunk.Data<int>(0);
            var hi = chunk.Data<ulong>(1);
            var lo = chunk.Data<ulong>(2);
            for (var i = 0; i < rows; i++)
            {
                keys[person[i] - 1] = new UInt128(hi[i], lo[i]);
            }
        });

        var map = new PersonMap(Math.Max(50_000, count));
        var persons = new int[Math.Min(count, 65_536)];
        for (var start = 0; start < count; start += persons.Length)
        {
            var part = keys.AsSpan(start, Math.Min(persons.Length, count - start));
            map.Resolve(part, persons);
        }

        return new PersonNumbers(map);
    }

    /// <summary>
    /// Ends the transaction of a lane: writes the people added since the last commit, then what the caller writes, and
    /// commits. One lane at a time, so that no row is ever safe before its person is.
    /// </summary>
    public void Commit(RecordStore lane, DuckDBTransaction transaction, Action write)
    {
        lock (committing)
        {
            var upTo = Map.Count;
            if (upTo > Persisted)
            {
                NativeRows.Insert(lane.Connection, "person", new Rows(Map, Persisted, upTo), 1);
            }

            write();
            transaction.Commit();
            Persisted = upTo;
        }
    }

    private sealed unsafe class Rows(PersonMap map, int from, int to) : IRowProducer
    {
        private int next = from;

        public IReadOnlyList<NativeColumn> Columns { get; } =
            [new("person", DuckDBType.Integer), new("hi", DuckDBType.UnsignedBigInt), new("lo", DuckDBType.UnsignedBigInt)];

        public int Fill(NativeChunk chunk)
        {
            var rows = Math.Min(NativeRows.ChunkSize, to - next);
            var person = chunk.Data<int>(0);
            var hi = chunk.Data<ulong>(1);
            var lo = chunk.Data<ulong>(2);
            for (var i = 0; i < rows; i++)
            {
                person[i] = ++next;
                var pseudonym = map.Pseudonym(next);
                (hi[i], lo[i]) = ((ulong)(pseudonym >> 64), (ulong)pseudonym);
            }

            return rows;
        }
    }
}
