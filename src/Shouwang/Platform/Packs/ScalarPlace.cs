using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Shouwang.Platform.Packs;

/// <summary>
/// Finds the line and column of one character of a scalar's value. YAML folds lines and escapes characters, so the
/// place is found by counting the visible characters, which every style keeps in their order.
/// </summary>
internal static class ScalarPlace
{
    /// <returns>Line and column, both from 1.</returns>
    public static (int Line, int Column) Of(string raw, YamlScalarNode scalar, int offset)
    {
        var value = scalar.Value ?? "";
        var visible = value.AsSpan(0, Math.Min(offset, value.Length)).ToString().Count(c => !char.IsWhiteSpace(c));
        var at = (int)scalar.Start.Index;
        at += scalar.Style is ScalarStyle.DoubleQuoted or ScalarStyle.SingleQuoted ? 1 : 0;
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            at = raw.IndexOf('\n', at) + 1;
        }

        var blanks = 0;
        for (; visible > 0 && at < raw.Length; at += Length(raw, at, scalar.Style))
        {
            visible -= char.IsWhiteSpace(raw[at]) ? 0 : 1;
        }

        // An offset past the last character (something is missing at the end) stays right behind it.
        while (offset < value.Length && at + blanks < raw.Length && char.IsWhiteSpace(raw[at + blanks]))
        {
            blanks++;
        }

        return PlaceOf(raw, at + blanks);
    }

    private static int Length(string raw, int at, ScalarStyle style) => (style, raw[at]) switch
    {
        (ScalarStyle.SingleQuoted, '\'') => 2,
        (ScalarStyle.DoubleQuoted, '\\') => at + 1 < raw.Length ? raw[at + 1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 } : 1,
        _ => 1,
    };

    private static (int Line, int Column) PlaceOf(string raw, int at)
    {
        var before = raw.AsSpan(0, Math.Min(at, raw.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
