using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
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
/// Prints masked, also as JSON; <see cref="Reveal"/> is the only way to the full text.
/// The area is not checked: codes of abolished counties are still valid.
/// </summary>
[JsonConverter(typeof(MaskedIdNumber))]
public readonly record struct IdNumber : IFormattable
{
    // The check character follows from the other 17, so these are the whole number. A month is never 0, so neither is a number that was set.
    private readonly ulong body;

    private IdNumber(ulong body) => this.body = body;

    /// <summary>The 17 digits before the check character, as a number below 10^17.</summary>
    public ulong Body => body != 0 ? body : throw new InvalidOperationException("An identity number that was never set.");

    public DateOnly BirthDate
    {
        get
        {
            var day = (int)(Body / 1000 % 100_000_000);
            return new DateOnly(day / 10_000, day / 100 % 100, day % 100);
        }
    }

    public bool IsMale => Body % 2 == 1;

    public string Area => (Body / 100_000_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The full number. Search for this name to find every place that shows or stores one.</summary>
    public string Reveal() => string.Create(18, Body, static (text, body) =>
    {
        body.TryFormat(text, out _, "D17", CultureInfo.InvariantCulture);
        text[17] = IdNumberRules.CheckCharacter(text);
    });

    /// <summary>First six and last four characters, the birth date hidden: <c>110105********002X</c>.</summary>
    public override string ToString()
    {
        if (body == 0)
        {
            return "";
        }

        var full = Reveal();
        return string.Concat(full.AsSpan(0, 6), "********", full.AsSpan(14));
    }

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
        fault = IdNumberRules.Find(folded, out var body);
        if (fault != IdNumberFault.None)
        {
            return false;
        }

        id = new IdNumber(body);
        return true;
    }

    /// <summary>The number of a body that <see cref="Body"/> gave.</summary>
    /// <exception cref="FormatException">No person has such a number.</exception>
    public static IdNumber FromBody(ulong body) =>
        body < 100_000_000_000_000_000 && IdNumberRules.IsDate(body / 1000 % 100_000_000) ? new IdNumber(body) : throw new FormatException("Not the body of an identity number.");

    /// <summary>The check character for 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> seventeenDigits) => IdNumberRules.CheckCharacter(seventeenDigits);
}
