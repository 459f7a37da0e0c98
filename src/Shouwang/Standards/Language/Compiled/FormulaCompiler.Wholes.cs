using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;

namespace Shouwang.Standards.Language.Compiled;

/// <summary>
/// Checked arithmetic. What does not depend on facts – constants, parameters, what is made of them – is computed and
/// cancelled once a day: products of facts and rates then stay far from the limits of 64 bits.
/// </summary>
internal sealed partial class FormulaCompiler
{
    private static Whole Constant(long number) => new(Expression.Constant(number), number.ToString(CultureInfo.InvariantCulture), Constant: number);

    private static Quotient Whole(long number) => Whole(Constant(number));

    private static Quotient Whole(Whole number) => new(number, Constant(1));

    /// <summary>A number that equals no other as far as is known here.</summary>
    private Whole OfRow(Expression expression) => new(expression, $"#{names++}");

    private Whole OfDay(string key, NumberOfDay number)
    {
        var slot = layout.OfDay(key, number);
        return new Whole(Hoisted($"d{slot}", typeof(long), nameof(Frame.OfDay), slot), key, slot);
    }

    private Whole Folded(string key, Whole a, Whole b, Func<long, long, long> both) => a.Constant is { } x && b.Constant is { } y
        ? Constant(both(x, y))
        : OfDay(key, (_, day) => both(a.On(day), b.On(day)));

    private Whole Plus(Whole a, Whole b) => (a, b) switch
    {
        ({ Constant: 0 }, _) => b,
        (_, { Constant: 0 }) => a,
        ({ IsOfDay: true }, { IsOfDay: true }) => Folded($"({a.Key}+{b.Key})", a, b, (x, y) => checked(x + y)),
        _ => new Whole(missing ? Expression.Call(typeof(Missing), nameof(Missing.Plus), null, a.Expression, b.Expression) : Expression.AddChecked(a.Expression, b.Expression), $"({a.Key}+{b.Key})"),
    };

    private Whole Minus(Whole a, Whole b) => (a, b) switch
    {
        (_, { Constant: 0 }) => a,
        ({ IsOfDay: true }, { IsOfDay: true }) => Folded($"({a.Key}-{b.Key})", a, b, (x, y) => checked(x - y)),
        _ => new Whole(missing ? Expression.Call(typeof(Missing), nameof(Missing.Minus), null, a.Expression, b.Expression) : Expression.SubtractChecked(a.Expression, b.Expression), $"({a.Key}-{b.Key})"),
    };

    private Whole Times(Whole a, Whole b) => (a, b) switch
    {
        ({ Constant: 1 }, _) => b,
        (_, { Constant: 1 }) => a,
        ({ Constant: 0 }, _) or (_, { Constant: 0 }) => Constant(0),
        ({ IsOfDay: true }, { IsOfDay: true }) => Folded($"({a.Key}*{b.Key})", a, b, (x, y) => checked(x * y)),
        _ => new Whole(missing ? MissingTimes(a, b) : Expression.MultiplyChecked(a.Expression, b.Expression), $"({a.Key}*{b.Key})"),
    };

    private static MethodCallExpression MissingTimes(Whole a, Whole b) => b.IsOfDay
        ? MissingTimes(b, a)
        : Expression.Call(typeof(Missing), a.IsOfDay ? nameof(Missing.TimesOfDay) : nameof(Missing.Times), null, a.Expression, b.Expression);

    /// <summary>Both without what divides both.</summary>
    private (Whole A, Whole B) Cancelled(Whole a, Whole b)
    {
        if (a.Key == b.Key)
        {
            return (Constant(1), Constant(1));
        }

        return a.IsOfDay && b.IsOfDay && a.Constant != 1 && b.Constant != 1
            ? (Folded($"({a.Key}:{b.Key})", a, b, (x, y) => x / Common(x, y)), Folded($"({b.Key}:{a.Key})", b, a, (y, x) => y / Common(x, y)))
            : (a, b);
    }

    private static long Common(long a, long b) => a == 0 || b == 0 ? 1 : (long)BigInteger.GreatestCommonDivisor(a, b);
}
