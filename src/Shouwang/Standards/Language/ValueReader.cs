using System.Globalization;
using Shouwang.Platform.Packs;
using Shouwang.Registry;

namespace Shouwang.Standards.Language;

/// <summary>Reads a value of a pack by its type: yuan for money, a decimal for a rate, <c>yyyy-MM-dd</c> for a date.</summary>
public static class ValueReader
{
    /// <returns>bool, long (int; fen; parts per million), DateOnly or string; null with a fault where the text is no such value.</returns>
    public static object? Read(PackNode at, FormulaType type)
    {
        if (Parse(at.Text(), type) is { } value)
        {
            return value;
        }

        at.Fault("value", $"“{at.Text()}”不是合法的{type.Zh}{Hint(type, true)}", $"'{at.Text()}' is no {type.En}{Hint(type, false)}");
        return null;
    }

    /// <returns>The value, or null where the text is none of that type.</returns>
    public static object? Parse(string text, FormulaType type) => type.Kind switch
    {
        ValueKind.Bool => text switch { "true" => true, "false" => false, _ => null },
        ValueKind.Int => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        ValueKind.Money => Money.TryParseYuan(text, out var money) ? money.Fen : null,
        ValueKind.Rate => Rate(text),
        ValueKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        ValueKind.Text => type.Codes is null || type.Codes.Contains(text) ? text : null,
        _ => null,
    };

    private static object? Rate(string text)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var rate) && Math.Abs(rate) < 1_000_000 && rate * 1_000_000 == decimal.Truncate(rate * 1_000_000)
            ? (long)(rate * 1_000_000)
            : null;
    }

    private static string Hint(FormulaType type, bool zh) => (type.Kind, zh) switch
    {
        (ValueKind.Money, true) => "（以元为单位，最多两位小数）",
        (ValueKind.Money, false) => " (yuan, at most two decimals)",
        (ValueKind.Date, true) => "（yyyy-MM-dd）",
        (ValueKind.Date, false) => " (yyyy-MM-dd)",
        (ValueKind.Text, true) when type.Codes is not null => $"：{string.Join("、", type.Codes)}",
        (ValueKind.Text, false) when type.Codes is not null => $": {string.Join(", ", type.Codes)}",
        _ => "",
    };
}
