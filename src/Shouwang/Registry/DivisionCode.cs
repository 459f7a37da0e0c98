using System.Diagnostics.CodeAnalysis;
using Shouwang.Platform.Text;

namespace Shouwang.Registry;

/// <summary>The five levels of the division tree.</summary>
public enum DivisionLevel
{
    Province = 1,
    Prefecture = 2,
    County = 3,
    Township = 4,
    Village = 5,
}

/// <summary>A statistical division code of 12 digits: province 2, prefecture 2, county 2, township 3, village 3 (GB/T 2260, GB/T 10114).</summary>
public readonly record struct DivisionCode : IComparable<DivisionCode>
{
    private readonly string? text;

    private DivisionCode(string text) => this.text = text;

    public string Text => text ?? throw new InvalidOperationException("A division code that was never set.");

    /// <summary>The 12 digits as a number, as the records store holds it.</summary>
    public long Number => long.Parse(Text, System.Globalization.CultureInfo.InvariantCulture);

    public DivisionLevel Level => Text switch
    {
        [_, _, '0', '0', '0', '0', ..] => DivisionLevel.Province,
        [_, _, _, _, '0', '0', ..] => DivisionLevel.Prefecture,
        [.., '0', '0', '0', '0', '0', '0'] => DivisionLevel.County,
        [.., '0', '0', '0'] => DivisionLevel.Township,
        _ => DivisionLevel.Village,
    };

    /// <summary>The significant digits: 2, 4, 6, 9 or 12 of them. Everything below this place starts with them.</summary>
    public string Prefix => Text[..(Level switch
    {
        DivisionLevel.Province => 2,
        DivisionLevel.Prefecture => 4,
        DivisionLevel.County => 6,
        DivisionLevel.Township => 9,
        _ => 12,
    })];

    /// <summary>The place of the given level that this place lies in, or null where this place is above that level.</summary>
    public DivisionCode? At(DivisionLevel level)
    {
        if (level > Level)
        {
            return null;
        }

        var digits = level switch
        {
            DivisionLevel.Province => 2,
            DivisionLevel.Prefecture => 4,
            DivisionLevel.County => 6,
            DivisionLevel.Township => 9,
            _ => 12,
        };
        return new DivisionCode(Text[..digits].PadRight(12, '0'));
    }

    public bool Contains(DivisionCode other) => other.Text.StartsWith(Prefix, StringComparison.Ordinal);

    public int CompareTo(DivisionCode other) => string.CompareOrdinal(text, other.text);

    public override string ToString() => text ?? "";

    /// <exception cref="FormatException">Not 2, 4, 6, 9 or 12 digits.</exception>
    public static DivisionCode Parse(string text) => TryParse(text, out var code) ? code : throw new FormatException($"Not a division code: '{text}'.");

    /// <summary>Accepts 2, 4, 6, 9 or 12 digits and pads with zeros to 12.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DivisionCode code)
    {
        code = default;
        var folded = Widths.Fold(text ?? "").Trim();
        if (folded.Length is not (2 or 4 or 6 or 9 or 12) || folded.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        code = new DivisionCode(folded.PadRight(12, '0'));
        return true;
    }
}
