namespace Shouwang.Standards.Language.Compiled;

/// <summary>
/// A table as it counts on one day, for look-ups by the million: entries whose divisions are of the same length stand in
/// one hash table, by the beginning that those digits are.
/// </summary>
internal sealed class CompiledTable
{
    private readonly long[] values;
    private readonly Group[] groups;

    /// <param name="number">A code or a value as one number.</param>
    public CompiledTable(ParameterTable table, Func<object, long> number)
    {
        values = [.. table.Entries.Select(e => number(e.Value))];
        groups = [.. table.Entries.Select((e, i) => (Entry: e, Number: i))
            .GroupBy(e => string.Join(',', e.Entry.Keys.Select(k => (k as DivisionRange)?.Digits ?? 0)), StringComparer.Ordinal)
            .Select(g => new Group([.. g], number))];
    }

    public static long Find(CompiledTable table, long key) => table.Find([key]);

    public static long Find(CompiledTable table, long one, long two) => table.Find([one, two]);

    public static long Find(CompiledTable table, long one, long two, long three) => table.Find([one, two, three]);

    public static long Find(CompiledTable table, long[] keys) => table.Find(keys.AsSpan());

    /// <returns>The value of the first entry whose keys all fit; unknown where none does.</returns>
    private long Find(ReadOnlySpan<long> keys)
    {
        var first = int.MaxValue;
        foreach (var group in groups)
        {
            first = Math.Min(first, group.Find(keys));
        }

        return first == int.MaxValue ? long.MinValue : values[first];
    }

    private sealed class Group
    {
        // Of each key: what it is divided by to be the beginning of a division; 0 for what is no division.
        private readonly long[] units;
        private readonly long[][] keys;
        private readonly int[] numbers;
        private readonly int[] places;

        public Group(IReadOnlyList<(TableEntry Entry, int Number)> entries, Func<object, long> number)
        {
            units = [.. entries[0].Entry.Keys.Select(k => k is DivisionRange range ? range.Last - range.First + 1 : 0)];
            keys = [.. entries.Select(e => e.Entry.Keys.Select(k => k is DivisionRange range ? range.First / (range.Last - range.First + 1) : number(k)).ToArray())];
            numbers = [.. entries.Select(e => e.Number)];
            places = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * entries.Count))];
            for (var i = 0; i < keys.Length; i++)
            {
                var place = Place(keys[i]);
                if (places[place] == 0)
                {
                    places[place] = i + 1;
                }
            }
        }

        public int Find(ReadOnlySpan<long> asked)
        {
            Span<long> key = stackalloc long[asked.Length];
            for (var i = 0; i < key.Length; i++)
            {
                if (units[i] != 0 && asked[i] < 0)
                {
                    return int.MaxValue;
                }

                key[i] = units[i] == 0 ? asked[i] : asked[i] / units[i];
            }

            var found = places[Place(key)];
            return found == 0 ? int.MaxValue : numbers[found - 1];
        }

        /// <summary>Where the key stands, or the free place where it would.</summary>
        private int Place(ReadOnlySpan<long> key)
        {
            var hash = 17UL;
            foreach (var part in key)
            {
                hash = (hash ^ (ulong)part) * 0x9E3779B97F4A7C15;
                hash ^= hash >> 32;
            }

            var place = (int)(hash & (ulong)(places.Length - 1));
            while (places[place] != 0 && !key.SequenceEqual(keys[places[place] - 1]))
            {
                place = (place + 1) & (places.Length - 1);
            }

            return place;
        }
    }
}
