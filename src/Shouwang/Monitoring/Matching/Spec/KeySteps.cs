namespace Shouwang.Monitoring.Matching;

/// <summary>What can be done to a value on its way into a blocking key.</summary>
internal static class KeySteps
{
    private static readonly FieldKind[] Any = Enum.GetValues<FieldKind>();
    private static readonly FieldKind[] Written = [FieldKind.Name, FieldKind.Text, FieldKind.Code];

    /// <summary>The words, whether they take a number, and the kinds of fields they make sense for.</summary>
    public static readonly IReadOnlyDictionary<string, (bool TakesNumber, FieldKind[] Kinds)> Words =
        new Dictionary<string, (bool, FieldKind[])>
        {
            ["first"] = (true, Any),
            ["last"] = (true, Any),
            ["word"] = (true, Written),
            ["sorted"] = (false, Written),
            ["initials"] = (false, Written),
            ["soundex"] = (false, Written),
            ["folded"] = (false, Written),
            ["pinyin"] = (false, Written),
            ["surname"] = (false, [FieldKind.Name]),
            ["given"] = (false, [FieldKind.Name]),
            ["year"] = (false, [FieldKind.Date]),
            ["month"] = (false, [FieldKind.Date]),
            ["day"] = (false, [FieldKind.Date]),
        };

    public static KeyStep Make(string word, int number, bool fromStartOfName, VariantForms variants) => word switch
    {
        "first" => (_, length) => Math.Min(number, length),
        "last" => (letters, length) => Keep(letters, Math.Max(0, length - number), length),
        "word" => (letters, length) => Word(letters, length, number),
        "sorted" => Sorted,
        "initials" => Initials,
        "soundex" => Soundex,
        "folded" => (letters, length) => Fold(letters, length, variants),
        "pinyin" => (letters, length) => Sound(letters, length, variants, fromStartOfName),
        "surname" => (letters, length) => Surname(letters, length, variants),
        "given" => (letters, length) => Given(letters, length, variants),
        "year" => (_, length) => Math.Min(4, length),
        "month" => (letters, length) => Keep(letters, 4, Math.Min(6, length)),
        "day" => (letters, length) => Keep(letters, 6, length),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };

    private static int Keep(Span<int> letters, int start, int end)
    {
        letters[start..end].CopyTo(letters);
        return end - start;
    }

    private static int Word(Span<int> letters, int length, int number)
    {
        var start = 0;
        for (var word = 1; start < length; word++)
        {
            var blank = letters[start..length].IndexOf(' ');
            var end = blank < 0 ? length : start + blank;
            if (word == number)
            {
                return Keep(letters, start, end);
            }

            start = end + 1;
        }

        return 0;
    }

    /// <summary>The words in alphabetical order: "li wei" and "wei li" enter one block.</summary>
    private static int Sorted(Span<int> letters, int length)
    {
        var words = new List<int[]>();
        foreach (var range in ((ReadOnlySpan<int>)letters[..length]).Split(' '))
        {
            words.Add(letters[range].ToArray());
        }

        words.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        var end = 0;
        foreach (var word in words)
        {
            word.CopyTo(letters[end..]);
            end += word.Length;
        }

        return end;
    }

    /// <summary>The first letter of each word; of Chinese words every character.</summary>
    private static int Initials(Span<int> letters, int length)
    {
        var kept = 0;
        var starts = true;
        for (var i = 0; i < length; i++)
        {
            var letter = letters[i];
            if (letter != ' ' && (starts || NameSigns.IsHan(letter)))
            {
                letters[kept++] = letter;
            }

            starts = letter == ' ';
        }

        return kept;
    }

    private static int Fold(Span<int> letters, int length, VariantForms variants)
    {
        for (var i = 0; i < length; i++)
        {
            letters[i] = variants.Fold(letters[i]);
        }

        return length;
    }

    private static int Sound(Span<int> letters, int length, VariantForms variants, bool fromStartOfName)
    {
        Fold(letters, length, variants);
        for (var i = 0; i < length; i++)
        {
            letters[i] = i == 0 && fromStartOfName ? Pinyin.OfSurname(letters[i]) : Pinyin.Of(letters[i]);
        }

        return length;
    }

    /// <summary>The Chinese surname; in a name written in letters its last word.</summary>
    private static int Surname(Span<int> letters, int length, VariantForms variants)
    {
        Fold(letters, length, variants);
        var chinese = NameSigns.SurnameLength(letters[..length]);
        return chinese > 0 ? chinese : Keep(letters, letters[..length].LastIndexOf(' ') + 1, length);
    }

    private static int Given(Span<int> letters, int length, VariantForms variants)
    {
        Fold(letters, length, variants);
        var chinese = NameSigns.SurnameLength(letters[..length]);
        return chinese > 0 ? Keep(letters, chinese, length) : Math.Max(0, letters[..length].LastIndexOf(' '));
    }

    /// <summary>American Soundex: a letter and three digits.</summary>
    private static int Soundex(Span<int> letters, int length)
    {
        Span<int> code = ['0', '0', '0', '0'];
        var filled = 0;
        var before = 0;
        for (var i = 0; i < length && filled < 4; i++)
        {
            if (letters[i] is < 'a' or > 'z')
            {
                continue;
            }

            var digit = "01230120022455012623010202"[letters[i] - 'a'];
            if (filled == 0)
            {
                code[filled++] = letters[i];
            }
            else if (digit != '0' && digit != before)
            {
                code[filled++] = digit;
            }

            // h and w do not part two letters of one sound; vowels do.
            before = letters[i] is 'h' or 'w' ? before : digit;
        }

        code.CopyTo(letters);
        return filled == 0 ? 0 : 4;
    }
}
