namespace Shouwang.Monitoring.Matching;

/// <summary>One part of a blocking key: a field, and what is done to its value before two values must be equal, as <c>pinyin(surname(name))</c>.</summary>
internal sealed class KeyTerm(int field, IReadOnlyList<KeyStep> steps)
{
    private const int OnStack = 256;

    public int Field { get; } = field;

    /// <summary>A number equal for equal parts; 0 if nothing is left of the value: such a row does not enter the block.</summary>
    public ulong Of(Column column, int row)
    {
        var value = column.Elements(row);
        Span<int> letters = value.Length <= OnStack ? stackalloc int[value.Length + 4] : new int[value.Length + 4];
        value.CopyTo(letters);
        var length = value.Length;
        foreach (var step in steps)
        {
            length = length == 0 ? 0 : step(letters, length);
        }

        return length == 0 ? 0 : Hashing.Of(letters[..length]);
    }
}

/// <summary>Changes the letters in place and returns how many are left. The buffer has room for at least four.</summary>
internal delegate int KeyStep(Span<int> letters, int length);
