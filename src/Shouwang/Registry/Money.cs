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

    /// <summary>Parses yuan from decimal text: full-width digits, thousands separators in groups of three, a sign; at most two decimals that are not zero.</summary>
    public static bool TryParseYuan(string? text, out Money money)
    {
        money = default;
        var folded = Widths.Fold(text ?? "").Trim();
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        if (!GroupsAreThousands(folded) || !decimal.TryParse(folded, styles, CultureInfo.InvariantCulture, out var yuan))
        {
            return false;
        }

        const decimal largest = long.MaxValue / 100m;
        if (Math.Abs(yuan) > largest || yuan * 100m != decimal.Truncate(yuan * 100m))
        {
            return false;
        }

        money = new Money((long)(yuan * 100m));
        return true;
    }

    // The BCL takes a comma anywhere, so that 1,5 would be fifteen yuan.
    private static bool GroupsAreThousands(string text)
    {
        var whole = text.AsSpan().TrimStart("+-");
        var point = whole.IndexOf('.');
        whole = point < 0 ? whole : whole[..point];
        if (text.AsSpan(text.IndexOf('.') + 1).Contains(',') && point >= 0)
        {
            return false;
        }

        for (var comma = whole.LastIndexOf(','); comma >= 0; comma = whole.LastIndexOf(','))
        {
            if (whole.Length - comma != 4 || comma == 0)
            {
                return false;
            }

            whole = whole[..comma];
        }

        return true;
    }
}
