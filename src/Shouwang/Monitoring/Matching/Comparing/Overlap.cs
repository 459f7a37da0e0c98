namespace Shouwang.Monitoring.Matching;

/// <summary>How much two sorted sets of hashes have in common.</summary>
internal static class Overlap
{
    /// <summary>Shared ÷ all (Jaccard); 0 where both are empty.</summary>
    public static double Jaccard(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right)
    {
        var shared = Shared(left, right);
        var all = left.Length + right.Length - shared;
        return all == 0 ? 0 : (double)shared / all;
    }

    /// <summary>Shared ÷ the smaller set: 1 where one text only leaves words out; 0 where one is empty.</summary>
    public static double Contained(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right)
    {
        var smaller = Math.Min(left.Length, right.Length);
        return smaller == 0 ? 0 : (double)Shared(left, right) / smaller;
    }

    private static int Shared(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right)
    {
        var (i, k, shared) = (0, 0, 0);
        while (i < left.Length && k < right.Length)
        {
            if (left[i] == right[k])
            {
                shared++;
                i++;
                k++;
            }
            else if (left[i] < right[k])
            {
                i++;
            }
            else
            {
                k++;
            }
        }

        return shared;
    }
}
