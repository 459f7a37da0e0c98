namespace Shouwang.Standards.Language.Sql;

/// <summary>
/// An exact number in SQL: a whole number over a positive whole number. Money is a fraction of fen, a rate one of 1.
/// Constant parts are cancelled, so that products stay far from the limits of BIGINT.
/// </summary>
internal readonly record struct Fraction(Factor Over, Factor Under)
{
    public static Fraction Whole(Factor number) => new(number, Factor.One);

    /// <summary>A rate kept as parts per million.</summary>
    public static Fraction Millionths(Factor number) => Cancelled(number, Factor.Of(1_000_000));

    public static Fraction operator *(Fraction a, Fraction b)
    {
        var (aOver, bUnder) = Cancel(a.Over, b.Under);
        var (bOver, aUnder) = Cancel(b.Over, a.Under);
        return new Fraction(aOver * bOver, aUnder * bUnder);
    }

    /// <summary>The divisor is proven positive by the checker.</summary>
    public static Fraction operator /(Fraction a, Fraction b) => a * new Fraction(b.Under, b.Over);

    public static Fraction operator +(Fraction a, Fraction b)
    {
        var (x, y, under) = Common(a, b);
        return new Fraction(x + y, under);
    }

    public static Fraction operator -(Fraction a, Fraction b)
    {
        var (x, y, under) = Common(a, b);
        return new Fraction(x - y, under);
    }

    /// <summary>Both numbers over the same divisor.</summary>
    public static (Factor A, Factor B, Factor Under) Common(Fraction a, Fraction b)
    {
        if (a.Under == b.Under)
        {
            return (a.Over, b.Over, a.Under);
        }

        var (under, other) = Cancel(a.Under, b.Under);
        return (a.Over * other, b.Over * under, a.Under * other);
    }

    /// <summary>Cross-multiplied: never a division, never rounded.</summary>
    public static string Compare(Fraction a, string sign, Fraction b)
    {
        var (x, y, _) = Common(a, b);
        return $"({x.Text} {sign} {y.Text})";
    }

    private static Fraction Cancelled(Factor over, Factor under)
    {
        var (o, u) = Cancel(over, under);
        return new Fraction(o, u);
    }

    private static (Factor A, Factor B) Cancel(Factor a, Factor b)
    {
        if (a.Text == b.Text)
        {
            return (Factor.One, Factor.One);
        }

        if (a.Constant is not { } x || b.Constant is not { } y || x == 0)
        {
            return (a, b);
        }

        var common = (long)System.Numerics.BigInteger.GreatestCommonDivisor(x, y);
        return (Factor.Of(x / common), Factor.Of(y / common));
    }
}
