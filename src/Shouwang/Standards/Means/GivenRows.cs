namespace Shouwang.Standards.Means;

/// <summary><see cref="GivenValues"/> in the order of the rows, so that a stretch of households takes only its own.</summary>
internal sealed class GivenRows
{
    private readonly (int[] Rows, long[] Values)?[] ofVariable;

    public GivenRows(Law law, GivenValues? given)
    {
        ofVariable = given is null || given.Values.Count == 0 ? [] : [.. law.Ordered.Select(v => given.Values.TryGetValue(v, out var rows) && rows.Count > 0 ? Sorted(rows) : ((int[], long[])?)null)];
        HasUnknown = ofVariable.Zip(law.Ordered).Any(g => g.First is { } rows && !g.Second.Type.MayBeUnknown && rows.Values.Contains(Population.Unknown));
    }

    /// <summary>A value that formulas take as known is given as unknown.</summary>
    public bool HasUnknown { get; }

    /// <summary>Puts the given values of the rows <c>[from, to)</c> in the place of those computed.</summary>
    public void Put(int variable, long[] values, long[]? branches, int from, int to)
    {
        if (ofVariable.Length == 0 || ofVariable[variable] is not { } given)
        {
            return;
        }

        var first = Array.BinarySearch(given.Rows, from);
        for (var i = first < 0 ? ~first : first; i < given.Rows.Length && given.Rows[i] < to; i++)
        {
            values[given.Rows[i]] = given.Values[i];
            if (branches is not null)
            {
                branches[given.Rows[i]] = 0;
            }
        }
    }

    private static (int[] Rows, long[] Values) Sorted(IReadOnlyDictionary<int, long> given)
    {
        var (rows, values) = (given.Keys.ToArray(), given.Values.ToArray());
        Array.Sort(rows, values);
        return (rows, values);
    }
}
