namespace Shouwang.Monitoring.Matching;

/// <summary>The rows of one side, prepared field by field.</summary>
internal sealed class RowTable
{
    public RowTable(LinkageSpec spec, IReadOnlyList<string?[]> rows)
    {
        Rows = rows.Count;
        Columns = new Column[spec.Fields.Count];
        AtOnce.For(spec.Fields.Count, rows.Count, place =>
        {
            var field = spec.Fields[place];
            Columns[place] = new Column(field.Kind, field.Forms, spec.Variants, field.Order, rows, place);
        });
    }

    public int Rows { get; }

    public Column[] Columns { get; }

    /// <summary>A number that depends on what a row says and not on where it stands: ties are broken by it.</summary>
    public ulong Content(int row)
    {
        var hash = Hashing.Seed;
        foreach (var column in Columns)
        {
            hash = Hashing.Mix(hash, column.IsMissing(row) ? 0 : Hashing.Of(column.Elements(row)));
        }

        return hash;
    }

    /// <summary>The rows in an order that depends on their content only.</summary>
    public int[] InOrderOfContent()
    {
        var content = new ulong[Rows];
        var order = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            content[row] = Content(row);
            order[row] = row;
        }

        Array.Sort(content, order);
        return order;
    }
}
