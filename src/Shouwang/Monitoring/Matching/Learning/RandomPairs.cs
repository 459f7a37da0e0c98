namespace Shouwang.Monitoring.Matching;

/// <summary>Pairs drawn without regard to blocks, to see how often strangers agree by chance.</summary>
internal static class RandomPairs
{
    private const long MostPairs = 1_000_000;

    /// <summary>Patterns of random pairs, or of all pairs where there are few. Neither depends on the order of the rows.</summary>
    public static PatternCounts Of(RowTable left, LinkIndex right, bool self, PairScorer scorer, CancellationToken cancel)
    {
        var counts = new PatternCounts();
        var leftOrder = left.InOrderOfContent();
        var rightOrder = self ? leftOrder : right.Table.InOrderOfContent();
        if ((long)left.Rows * right.Rows <= MostPairs)
        {
            foreach (var i in leftOrder)
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var k in rightOrder)
                {
                    Add(counts, left, i, right, k, self, scorer);
                }
            }

            return counts;
        }

        var state = Hashing.Seed;
        for (var draw = 0L; draw < MostPairs; draw++)
        {
            if ((draw & 0xFFFF) == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }

            Add(counts, left, leftOrder[Next(ref state, left.Rows)], right, rightOrder[Next(ref state, right.Rows)], self, scorer);
        }

        return counts;
    }

    private static void Add(PatternCounts counts, RowTable left, int i, LinkIndex right, int k, bool self, PairScorer scorer)
    {
        if (!self || i != k)
        {
            counts.Add(scorer.Pattern(left, i, right.Table, k));
        }
    }

    // SplitMix64: the same draws on every machine.
    private static int Next(ref ulong state, int below)
    {
        state += Hashing.Seed;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)Math.BigMul(z ^ (z >> 31), (ulong)below, out _);
    }
}
