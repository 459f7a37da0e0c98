namespace Shouwang.Monitoring.Matching;

/// <summary>Finds, for one left row after the other, the right rows that share a block with it. One per thread.</summary>
internal sealed class CandidateSearch(LinkIndex right, RowTable left, int largestBlock)
{
    private readonly int[] seen = new int[right.Rows];
    private int[] found = new int[64];
    private int count;

    /// <summary>Blocks passed over because they were too large.</summary>
    public long PassedOver { get; private set; }

    /// <summary>The right rows of all blocks, each once. The answer is overwritten by the next call.</summary>
    public ReadOnlySpan<int> Of(int row)
    {
        count = 0;
        foreach (var block in right.Blocks)
        {
            Add(block, row);
        }

        return found.AsSpan(0, count);
    }

    /// <summary>The right rows of one block, without those that an earlier call for the same row has found.</summary>
    public ReadOnlySpan<int> Of(int row, int block)
    {
        count = 0;
        Add(right.Blocks[block], row);
        return found.AsSpan(0, count);
    }

    private void Add(BlockTable block, int row)
    {
        var hash = BlockTable.Hash(block.Key, left, row);
        if (hash == 0)
        {
            return;
        }

        block.Bucket(hash, out var hashes, out var rows);
        if (hashes.Length > largestBlock && hashes.Count(hash) > largestBlock)
        {
            PassedOver++;
            return;
        }

        for (var i = 0; i < hashes.Length; i++)
        {
            if (hashes[i] == hash && seen[rows[i]] != row + 1)
            {
                seen[rows[i]] = row + 1;
                Keep(rows[i]);
            }
        }
    }

    private void Keep(int row)
    {
        if (count == found.Length)
        {
            Array.Resize(ref found, count * 2);
        }

        found[count++] = row;
    }
}
