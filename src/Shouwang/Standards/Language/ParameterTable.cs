namespace Shouwang.Standards.Language;

/// <summary>What one key of a table is.</summary>
public enum KeyKind
{
    /// <summary>A code of a closed list.</summary>
    Code,
    /// <summary>A whole number: a size, a year, a grade.</summary>
    Int,
    /// <summary>A division of any level, by the beginning of its 12 digits: the most exact entry counts.</summary>
    Division,
}

/// <summary>All divisions whose 12 digits begin alike.</summary>
public sealed record DivisionRange(long First, long Last, int Digits)
{
    /// <returns>Null where the text is no 2, 4, 6, 9 or 12 digits.</returns>
    public static DivisionRange? Parse(string text)
    {
        if (text.Length is not (2 or 4 or 6 or 9 or 12) || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var unit = (long)Math.Pow(10, 12 - text.Length);
        var first = long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * unit;
        return new DivisionRange(first, first + unit - 1, text.Length);
    }
}

/// <param name="Keys">One per key of the table: string (code), long (int) or <see cref="DivisionRange"/>.</param>
public sealed record TableEntry(IReadOnlyList<object> Keys, object Value)
{
    internal int Exactness => Keys.OfType<DivisionRange>().Sum(d => d.Digits);
}

/// <summary>The values of a parameter per key, the most exact entry first: the first whose keys all fit counts.</summary>
public sealed class ParameterTable(IEnumerable<TableEntry> entries)
{
    public IReadOnlyList<TableEntry> Entries { get; } = [.. entries.OrderByDescending(e => e.Exactness)];

    /// <param name="keys">string (code) or long (int, division) per key.</param>
    /// <returns>Null where no entry fits.</returns>
    public object? Find(IReadOnlyList<object> keys) => Entries.FirstOrDefault(e => e.Keys.Zip(keys).All(k => k.First switch
    {
        DivisionRange range => k.Second is long division && division >= range.First && division <= range.Last,
        var key => key.Equals(k.Second),
    }))?.Value;
}
