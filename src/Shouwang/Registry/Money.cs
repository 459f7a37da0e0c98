using System.Globalization;
using Shouwang.Platform.Text;

namespace Shouwang.Registry;

/// <summary>An amount of CNY in whole fen 分 (1/100 yuan). Never binary floating point.</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public static Money Yuan(long yuan) => new(checked(yuan * 100));

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));

    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));

    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;

    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;

    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;

    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>Yuan with two decimals and thousands separators, the same in every culture: <c>-1,234.50</c>.</summary>
    public override string ToString() => (Fen / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>Yuan with two decimals, no separators: for files.</summary>
    public string ToPlainString() => (Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Parses yuan from decimal text: full-width digits, thousands separators, a sign; at most two decimals that are not zero.</summary>
    public static bool TryParseYuan(string? text, out Money money)
    {
        money = default;
        var folded = Widths.Fold(text ?? "").Trim();
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (!decimal.TryParse(folded, styles, CultureInfo.InvariantCulture, out var yuan))
        {
            return false;
        }

        var fen = yuan * 100m;
        if (fen != decimal.Truncate(fen) || fen is > long.MaxValue or < long.MinValue)
        {
            return false;
        }

        money = new Money((long)fen);
        return true;
    }
}
