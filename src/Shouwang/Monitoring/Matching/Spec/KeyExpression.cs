using Shouwang.Platform.Text;
using System.Globalization;

namespace Shouwang.Monitoring.Matching;

/// <summary>Reads one term of a blocking key: <c>birth</c>, <c>year(birth)</c>, <c>first(soundex(surname), 2)</c>.</summary>
internal sealed class KeyExpression(IReadOnlyList<MatchField> fields, VariantForms variants)
{
    private static readonly Bilingual None = new("", "");

    /// <summary>Reads a term; where it cannot be read, the reason.</summary>
    public KeyTerm? Read(string text, out Bilingual reason)
    {
        var steps = new List<KeyStep>();
        var inner = text.Trim();
        var calls = new List<(string Word, int Number)>();
        while (inner.EndsWith(')'))
        {
            var open = inner.IndexOf('(', StringComparison.Ordinal);
            if (open <= 0)
            {
                break;
            }

            var word = inner[..open].Trim();
            var arguments = inner[(open + 1)..^1];
            if (!Call(word, ref arguments, out var number, out reason))
            {
                return null;
            }

            calls.Add((word, number));
            inner = arguments.Trim();
        }

        var field = fields.Index().FirstOrDefault(f => f.Item.Name == inner, (-1, null!)).Index;
        if (field < 0)
        {
            reason = new($"没有“{inner}”字段；字段有 {string.Join("、", fields.Select(f => f.Name))}", $"'{inner}' is no field; fields are {string.Join(", ", fields.Select(f => f.Name))}");
            return null;
        }

        calls.Reverse();
        return Steps(calls, fields[field].Kind, steps, out reason) ? new KeyTerm(field, steps) : null;
    }

    private static bool Call(string word, ref string arguments, out int number, out Bilingual reason)
    {
        number = 0;
        reason = None;
        if (!KeySteps.Words.TryGetValue(word, out var known))
        {
            reason = new($"没有“{word}”这种取法；可用 {string.Join("、", KeySteps.Words.Keys)}", $"'{word}' cannot be done to a value; known are {string.Join(", ", KeySteps.Words.Keys)}");
            return false;
        }

        if (!known.TakesNumber)
        {
            return true;
        }

        var comma = arguments.LastIndexOf(',');
        if (comma < 0 || !int.TryParse(arguments.AsSpan(comma + 1), CultureInfo.InvariantCulture, out number) || number is < 1 or > 64)
        {
            reason = new($"“{word}”须带一个值和一个 1 至 64 的数，如 {word}(name, 2)", $"'{word}' takes a value and a number from 1 to 64, as in {word}(name, 2)");
            return false;
        }

        arguments = arguments[..comma];
        return true;
    }

    private bool Steps(List<(string Word, int Number)> calls, FieldKind kind, List<KeyStep> steps, out Bilingual reason)
    {
        // A surname's own reading holds only as long as the value still begins with the surname.
        var fromStart = kind == FieldKind.Name;
        foreach (var (word, number) in calls)
        {
            if (!KeySteps.Words[word].Kinds.Contains(kind))
            {
                var of = kind.ToString().ToLowerInvariant();
                reason = new($"“{word}”不能用于 {of} 类字段", $"'{word}' cannot be done to a field of kind {of}");
                return false;
            }

            steps.Add(KeySteps.Make(word, number, fromStart, variants));
            fromStart &= word is "surname" or "first" or "folded" or "pinyin";
        }

        reason = None;
        return true;
    }
}
