using System.Globalization;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Standards.Language;

/// <summary>Values of a law as people read them: 9,048.00元, 60%, 是, 2025-07-01.</summary>
public static class ValueText
{
    /// <param name="value">As a formula's constant: bool, long (int; fen; parts per million), DateOnly, string; null is unknown.</param>
    public static Bilingual Of(object? value, FormulaType type) => value switch
    {
        null => new("未知", "unknown"),
        bool b => b ? new("是", "yes") : new("否", "no"),
        long n when type.IsMoney => new($"{new Money(n)}元", $"{new Money(n)} yuan"),
        long n when type.Kind == ValueKind.Rate => Rate(n),
        long n => Both(n.ToString("N0", CultureInfo.InvariantCulture)),
        DateOnly d => Both(Day(d)),
        var other => Both($"{other}"),
    };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Bilingual Rate(long millionths) => Both(millionths < 1_000_000
        ? (millionths / 10_000m).ToString("0.####", CultureInfo.InvariantCulture) + "%"
        : (millionths / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture));

    private static Bilingual Both(string text) => new(text, text);
}
