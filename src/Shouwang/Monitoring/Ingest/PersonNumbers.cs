using DuckDB.NET.Native;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Keeps the person map in the store: reads it at the start of a night, writes the new people with each batch.</summary>
internal sealed class PersonNumbers
{
    private readonly RecordStore store;

    private PersonNumbers(RecordStore store, PersonMap map)
    {
        this.store = store;
        Map = map;
        Persisted = map.Count;
    }

    public PersonMap Map { get; }

    /// <summary>People with a lower or equal number are in the store.</summary>
    public int Persisted { get; private set; }

    public static PersonNumbers Load(RecordStore store)
    {
        var count = (int)store.Scalar("SELECT count(*) FROM person");
        var keys = new UInt128[count];
        using var command = store.Connection.CreateCommand();
        command.CommandText = "SELECT person, hi, lo FROM person";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            keys[reader.GetInt32(0) - 1] = new UInt128(reader.GetFieldValue<ulong>(1), reader.GetFieldValue<ulong>(2));
        }

        var map = new PersonMap(Math.Max(50_000, count));
        var persons = new int[Math.Min(count, 65_536)];
        for (var start = 0; start < count; start += persons.Length)
        {
            var part = keys.AsSpan(start, Math.Min(persons.Length, count - start));
            map.Resolve(part, persons);
        }

        return new PersonNumbers(store, map);
    }

    /// <summary>Writes the people added since the last commit, inside the caller's transaction. Call <see cref="Committed"/> after it.</summary>
    public int Write()
    {
        var upTo = Map.Count;
        if (upTo > Persisted)
        {
            NativeRows.Insert(store.Connection, "person", new Rows(Map, Persisted, upTo), 1);
        }

        return upTo;
    }

    public void Committed(int upTo) => Persisted = upTo;

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
