using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shouwang.Registry;

/// <summary>The rules of GB 11643-1999 for one number, already folded to half-width capitals.</summary>
internal static class IdNumberRules
{
    private const string CheckCharacters = "10X98765432";

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="body">The 17 digits before the check character, where there is no fault.</param>
    public static IdNumberFault Find(ReadOnlySpan<char> folded, out ulong body)
    {
        body = 0;
        if (folded.IsEmpty)
        {
            return IdNumberFault.Empty;
        }

        if (IsScientific(folded))
        {
            return IdNumberFault.Scientific;
        }

        Span<char> seventeen = stackalloc char[17];
        switch (folded.Length)
        {
            case 18:
                folded[..17].CopyTo(seventeen);
                break;
            case 15:
                // Numbers of 15 digits were issued until 1999 to people born in the 1900s, and had no check character.
                folded[..6].CopyTo(seventeen);
                "19".CopyTo(seventeen[6..]);
                folded[6..].CopyTo(seventeen[8..]);
                break;
            default:
                return IdNumberFault.Length;
        }

        return Check(seventeen, folded.Length == 18 ? folded[17] : null, out body);
    }

    public static char CheckCharacter(ReadOnlySpan<char> seventeenDigits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (seventeenDigits[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }

    /// <summary>Whether a number of eight digits, <c>yyyyMMdd</c>, is a day.</summary>
    public static bool IsDate(ulong day)
    {
        var (year, month, date) = ((int)(day / 10_000), (int)(day / 100 % 100), (int)(day % 100));
        return year >= 1 && month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month);
    }

    private static IdNumberFault Check(ReadOnlySpan<char> seventeen, char? check, out ulong body)
    {
        body = 0;
        if (seventeen.ContainsAnyExceptInRange('0', '9') || check is not (null or 'X' or (>= '0' and <= '9')))
        {
            return IdNumberFault.Characters;
        }

        var number = ulong.Parse(seventeen, CultureInfo.InvariantCulture);
        if (!IsDate(number / 1000 % 100_000_000))
        {
            return IdNumberFault.BirthDate;
        }

        if (check is not null && check != CheckCharacter(seventeen))
        {
            return IdNumberFault.CheckDigit;
        }

        body = number;
        return IdNumberFault.None;
    }

    // 3.40699E+17, as Excel writes it, also without the sign.
    private static bool IsScientific(ReadOnlySpan<char> folded)
    {
        var e = folded.IndexOf('E');
        if (e <= 0)
        {
            return false;
        }

        var exponent = folded[(e + 1)..].TrimStart('+');
        return !folded[..e].ContainsAnyExcept("0123456789.") && !exponent.IsEmpty && !exponent.ContainsAnyExceptInRange('0', '9');
    }
}

/// <summary>Writes the mask, so that a page or a log that serialises an object cannot leak the number inside. Reads full numbers.</summary>
internal sealed class MaskedIdNumber : JsonConverter<IdNumber>
{
    public override IdNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IdNumber.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not an identity number.");

    public override void Write(Utf8JsonWriter writer, IdNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
