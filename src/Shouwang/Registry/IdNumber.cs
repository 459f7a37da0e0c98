using System.Diagnostics.CodeAnalysis;
using Shouwang.Platform.Text;

namespace Shouwang.Registry;

/// <summary>Why a text is not a resident identity number.</summary>
public enum IdNumberFault
{
    None,
    Empty,
    Length,
    Characters,
    /// <summary>Written as a floating number, e.g. <c>3.40699E+17</c>: the spreadsheet has destroyed the last digits.</summary>
    Scientific,
    BirthDate,
    CheckDigit,
}

/// <summary>
/// A resident identity number of 18 characters (GB 11643-1999): area 6, birth date 8, sequence 3 (odd male), check 1.
/// Prints masked; <see cref="Reveal"/> is the only way to the full text.
/// The area is not checked: codes of abolished counties are still valid.
/// </summary>
public readonly record struct IdNumber : IFormattable
{
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private const string CheckCharacters = "10X98765432";

    private readonly string? text;

    private IdNumber(string text) => this.text = text;

    /// <summary>The 17 digits before the check character, as a number below 10^17.</summary>
    public ulong Body => ulong.Parse(Reveal().AsSpan(0, 17), System.Globalization.CultureInfo.InvariantCulture);

    public DateOnly BirthDate => DateOnly.ParseExact(Reveal().AsSpan(6, 8), "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    public bool IsMale => (Reveal()[16] - '0') % 2 == 1;

    public string Area => Reveal()[..6];

    /// <summary>The full number. Search for this name to find every place that shows or stores one.</summary>
    public string Reveal() => text ?? throw new InvalidOperationException("An identity number that was never set.");

    /// <summary>First six and last three characters, the rest hidden.</summary>
    public override string ToString() => text is null ? "" : string.Concat(text.AsSpan(0, 6), "*********", text.AsSpan(15));

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <exception cref="FormatException">The text is no valid number; the message names the fault, never the text.</exception>
    public static IdNumber Parse(string text) =>
        TryParse(text, out var id, out var fault) ? id : throw new FormatException($"Not an identity number: {fault}.");

    public static bool TryParse([NotNullWhen(true)] string? text, out IdNumber id) => TryParse(text, out id, out _);

    /// <summary>Accepts 18 or 15 characters, lower-case x, full-width characters and blanks around; normalises to 18 characters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IdNumber id, out IdNumberFault fault)
    {
        id = default;
        var folded = Widths.Fold(text ?? "").Trim().ToUpperInvariant();
        fault = Find(folded, out var normal);
        if (fault != IdNumberFault.None)
        {
            return false;
        }

        id = new IdNumber(normal);
        return true;
    }

    /// <summary>The check character for 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> seventeenDigits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (seventeenDigits[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }

    private static IdNumberFault Find(string folded, out string normal)
    {
        normal = folded;
        if (folded.Length == 0)
        {
            return IdNumberFault.Empty;
        }

        if (folded.Contains("E+", StringComparison.Ordinal))
        {
            return IdNumberFault.Scientific;
        }

        if (folded.Length is not (15 or 18))
        {
            return IdNumberFault.Length;
        }

        var digits = folded.Length == 15 ? 15 : 17;
        if (folded.AsSpan(0, digits).ContainsAnyExceptInRange('0', '9') || (folded.Length == 18 && folded[17] is not ('X' or (>= '0' and <= '9'))))
        {
            return IdNumberFault.Characters;
        }

        if (folded.Length == 15)
        {
            // 15-digit numbers were issued until 1999 to people born in the 1900s.
            var seventeen = string.Concat(folded.AsSpan(0, 6), "19", folded.AsSpan(6));
            normal = seventeen + CheckCharacter(seventeen);
        }

        if (!DateOnly.TryParseExact(normal.AsSpan(6, 8), "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _))
        {
            return IdNumberFault.BirthDate;
        }

        return CheckCharacter(normal) == normal[17] ? IdNumberFault.None : IdNumberFault.CheckDigit;
    }
}
