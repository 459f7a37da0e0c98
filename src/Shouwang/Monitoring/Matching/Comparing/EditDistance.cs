namespace Shouwang.Monitoring.Matching;

/// <summary>
/// Damerau–Levenshtein distance: insertions, deletions, changes, and neighbours swapped.
/// The unrestricted form, not optimal string alignment: only this one keeps the triangle inequality.
/// </summary>
internal static class EditDistance
{
    private const int OnStack = 1024;

    /// <summary>True if at most <paramref name="limit"/> edits lead from one to the other.</summary>
    public static bool Within(ReadOnlySpan<int> left, ReadOnlySpan<int> right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return false;
        }

        Trim(ref left, ref right);
        if (limit == 1)
        {
            return Math.Max(left.Length, right.Length) <= 1
                || (left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0]);
        }

        return Math.Max(left.Length, right.Length) <= limit || Of(left, right) <= limit;
    }

    public static int Of(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length + right.Length;
        }

        var width = right.Length + 2;
        var size = (left.Length + 2) * width;
        Span<int> table = size <= OnStack ? stackalloc int[size] : new int[size];
        Border(table, left.Length, right.Length, width);
        for (var i = 1; i <= left.Length; i++)
        {
            var lastColumn = 0;
            for (var k = 1; k <= right.Length; k++)
            {
                var lastRow = left[..(i - 1)].LastIndexOf(right[k - 1]) + 1;
                var same = left[i - 1] == right[k - 1];
                var change = table[(i * width) + k] + (same ? 0 : 1);
                var edit = Math.Min(table[((i + 1) * width) + k], table[(i * width) + k + 1]) + 1;
                var swap = table[(lastRow * width) + lastColumn] + (i - lastRow - 1) + 1 + (k - lastColumn - 1);
                table[((i + 1) * width) + k + 1] = Math.Min(Math.Min(change, edit), swap);
                lastColumn = same ? k : lastColumn;
            }
        }

        return table[((left.Length + 1) * width) + right.Length + 1];
    }

    // Row and column 0 hold a wall, row and column 1 the distances to nothing.
    private static void Border(Span<int> table, int rows, int columns, int width)
    {
        var wall = rows + columns;
        table[0] = wall;
        for (var i = 0; i <= rows; i++)
        {
            table[(i + 1) * width] = wall;
            table[((i + 1) * width) + 1] = i;
        }

        for (var k = 0; k <= columns; k++)
        {
            table[k + 1] = wall;
            table[width + k + 1] = k;
        }
    }

    private static void Trim(ref ReadOnlySpan<int> left, ref ReadOnlySpan<int> right)
    {
        var prefix = left.CommonPrefixLength(right);
        left = left[prefix..];
        right = right[prefix..];
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }
    }
}
