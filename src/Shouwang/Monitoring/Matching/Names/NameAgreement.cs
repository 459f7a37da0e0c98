using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Matching;

/// <summary>Whether two names, delivered and registered under one valid id, can be the same person's.</summary>
public enum NameVerdict
{
    /// <summary>Written alike, character by character.</summary>
    Same,

    /// <summary>Written differently for a known reason (blanks, widths, dots, variant characters, a cut minority name): accepted.</summary>
    Variant,

    /// <summary>Another name: the row goes to the doubt queue.</summary>
    Different,
}

/// <summary>Compares the name in a delivered row with the registered name of the same id. Safe for many threads.</summary>
public sealed class NameAgreement(VariantForms forms)
{
    private const int LongestName = 64;

    // Systems that cut minority names cut at four characters or later; shorter beginnings are other people's names.
    private const int ShortestCut = 4;

    /// <summary>Compares two names. A blank name says nothing against the other and is accepted as a variant.</summary>
    public NameVerdict Of(ReadOnlySpan<char> delivered, ReadOnlySpan<char> registered)
    {
        if (delivered.SequenceEqual(registered))
        {
            return NameVerdict.Same;
        }

        Span<int> left = stackalloc int[LongestName];
        Span<int> right = stackalloc int[LongestName];
        left = left[..Letters(delivered, left, out var leftPart)];
        right = right[..Letters(registered, right, out var rightPart)];
        if (left.Length == 0 || right.Length == 0 || left.SequenceEqual(right))
        {
            return NameVerdict.Variant;
        }

        return OneUnwritten(left, right) || Cut(left, right, rightPart) || Cut(right, left, leftPart)
            ? NameVerdict.Variant
            : NameVerdict.Different;
    }

    /// <summary>Writes the folded characters; <paramref name="part"/> is where the first dot stood, 0 if none.</summary>
    private int Letters(ReadOnlySpan<char> name, Span<int> letters, out int part)
    {
        var length = 0;
        part = 0;
        for (var i = 0; i < name.Length && length < letters.Length; i++)
        {
            int c = Widths.Fold(name[i]);
            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
            {
                c = char.ConvertToUtf32(name[i], name[++i]);
            }

            if (NameSigns.IsDot(c))
            {
                part = part == 0 ? length : part;
            }
            else if (c >= 0x10000 || !TextForm.IsBlank((char)c))
            {
                letters[length++] = forms.Fold(c < 0x80 ? char.ToLowerInvariant((char)c) : c);
            }
        }

        return length;
    }

    private static bool OneUnwritten(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        if (left.Length != right.Length || left.Length < 2)
        {
            return false;
        }

        var unwritten = 0;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] == right[i])
            {
                continue;
            }

            // The surname must be readable: it is the half of the name that a relative shares and a stranger does not.
            if (i == 0 || !(NameSigns.IsPlaceholder(left[i]) || NameSigns.IsPlaceholder(right[i])))
            {
                return false;
            }

            unwritten++;
        }

        return unwritten == 1;
    }

    private static bool Cut(ReadOnlySpan<int> cut, ReadOnlySpan<int> whole, int part) =>
        cut.Length < whole.Length && whole.StartsWith(cut) && (part > 0 || whole.Length > ShortestCut + 1)
        && (cut.Length >= ShortestCut || (cut.Length == part && part >= 3));
}
