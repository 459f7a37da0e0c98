using System.Globalization;
using System.Text.Json;
using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;

namespace Shouwang.Server.Cli;

/// <summary>The values that decided a warning, under the labels of the rule and in units that people read.</summary>
internal static class NamedValues
{
    /// <param name="Raw">As screening wrote it: money in fen, rates in millionths.</param>
    public sealed record Line(string Key, Bilingual Label, Bilingual Shown, JsonElement Raw);

    /// <param name="json">An object by <see cref="NamedValue.Key"/>.</param>
    /// <param name="rule">Null where the pack no longer has the rule: values then stand under their keys.</param>
    public static IReadOnlyList<Line> Of(string? json, WarningRule? rule)
    {
        if (string.IsNullOrEmpty(json))
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        var named = rule?.Named.ToDictionary(value => value.Key, StringComparer.Ordinal) ?? [];
        return [.. document.RootElement.EnumerateObject().Select(value =>
        {
            var known = named.GetValueOrDefault(value.Name);
            return new Line(value.Name, known?.Label ?? new(value.Name, value.Name), Shown(value.Value, known?.Formula.Type), value.Value.Clone());
        })];
    }

    private static Bilingual Shown(JsonElement value, FormulaType? type) => value.ValueKind switch
    {
        JsonValueKind.Null => new("未知", "unknown"),
        JsonValueKind.True => new("是", "yes"),
        JsonValueKind.False => new("否", "no"),
        JsonValueKind.Number when value.TryGetInt64(out var number) => Number(number, type),
        JsonValueKind.String => Same(value.GetString() ?? ""),
        _ => Same(value.GetRawText()),
    };

    private static Bilingual Number(long number, FormulaType? type) => type switch
    {
        { IsMoney: true } => new($"{new Money(number)} 元", $"{new Money(number)} yuan"),
        { Kind: ValueKind.Rate } => Same((number / 10_000m).ToString("0.####", CultureInfo.InvariantCulture) + "%"),
        _ => Same(number.ToString("N0", CultureInfo.InvariantCulture)),
    };

    private static Bilingual Same(string text) => new(text, text);
}
