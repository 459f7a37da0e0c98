namespace Shouwang.Monitoring.Matching;

/// <summary>Jaro's similarity with Winkler's bonus for a common beginning of up to four characters. 1 = alike, 0 = nothing in common.</summary>
internal static class JaroWinkler
{
    private const double PrefixBonus = 0.1;
    private const int LongestPrefix = 4;
    private const int OnStack = 256;

    public static double Of(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length == right.Length ? 1 : 0;
        }

        // Jaro takes characters in the order of one of the two texts; always the same one, so that comparing is symmetric.
        var order = left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
        var jaro = order <= 0 ? Jaro(left, right) : Jaro(right, left);
        var prefix = Math.Min(left.CommonPrefixLength(right), LongestPrefix);
        return jaro + (prefix * PrefixBonus * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        Span<bool> leftTaken = left.Length <= OnStack ? stackalloc bool[left.Length] : new bool[left.Length];
        Span<bool> rightTaken = right.Length <= OnStack ? stackalloc bool[right.Length] : new bool[right.Length];
        var common = Common(left, right, leftTaken, rightTaken);
        if (common == 0)
        {
            return 0;
        }

        var halves = 0;
        var k = 0;
        for (var i = 0; i < left.Length; i++)
        {
            if (!leftTaken[i])
            {
                continue;
            }

            while (!rightTaken[k])
            {
                k++;
            }

            halves += left[i] == right[k++] ? 0 : 1;
        }

        double m = common;
        return ((m / left.Length) + (m / right.Length) + ((m - (halves / 2)) / m)) / 3;
    }

    private static int Common(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<bool> leftTaken, Span<bool> rightTaken)
    {
        var window = Math.Max(0, (Math.Max(left.Length, right.Length) / 2) - 1);
        var common = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var last = Math.Min(right.Length - 1, i + window);
            for (var k = Math.Max(0, i - window); k <= last; k++)
            {
                if (!rightTaken[k] && left[i] == right[k])
                {
                    leftTaken[i] = rightTaken[k] = true;
                    common++;
                    break;
                }
            }
        }

        return common;
    }
}
