using System.Globalization;

namespace Shouwang.Monitoring.Warnings;

/// <summary>An exact share such as 0.20 or 1.5, as a fraction of whole numbers.</summary>
public readonly record struct Share(long Numerator, long Denominator)
{
    /// <summary>Reads plain decimal text, not negative, with at most six decimals.</summary>
    public static bool TryParse(string text, out Share share)
    {
        share = default;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 1_000_000 || value.Scale > 6)
        {
            return false;
        }

        var denominator = 1L;
        for (var decimals = value.Scale; decimals > 0; decimals--)
        {
            denominator *= 10;
        }

        share = new Share((long)(value * denominator), denominator);
        return true;
    }

    /// <summary>Whether <paramref name="amount"/> lies at least this share above <paramref name="before"/>: compared crosswise, never divided.</summary>
    public bool IsRise(long before, long amount) =>
        amount > before && ((Int128)amount - before) * Denominator >= (Int128)Math.Abs(before) * Numerator;

    /// <summary>This share of so many days; only whole days have passed.</summary>
    public int WholeDaysOf(int days) => (int)(days * Numerator / Denominator);

    public override string ToString() => (Numerator / (decimal)Denominator).ToString(CultureInfo.InvariantCulture);
}
