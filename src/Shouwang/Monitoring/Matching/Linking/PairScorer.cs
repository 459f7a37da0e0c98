namespace Shouwang.Monitoring.Matching;

/// <summary>
/// Compares pairs of rows. The levels reached are packed into one number, four bits a comparison: 0 = a value is missing,
/// 1 = the top level, and so on.
/// </summary>
internal sealed class PairScorer
{
    private readonly FieldComparison[] comparisons;
    private readonly Agreement[][] agreements;
    private readonly double[][] weights;
    private readonly double[] topM;
    private readonly ulong[] matchNeeds;
    private readonly ulong[] doubtNeeds;

    public PairScorer(LinkageSpec spec)
    {
        comparisons = [.. spec.Comparisons];
        agreements = [.. comparisons.Select(c => c.Levels.Select(l => l.Agreement).ToArray())];
        weights = [.. comparisons.Select(c => c.Levels.Select(l => l.Weight).Prepend(0).ToArray())];
        topM = [.. comparisons.Select(c => c.Levels[0].M)];
        matchNeeds = [.. spec.Decision.MatchNeeds.Select(Fields)];
        doubtNeeds = [.. spec.Decision.DoubtNeeds.Select(Fields)];
    }

    public static int Level(ulong pattern, int comparison) => (int)(pattern >> (comparison * 4) & 15) - 1;

    public ulong Pattern(RowTable left, int i, RowTable right, int k)
    {
        var pattern = 0UL;
        for (var c = 0; c < comparisons.Length; c++)
        {
            var field = comparisons[c].FieldIndex;
            var (a, b) = (left.Columns[field], right.Columns[field]);
            if (a.IsMissing(i) || b.IsMissing(k))
            {
                continue;
            }

            var levels = agreements[c];
            var level = 0;
            while (level < levels.Length - 1 && !levels[level].Holds(a, i, b, k))
            {
                level++;
            }

            pattern |= (ulong)(level + 1) << (c * 4);
        }

        return pattern;
    }

    /// <summary>Evidence in bits, without the prior.</summary>
    public double Score(ulong pattern, LinkIndex right, int k)
    {
        var score = 0.0;
        for (var c = 0; c < weights.Length; c++)
        {
            score += Weight(pattern, c, right, k);
        }

        return score;
    }

    /// <summary>The evidence of one comparison in bits; 0 where a value is missing.</summary>
    public double Weight(ulong pattern, int comparison, LinkIndex right, int k)
    {
        var digit = (int)(pattern >> (comparison * 4) & 15);
        return digit == 1 && comparisons[comparison].ByFrequency
            ? Math.Log2(topM[comparison] / right.Frequencies[comparison][k])
            : weights[comparison][digit];
    }

    public bool MayMatch(ulong pattern) => Meets(pattern, matchNeeds);

    public bool MayDoubt(ulong pattern) => Meets(pattern, doubtNeeds);

    private bool Meets(ulong pattern, ulong[] needs)
    {
        if (needs.Length == 0)
        {
            return true;
        }

        var agreed = 0UL;
        for (var c = 0; c < comparisons.Length; c++)
        {
            var level = Level(pattern, c);
            if (level >= 0 && !comparisons[c].Levels[level].Weak && weights[c][level + 1] > 0)
            {
                agreed |= 1UL << c;
            }
        }

        return Array.TrueForAll(needs, need => (need & agreed) != 0);
    }

    private ulong Fields(IReadOnlyList<string> names)
    {
        var fields = 0UL;
        for (var c = 0; c < comparisons.Length; c++)
        {
            fields |= names.Contains(comparisons[c].Field) ? 1UL << c : 0;
        }

        return fields;
    }
}
