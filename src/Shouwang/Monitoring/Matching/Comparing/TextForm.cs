using System.Globalization;
using System.Text;
using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Matching;

/// <summary>Turns a value into its text elements (what a reader sees as one character), one number each, folded in width and case.</summary>
internal static class TextForm
{
    /// <summary>Appends the elements of a value, prepared as its kind asks.</summary>
    public static void Append(List<int> elements, string value, FieldKind kind)
    {
        var start = elements.Count;
        if (NeedsClusters(value))
        {
            AppendClusters(elements, value, kind);
        }
        else
        {
            for (var i = 0; i < value.Length; i++)
            {
                var c = char.IsHighSurrogate(value[i]) && i + 1 < value.Length ? char.ConvertToUtf32(value[i], value[++i]) : Widths.Fold(value[i]);
                AppendOne(elements, c, kind, start);
            }
        }

        if (elements.Count > start && elements[^1] == ' ')
        {
            elements.RemoveAt(elements.Count - 1);
        }

        if (kind == FieldKind.Phone)
        {
            DropCountryCode(elements, start);
        }
    }

    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u00AD' || c < ' ';

    private static void AppendOne(List<int> elements, int c, FieldKind kind, int start)
    {
        if (c < 0x80)
        {
            c = c is >= 'A' and <= 'Z' ? c + 32 : c;
            if (!(c is (>= 'a' and <= 'z') or (>= '0' and <= '9')))
            {
                c = Separator(c, kind, elements.Count > start ? elements[^1] : ' ');
            }
        }
        else if (c < 0x10000)
        {
            c = char.IsLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c)
                : NameSigns.IsPlaceholder(c) ? c
                : Separator(c, kind, elements.Count > start ? elements[^1] : ' ');
        }

        if (c != 0 && (kind != FieldKind.Phone || c is >= '0' and <= '9'))
        {
            elements.Add(c);
        }
    }

    /// <summary>A sign between words becomes one blank; between Chinese characters, in a code or after another blank, nothing.</summary>
    private static int Separator(int c, FieldKind kind, int before) => kind switch
    {
        FieldKind.Code or FieldKind.Phone => 0,
        FieldKind.Number => c is '.' or '-' ? c : 0,
        _ when c == '\'' || before == ' ' || before >= 0x2E80 => 0,
        _ => ' ',
    };

    // Combining marks, variation selectors and compatibility ideographs: one visible character in several code units.
    private static bool NeedsClusters(string value)
    {
        foreach (var c in value)
        {
            if (c >= 0x300 && (c <= 0x36F || c is >= '\uF900' and <= '\uFAFF' || c is >= '\uFE00' and <= '\uFE0F' || c is '\u200D' || c == '\uDB40'
                || (c >= 0x483 && c < 0x2E80 && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)))
            {
                return true;
            }

            if (char.IsSurrogate(c) && !WellFormed(value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool WellFormed(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }

    private static void AppendClusters(List<int> elements, string value, FieldKind kind)
    {
        var start = elements.Count;
        var whole = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            // A variation selector changes the drawing, not the character.
            if (rune.Value is not ((>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)))
            {
                whole.Append(rune.ToString());
            }
        }

        var clusters = StringInfo.GetTextElementEnumerator(whole.ToString().Normalize(NormalizationForm.FormC));
        while (clusters.MoveNext())
        {
            var cluster = clusters.GetTextElement();
            var first = Rune.GetRuneAt(cluster, 0);
            if (first.Utf16SequenceLength == cluster.Length)
            {
                AppendOne(elements, first.Value < 0x10000 ? Widths.Fold((char)first.Value) : first.Value, kind, start);
            }
            else
            {
                elements.Add((int)(Hashing.Text(cluster) & 0x3FFFFFFF) | 0x40000000);
            }
        }
    }

    private static void DropCountryCode(List<int> elements, int start)
    {
        var length = elements.Count - start;
        var extra = length switch
        {
            13 when elements[start] == '8' && elements[start + 1] == '6' => 2,
            15 when elements[start] == '0' && elements[start + 1] == '0' && elements[start + 2] == '8' => 4,
            _ => 0,
        };
        elements.RemoveRange(start, extra);
    }
}
