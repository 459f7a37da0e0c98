using Shouwang.Platform.Text;
using System.Globalization;

namespace Shouwang.Monitoring.Matching;

/// <summary>The words a specification may use for an agreement level, and what they take.</summary>
internal static class Agreements
{
    private sealed record Word(FieldKind[] Kinds, double Least, double Most, Func<double, Agreement> Make)
    {
        public bool TakesNumber => Most > 0;
    }

    private static readonly Bilingual None = new("", "");
    private static readonly FieldKind[] Any = Enum.GetValues<FieldKind>();
    private static readonly FieldKind[] Written = [FieldKind.Name, FieldKind.Text, FieldKind.Code];
    private static readonly FieldKind[] Digits = [FieldKind.Name, FieldKind.Text, FieldKind.Code, FieldKind.Phone, FieldKind.Date];

    private static readonly Dictionary<string, Word> Words = new()
    {
        ["else"] = new(Any, 0, 0, static _ => new Otherwise()),
        ["exact"] = new(Any, 0, 0, static _ => new Exact()),
        ["variant"] = new(Written, 0, 0, static _ => new SameForms()),
        ["pinyin"] = new(Written, 0, 0, static _ => new SameSound()),
        ["surname"] = new([FieldKind.Name], 0, 0, static _ => new SameSurname()),
        ["beginning"] = new(Written, 1, 64, static n => new Beginning((int)n)),
        ["start"] = new(Digits, 1, 64, static n => new SameStart((int)n)),
        ["edits"] = new(Digits, 1, 64, static n => new Edits((int)n)),
        ["jaro_winkler"] = new(Digits, 0.01, 1, static n => new Alike(n)),
        ["words"] = new(Written, 0.01, 1, static n => new SharedWords(n, contained: false)),
        ["words_contained"] = new(Written, 0.01, 1, static n => new SharedWords(n, contained: true)),
        ["pairs"] = new(Written, 0.01, 1, static n => new SharedPairs(n, contained: false)),
        ["pairs_contained"] = new(Written, 0.01, 1, static n => new SharedPairs(n, contained: true)),
        ["swapped_day_month"] = new([FieldKind.Date], 0, 0, static _ => new SwappedDayAndMonth()),
        ["within_days"] = new([FieldKind.Date], 1, 36600, static n => new WithinDays((int)n)),
        ["within"] = new([FieldKind.Number], double.Epsilon, double.MaxValue, static n => new Within(n)),
    };

    /// <summary>Reads one agreement; where it cannot be read, the reason.</summary>
    public static Agreement? Read(string text, FieldKind kind, out Bilingual reason)
    {
        reason = None;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? text : text[..open]).Trim();
        if (!Words.TryGetValue(name, out var word))
        {
            reason = new($"没有“{name}”这种一致程度；可用 {string.Join("、", Words.Keys)}", $"'{name}' is no agreement; known are {string.Join(", ", Words.Keys)}");
            return null;
        }

        if (!word.Kinds.Contains(kind))
        {
            var of = kind.ToString().ToLowerInvariant();
            reason = new($"“{name}”不能比较 {of} 类字段", $"'{name}' does not compare a field of kind {of}");
            return null;
        }

        return Number(text, open, name, word, out reason) is { } number ? word.Make(number) : null;
    }

    private static double? Number(string text, int open, string name, Word word, out Bilingual reason)
    {
        var example = $"{name}({(word.Most == 1 ? "0.9" : "1")})";
        reason = word.TakesNumber
            ? new($"“{name}”须带一个 {word.Least:G4} 至 {word.Most:G4} 的数，如 {example}", $"'{name}' takes one number from {word.Least:G4} to {word.Most:G4}, as in {example}")
            : new($"“{name}”不带括号", $"'{name}' takes nothing in brackets");
        if (!word.TakesNumber)
        {
            return open < 0 ? 0 : null;
        }

        if (open < 0 || !text.EndsWith(')')
            || !double.TryParse(text.AsSpan()[(open + 1)..^1], CultureInfo.InvariantCulture, out var number)
            || !(number >= word.Least && number <= word.Most)
            || (word.Most > 1 && name != "within" && number != Math.Floor(number)))
        {
            return null;
        }

        return number;
    }
}
