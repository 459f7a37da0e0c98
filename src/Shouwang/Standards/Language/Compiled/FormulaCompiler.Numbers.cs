using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

internal sealed partial class FormulaCompiler
{
    /// <summary>A number or an amount, exactly.</summary>
    private Quotient Exact(Formula formula) => formula switch
    {
        Constant c => Of(Constant((long)c.Value), formula.Type),
        ParameterRef p => Of(Of(p.Parameter), formula.Type),
        FieldValue f => Of(new Whole(Kept(f), $"{f.Entity.Name}.{f.Field.Name}"), formula.Type),
        VariableValue v => Of(new Whole(Kept(v), v.Variable.FullName), formula.Type),
        Aggregate a => Of(new Whole(Kept(a), KeyOf(a)), formula.Type),
        Negative n => Difference(Whole(0), Exact(n.Operand)),
        Calculation { Sign: Calculating.Plus } c => Sum(Exact(c.Left), Exact(c.Right)),
        Calculation { Sign: Calculating.Minus } c => Difference(Exact(c.Left), Exact(c.Right)),
        Calculation { Sign: Calculating.Times } c => Product(Exact(c.Left), Exact(c.Right)),
        // The checker has proven that the divisor is positive.
        Calculation c => Product(Exact(c.Left), Exact(c.Right) is var divisor ? new Quotient(divisor.Under, divisor.Over) : default),
        Choice c => Chosen(c.When, Exact(c.Then), Exact(c.Else)),
        Call { Function: Function.Larger or Function.Smaller } c => Extreme(c.Function, Exact(c.Arguments[0]), Exact(c.Arguments[1])),
        Call { Function: Function.AgeYears } c => Whole(OfRow(Primitive(nameof(Primitives.Years), Kept(c.Arguments[0]), Kept(c.Arguments[1])))),
        Call { Function: Function.MonthsBetween } c => Whole(OfRow(Primitive(nameof(Primitives.Months), Kept(c.Arguments[0]), Kept(c.Arguments[1])))),
        Call c => Whole(Rounded(c.Function, Exact(c.Arguments[0]), c.Unit)),
        _ => Of(OfRow(Kept(formula)), formula.Type),
    };

    private Quotient Of(Whole kept, FormulaType type)
    {
        if (type.Kind != ValueKind.Rate)
        {
            return Whole(kept);
        }

        var (over, under) = Cancelled(kept, Constant(1_000_000));
        return new Quotient(over, under);
    }

    /// <summary>A number that is not exact, as whole millionths of a rate or whole fen and ones of the others.</summary>
    private Expression Scaled(Quotient value, long scale)
    {
        var kept = Product(value, Whole(scale));
        if (kept.Under.Constant != 1)
        {
            // Divisors of rates come from parameters: that they go into a million is known on the day.
            var under = kept.Under.IsOfDay ? kept.Under : throw new InvalidOperationException("an exact value passed the checker");
            OfDay($"{under.Key}==1", (_, day) => under.On(day) == 1 ? 1 : throw new InvalidOperationException("an exact value passed the checker"));
        }

        return kept.Over.Expression;
    }

    private Quotient Sum(Quotient a, Quotient b)
    {
        var (x, y, under) = Common(a, b);
        return new Quotient(Plus(x, y), under);
    }

    private Quotient Difference(Quotient a, Quotient b)
    {
        var (x, y, under) = Common(a, b);
        return new Quotient(Minus(x, y), under);
    }

    private Quotient Product(Quotient a, Quotient b)
    {
        var (x, v) = Cancelled(a.Over, b.Under);
        var (y, u) = Cancelled(b.Over, a.Under);
        return new Quotient(Times(x, y), Times(u, v));
    }

    /// <summary>
    /// Divisors that depend on facts are chosen as well: the one that is not chosen may be unknown.
    /// </summary>
    private Quotient Chosen(Formula when, Quotient then, Quotient otherwise)
    {
        if (then.Under.Key == otherwise.Under.Key || (then.Under.IsOfDay && otherwise.Under.IsOfDay))
        {
            var (a, b, under) = Common(then, otherwise);
            return new Quotient(OfRow(Expression.Condition(True(when), a.Expression, b.Expression)), under);
        }

        return new Quotient(
            OfRow(Expression.Condition(True(when), then.Over.Expression, otherwise.Over.Expression)),
            OfRow(Expression.Condition(True(when), then.Under.Expression, otherwise.Under.Expression)));
    }

    private Quotient Extreme(Function function, Quotient one, Quotient other)
    {
        var (a, b, under) = Common(one, other);
        var key = $"{function}({a.Key},{b.Key})";
        var over = a.IsOfDay && b.IsOfDay
            ? Folded(key, a, b, function == Function.Larger ? Math.Max : Math.Min)
            : new Whole(Extreme(function, a.Expression, b.Expression), key);
        return new Quotient(over, under);
    }

    /// <param name="unit">Fen per unit: 1, 10 or 100.</param>
    private Whole Rounded(Function function, Quotient value, int unit)
    {
        var under = Times(value.Under, Constant(unit));
        if (under.Constant == 1)
        {
            return value.Over;
        }

        Func<long, long, long> round = function switch
        {
            Function.Floor => Primitives.Floor,
            Function.Ceil => Primitives.Ceil,
            Function.HalfUp => Primitives.HalfUp,
            _ => Primitives.HalfEven,
        };
        var key = $"{function}({value.Over.Key},{under.Key})";
        var units = value.Over.IsOfDay && under.IsOfDay
            ? Folded(key, value.Over, under, round)
            : new Whole(Primitive(round.Method.Name, value.Over.Expression, under.Expression), key);
        return Times(units, Constant(unit));
    }

    /// <summary>Both over the same divisor.</summary>
    private (Whole A, Whole B, Whole Under) Common(Quotient a, Quotient b)
    {
        if (a.Under.Key == b.Under.Key)
        {
            return (a.Over, b.Over, a.Under);
        }

        var (under, other) = Cancelled(a.Under, b.Under);
        return (Times(a.Over, other), Times(b.Over, under), Times(a.Under, other));
    }
}
