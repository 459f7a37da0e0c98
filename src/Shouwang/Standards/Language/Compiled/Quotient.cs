using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

/// <summary>A whole number as an expression of <see cref="long"/>, or a constant that is folded here. All arithmetic is checked.</summary>
internal readonly record struct Whole(Expression? Text, long? Constant)
{
    public static readonly Whole One = Of(1);

    public Expression Expression => Text ?? Expression.Constant(Constant!.Value);

    public static Whole Of(long number) => new(null, number);

    public static Whole Of(Expression text) => new(text, null);

    public static Whole operator *(Whole a, Whole b) => (a.Constant, b.Constant) switch
    {
        ({ } x, { } y) => Of(checked(x * y)),
        (1, _) => b,
        (_, 1) => a,
        (0, _) or (_, 0) => Of(0),
        _ => Of(Expression.MultiplyChecked(a.Expression, b.Expression)),
    };

    public static Whole operator +(Whole a, Whole b) => (a.Constant, b.Constant) switch
    {
        ({ } x, { } y) => Of(checked(x + y)),
        (0, _) => b,
        (_, 0) => a,
        _ => Of(Expression.AddChecked(a.Expression, b.Expression)),
    };

    public static Whole operator -(Whole a, Whole b) => (a.Constant, b.Constant) switch
    {
        ({ } x, { } y) => Of(checked(x - y)),
        (_, 0) => a,
        _ => Of(Expression.SubtractChecked(a.Expression, b.Expression)),
    };
}

/// <summary>
/// An exact number: a whole number over a positive one, as the means test counts until somebody rounds. Money is a quotient
/// of fen, a rate one of 1. Constant divisors are cancelled before they multiply anything.
/// </summary>
internal readonly record struct Quotient(Whole Over, Whole Under)
{
    public static Quotient Of(Whole number) => new(number, Whole.One);

    /// <summary>A rate kept as parts per million.</summary>
    public static Quotient Millionths(Whole number) => Cancelled(number, Whole.Of(1_000_000));

    public static Quotient operator *(Quotient a, Quotient b)
    {
        var one = Cancelled(a.Over, b.Under);
        var other = Cancelled(b.Over, a.Under);
        return new Quotient(one.Over * other.Over, other.Under * one.Under);
    }

    public static Quotient operator /(Quotient a, Quotient b) => a * new Quotient(b.Under, b.Over);

    public static Quotient operator +(Quotient a, Quotient b)
    {
        var (x, y, under) = Common(a, b);
        return new Quotient(x + y, under);
    }

    public static Quotient operator -(Quotient a, Quotient b)
    {
        var (x, y, under) = Common(a, b);
        return new Quotient(x - y, under);
    }

    /// <summary>Both over the same divisor: what is compared is then whole.</summary>
    public static (Whole A, Whole B, Whole Under) Common(Quotient a, Quotient b)
    {
        if (a.Under == b.Under)
        {
            return (a.Over, b.Over, a.Under);
        }

        var cancelled = Cancelled(a.Under, b.Under);
        return (a.Over * cancelled.Under, b.Over * cancelled.Over, a.Under * cancelled.Under);
    }

    private static Quotient Cancelled(Whole over, Whole under)
    {
        if (over.Constant is not { } x || under.Constant is not { } y || x == 0)
        {
            return new Quotient(over, under);
        }

        var common = (long)System.Numerics.BigInteger.GreatestCommonDivisor(x, y);
        return new Quotient(Whole.Of(x / common), Whole.Of(y / common));
    }
}
