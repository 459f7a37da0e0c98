using System.Numerics;

namespace Shouwang.Monitoring.Matching;

/// <summary>The rows of the right side under one blocking key, found by the key's hash.</summary>
internal sealed class BlockTable
{
    private readonly int[] starts;
    private readonly ulong[] hashes;
    private readonly int[] rows;
    private readonly int shift;

    public BlockTable(BlockKey key, RowTable table)
    {
        Key = key;
        var bits = Math.Max(1, BitOperations.Log2((uint)Math.Max(1, table.Rows)) + 1);
        shift = 64 - bits;
        starts = new int[(1 << bits) + 1];
        var all = new ulong[table.Rows];
        for (var row = 0; row < table.Rows; row++)
        {
            all[row] = Hash(key, table, row);
            if (all[row] != 0)
            {
                starts[(all[row] >> shift) + 1]++;
            }
        }

        for (var bucket = 0; bucket + 1 < starts.Length; bucket++)
        {
            starts[bucket + 1] += starts[bucket];
        }

        hashes = new ulong[starts[^1]];
        rows = new int[starts[^1]];
        Fill(all);
    }

    public BlockKey Key { get; }

    /// <summary>The number that rows of one block share; 0 if the row enters none.</summary>
    public static ulong Hash(BlockKey key, RowTable table, int row)
    {
        var hash = Hashing.Seed;
        foreach (var term in key.Terms)
        {
            var part = term.Of(table.Columns[term.Field], row);
            if (part == 0)
            {
                return 0;
            }

            hash = Hashing.Mix(hash, part);
        }

        // Spread once more: the high bits choose the bucket.
        hash *= 0x94D049BB133111EB;
        return hash == 0 ? 1 : hash;
    }

    /// <summary>The bucket that holds the block; it may hold rows of other blocks too, told apart by their hash.</summary>
    public void Bucket(ulong hash, out ReadOnlySpan<ulong> bucketHashes, out ReadOnlySpan<int> bucketRows)
    {
        var bucket = (int)(hash >> shift);
        var range = starts[bucket]..starts[bucket + 1];
        bucketHashes = hashes.AsSpan(range);
        bucketRows = rows.AsSpan(range);
    }

    private void Fill(ulong[] all)
    {
        var next = starts.AsSpan(0, starts.Length - 1).ToArray();
        for (var row = 0; row < all.Length; row++)
        {
            if (all[row] != 0)
            {
                var place = next[all[row] >> shift]++;
                hashes[place] = all[row];
                rows[place] = row;
            }
        }
    }
}
