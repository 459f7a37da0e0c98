namespace Shouwang.Monitoring.Matching;

/// <summary>The right side, prepared once, for any number of calls and threads. Made by <see cref="Linker.Index"/>.</summary>
public sealed class LinkIndex
{
    internal LinkIndex(LinkageSpec spec, IReadOnlyList<string?[]> rows)
    {
        Table = new RowTable(spec, rows);
        Blocks = new BlockTable[spec.Blocks.Count];
        AtOnce.For(Blocks.Length, rows.Count, place => Blocks[place] = new BlockTable(spec.Blocks[place], Table));
        Frequencies = [.. spec.Comparisons.Select(c => c.ByFrequency ? Frequency(Table.Columns[c.FieldIndex]) : [])];
    }

    /// <summary>How many rows the right side has.</summary>
    public int Rows => Table.Rows;

    internal RowTable Table { get; }

    internal BlockTable[] Blocks { get; }

    /// <summary>Per comparison by frequency and right row: the share of right rows with the same value.</summary>
    internal double[][] Frequencies { get; }

    private static double[] Frequency(Column column)
    {
        var counts = new Dictionary<ulong, int>();
        var hashes = new ulong[column.Rows];
        for (var row = 0; row < column.Rows; row++)
        {
            hashes[row] = Hashing.Of(column.Elements(row));
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, hashes[row], out _)++;
        }

        // One more than counted: a value seen once is rare, but how rare cannot be told from one row.
        return Array.ConvertAll(hashes, hash => (counts[hash] + 1.0) / (column.Rows + 1.0));
    }
}
