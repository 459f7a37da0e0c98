using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Shouwang.Platform.Text;

namespace Shouwang.Registry;

/// <summary>The kinds of disability (GB/T 26341), as the 19th character of a certificate.</summary>
public enum DisabilityKind
{
    Visual = 1,
    Hearing = 2,
    Speech = 3,
    Physical = 4,
    Intellectual = 5,
    Mental = 6,
    Multiple = 7,
}

/// <summary>
/// The number of a disability certificate 残疾人证: the holder's identity number, the kind, the grade 1 (gravest) to 4,
/// and <c>B1</c>, <c>B2</c>… where it was issued again. Prints with the identity number masked.
/// </summary>
public readonly record struct DisabilityCertificate : IFormattable
{
    private DisabilityCertificate(IdNumber holder, DisabilityKind kind, int grade, int reissue) =>
        (Holder, Kind, Grade, Reissue) = (holder, kind, grade, reissue);

    public IdNumber Holder { get; }

    public DisabilityKind Kind { get; }

    /// <summary>1 to 4; 1 is the gravest.</summary>
    public int Grade { get; }

    /// <summary>How often it was issued again: 0 for the first certificate.</summary>
    public int Reissue { get; }

    /// <summary>Grade 1 or 2, what the rules call severe.</summary>
    [JsonIgnore]
    public bool IsSevere => Grade <= 2;

    /// <summary>The full number of 20 characters, with the reissue where there is one.</summary>
    public string Reveal() => Holder.Reveal() + Tail();

    public override string ToString() => Grade == 0 ? "" : $"{Holder}{Tail()}";

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <exception cref="FormatException">Not a certificate; the message never repeats the text.</exception>
    public static DisabilityCertificate Parse(string text) =>
        TryParse(text, out var certificate) ? certificate : throw new FormatException("Not a disability certificate.");

    public static bool TryParse([NotNullWhen(true)] string? text, out DisabilityCertificate certificate)
    {
        certificate = default;
        var folded = Widths.Fold(text ?? "").Trim().ToUpperInvariant();
        if (folded.Length < 20 || !IdNumber.TryParse(folded[..18], out var holder)
            || folded[18] is < '1' or > '7' || folded[19] is < '1' or > '4' || !TryReissue(folded.AsSpan(20), out var reissue))
        {
            return false;
        }

        certificate = new DisabilityCertificate(holder, (DisabilityKind)(folded[18] - '0'), folded[19] - '0', reissue);
        return true;
    }

    private static bool TryReissue(ReadOnlySpan<char> suffix, out int reissue)
    {
        reissue = 0;
        return suffix.IsEmpty
            || (suffix.Length is 2 or 3 && suffix[0] == 'B' && int.TryParse(suffix[1..], NumberStyles.None, CultureInfo.InvariantCulture, out reissue) && reissue > 0);
    }

    private string Tail() => $"{(int)Kind}{Grade}{(Reissue == 0 ? "" : $"B{Reissue}")}";
}
