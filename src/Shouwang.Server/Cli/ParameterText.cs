using Shouwang.Platform.Text;
using Shouwang.Standards.Language;

namespace Shouwang.Server.Cli;

/// <summary>How a number of the law reads, with the days on which it counts.</summary>
internal static class ParameterText
{
    /// <summary>A single value, or all entries of a table.</summary>
    public static Bilingual Value(ParameterValue value, FormulaType type)
    {
        if (value.Value is not ParameterTable table)
        {
            return ValueText.Of(value.Value, type);
        }

        var entries = table.Entries.Select(entry => (Keys: string.Join(" · ", entry.Keys.Select(Key)), Value: ValueText.Of(entry.Value, type))).ToList();
        return new(string.Join("；", entries.Select(entry => $"{entry.Keys} {entry.Value.Zh}")), string.Join("; ", entries.Select(entry => $"{entry.Keys} {entry.Value.En}")));
    }

    /// <summary>From when, to when, and when it was published where the pack says so.</summary>
    public static Bilingual Period(ParameterValue value)
    {
        var published = value.Published is { } day ? new Bilingual($"（{ValueText.Day(day)} 公布）", $" (published {ValueText.Day(day)})") : new("", "");
        return value.To is { } to
            ? new($"{ValueText.Day(value.From)} 至 {ValueText.Day(to)}{published.Zh}", $"{ValueText.Day(value.From)} to {ValueText.Day(to)}{published.En}")
            : new($"{ValueText.Day(value.From)} 起{published.Zh}", $"from {ValueText.Day(value.From)}{published.En}");
    }

    public static string Key(object key) => key is DivisionRange range ? $"{range.First:D12}"[..range.Digits] : $"{key}";
}
