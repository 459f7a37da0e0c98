using System.Runtime.Intrinsics.X86;

namespace Shouwang.Platform.Records;

/// <summary>
/// Pseudonym → dense person number (1, 2, 3 …). Readers never lock; new people are added under a lock, a block at a time.
/// </summary>
public sealed class PersonMap
{
    private sealed record Table(UInt128[] Keys, int[] Persons, int Mask);

    private readonly Lock adding = new();

    private volatile Table table;

    // Pseudonyms in the order of their numbers: index 0 is person 1.
    private UInt128[] order;

    private int count;

    public PersonMap(int expected = 50_000)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, expected * 2));
        table = new Table(new UInt128[size], new int[size], size - 1);
        order = new UInt128[size / 2];
    }

    public int Count => Volatile.Read(ref count);

    /// <summary>The pseudonym of a person number.</summary>
    public UInt128 Pseudonym(int person) => order[person - 1];

    /// <summary>The person's number, or 0 where the pseudonym has none.</summary>
    public int Find(UInt128 pseudonym) => Find(table, pseudonym);

    /// <summary>Numbers for a block of pseudonyms; unknown ones get the next numbers.</summary>
    public void Resolve(ReadOnlySpan<UInt128> pseudonyms, Span<int> persons)
    {
        var missing = 0;
        var current = table;
        Prefetch(current, pseudonyms);
        for (var i = 0; i < pseudonyms.Length; i++)
        {
            persons[i] = Find(current, pseudonyms[i]);
            missing += persons[i] == 0 ? 1 : 0;
        }

        if (missing == 0)
        {
            return;
        }

        lock (adding)
        {
            Reserve(count + missing);
            for (var i = 0; i < pseudonyms.Length; i++)
            {
                if (persons[i] == 0)
                {
                    persons[i] = Add(pseudonyms[i]);
                }
            }
        }
    }

    public int Resolve(UInt128 pseudonym)
    {
        Span<int> person = stackalloc int[1];
        Resolve([pseudonym], person);
        return person[0];
    }

    private static int Find(Table table, UInt128 key)
    {
        var slot = (int)(uint)key & table.Mask;
        while (true)
        {
            // The number is written last: a reader that sees it also sees the key.
            var person = Volatile.Read(ref table.Persons[slot]);
            if (person == 0 || table.Keys[slot] == key)
            {
                return person;
            }

            slot = (slot + 1) & table.Mask;
        }
    }

    // The table is far larger than the processor's caches: asked for together, the slots come together.
    private static unsafe void Prefetch(Table table, ReadOnlySpan<UInt128> keys)
    {
        if (!Sse.IsSupported || keys.Length == 1)
        {
            return;
        }

        fixed (int* persons = table.Persons)
        fixed (UInt128* slots = table.Keys)
        {
            foreach (var key in keys)
            {
                var slot = (int)(uint)key & table.Mask;
                Sse.Prefetch0(persons + slot);
                Sse.Prefetch0(slots + slot);
            }
        }
    }

    private int Add(UInt128 key)
    {
        var found = Find(table, key);
        if (found != 0)
        {
            return found;
        }

        order[count] = key;
        Volatile.Write(ref count, count + 1);
        Put(table, key, count);
        return count;
    }

    private static void Put(Table table, UInt128 key, int person)
    {
        var slot = (int)(uint)key & table.Mask;
        while (table.Persons[slot] != 0)
        {
            slot = (slot + 1) & table.Mask;
        }

        table.Keys[slot] = key;
        Volatile.Write(ref table.Persons[slot], person);
    }

    private void Reserve(int needed)
    {
        if (needed > order.Length)
        {
            Array.Resize(ref order, Math.Max(needed, order.Length * 2));
        }

        if (needed * 3L <= table.Persons.Length * 2L)
        {
            return;
        }

        var size = table.Persons.Length;
        while (needed * 2L > size)
        {
            size *= 2;
        }

        var larger = new Table(new UInt128[size], new int[size], size - 1);
        for (var i = 0; i < count; i++)
        {
            Put(larger, order[i], i + 1);
        }

        table = larger;
    }
}
