namespace Shouwang.Monitoring.Matching;

/// <summary>What a comparison or a key reads of a value besides its text elements.</summary>
[Flags]
internal enum Forms
{
    Elements = 0,
    Folded = 1,
    Sounds = 2,
    Words = 4,
    Pairs = 8,
    Date = 16,
    Number = 32,
}

/// <summary>One field of all rows of one side, prepared once: comparing two values afterwards allocates nothing.</summary>
internal sealed class Column
{
    private readonly int[] elements;
    private readonly int[] starts;

    private readonly int[] folded;
    private readonly int[] sounds;
    private readonly Sets words;
    private readonly Sets pairs;

    public Column(FieldKind kind, Forms forms, VariantForms variants, DateOrder order, IReadOnlyList<string?[]> rows, int field)
    {
        Kind = kind;
        Dates = forms.HasFlag(Forms.Date) ? new int[rows.Count] : [];
        Numbers = forms.HasFlag(Forms.Number) ? new double[rows.Count] : [];
        starts = new int[rows.Count + 1];
        var all = new List<int>(rows.Count * 4);
        for (var row = 0; row < rows.Count; row++)
        {
            Append(all, rows[row][field], row, order);
            starts[row + 1] = all.Count;
        }

        elements = [.. all];
        folded = forms.HasFlag(Forms.Folded) || forms.HasFlag(Forms.Sounds) ? Array.ConvertAll(elements, variants.Fold) : [];
        sounds = forms.HasFlag(Forms.Sounds) ? Read() : [];
        words = forms.HasFlag(Forms.Words) ? Sets.OfWords(this) : Sets.None;
        pairs = forms.HasFlag(Forms.Pairs) ? Sets.OfPairs(this) : Sets.None;
    }

    public FieldKind Kind { get; }

    public int Rows => starts.Length - 1;

    /// <summary>Dates as yyyyMMdd, 0 where there is none.</summary>
    public int[] Dates { get; }

    /// <summary>Numbers, NaN where there is none.</summary>
    public double[] Numbers { get; }

    public bool IsMissing(int row) => starts[row] == starts[row + 1];

    public ReadOnlySpan<int> Elements(int row) => elements.AsSpan(starts[row]..starts[row + 1]);

    public ReadOnlySpan<int> Folded(int row) => folded.AsSpan(starts[row]..starts[row + 1]);

    public ReadOnlySpan<int> Sounds(int row) => sounds.AsSpan(starts[row]..starts[row + 1]);

    /// <summary>The hashes of the words, sorted, each once.</summary>
    public ReadOnlySpan<uint> Words(int row) => words.Of(row);

    /// <summary>The hashes of each two neighbouring characters, sorted, each once.</summary>
    public ReadOnlySpan<uint> Pairs(int row) => pairs.Of(row);

    private void Append(List<int> all, string? value, int row, DateOrder order)
    {
        if (Numbers.Length > 0)
        {
            Numbers[row] = double.NaN;
        }

        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        var start = all.Count;
        if (Kind == FieldKind.Date)
        {
            var date = Day.Read(value, order);
            Day.Append(all, date);
            if (Dates.Length > 0)
            {
                Dates[row] = date;
            }

            return;
        }

        TextForm.Append(all, value, Kind);
        if (Kind == FieldKind.Number && Numbers.Length > 0
            && double.TryParse(value.AsSpan().Trim(), System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            Numbers[row] = number;
        }
        else if (Kind == FieldKind.Number && Numbers.Length > 0)
        {
            // Text in a number's place says nothing, as an empty cell.
            all.RemoveRange(start, all.Count - start);
        }
    }

    private int[] Read()
    {
        var read = new int[folded.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var i = starts[row]; i < starts[row + 1]; i++)
            {
                read[i] = Kind == FieldKind.Name && i == starts[row] ? Pinyin.OfSurname(folded[i]) : Pinyin.Of(folded[i]);
            }
        }

        return read;
    }
}
