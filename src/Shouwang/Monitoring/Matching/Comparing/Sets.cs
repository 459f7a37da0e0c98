namespace Shouwang.Monitoring.Matching;

/// <summary>A sorted set of hashes for each row, all in one array.</summary>
internal sealed class Sets
{
    private readonly uint[] members;
    private readonly int[] starts;

    private Sets(uint[] members, int[] starts)
    {
        this.members = members;
        this.starts = starts;
    }

    public static Sets None { get; } = new([], [0]);

    public ReadOnlySpan<uint> Of(int row) => members.AsSpan(starts[row]..starts[row + 1]);

    /// <summary>Words: what stands between blanks.</summary>
    public static Sets OfWords(Column column) => Build(column, static (elements, add) =>
    {
        while (elements.Length > 0)
        {
            var end = elements.IndexOf(' ');
            var word = end < 0 ? elements : elements[..end];
            if (word.Length > 0)
            {
                add.Add(Short(word));
            }

            elements = end < 0 ? [] : elements[(end + 1)..];
        }
    });

    /// <summary>Pairs of neighbouring characters; a single character is its own pair.</summary>
    public static Sets OfPairs(Column column) => Build(column, static (elements, add) =>
    {
        if (elements.Length == 1)
        {
            add.Add(Short(elements));
        }

        for (var i = 0; i + 1 < elements.Length; i++)
        {
            add.Add(Short(elements.Slice(i, 2)));
        }
    });

    private delegate void Split(ReadOnlySpan<int> elements, List<uint> add);

    private static Sets Build(Column column, Split split)
    {
        var members = new List<uint>();
        var starts = new int[column.Rows + 1];
        var row = new List<uint>();
        for (var i = 0; i < column.Rows; i++)
        {
            row.Clear();
            split(column.Elements(i), row);
            row.Sort();
            for (var k = 0; k < row.Count; k++)
            {
                if (k == 0 || row[k] != row[k - 1])
                {
                    members.Add(row[k]);
                }
            }

            starts[i + 1] = members.Count;
        }

        return new Sets([.. members], starts);
    }

    private static uint Short(ReadOnlySpan<int> elements) => (uint)(Hashing.Of(elements) >> 32);
}
