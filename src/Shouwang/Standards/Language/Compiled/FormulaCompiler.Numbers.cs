using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

internal sealed partial class FormulaCompiler
{
    /// <summary>A number or an amount, exactly.</summary>
    private Quotient Exact(Formula formula) => formula switch
    {
        Constant { Value: long n } => Of(Whole.Of(n), formula.Type),
        Negative n => Quotient.Of(Whole.Of(0)) - Exact(n.Operand),
        Calculation { Sign: Calculating.Plus } c => Exact(c.Left) + Exact(c.Right),
        Calculation { Sign: Calculating.Minus } c => Exact(c.Left) - Exact(c.Right),
        Calculation { Sign: Calculating.Times } c => Exact(c.Left) * Exact(c.Right),
        Calculation c => Exact(c.Left) / Exact(c.Right),
        Choice c => Chosen(c),
        Call { Function: Function.Larger or Function.Smaller } c => Extreme(c),
        Call { Function: Function.AgeYears } c => Quotient.Of(Whole.Of(Primitive(nameof(Primitives.Years), Day(c.Arguments[0]), Day(c.Arguments[1])))),
        Call { Function: Function.MonthsBetween } c => Quotient.Of(Whole.Of(Primitive(nameof(Primitives.Months), Day(c.Arguments[0]), Day(c.Arguments[1])))),
        Call c => Quotient.Of(Rounded(c.Function, Exact(c.Arguments[0]), c.Unit)),
        _ => Of(Whole.Of(Kept(formula)), formula.Type),
    };

    private static Quotient Of(Whole kept, FormulaType type) => type.Kind == ValueKind.Rate ? Quotient.Millionths(kept) : Quotient.Of(kept);

    private Quotient Chosen(Choice c)
    {
        var (then, otherwise, under) = Quotient.Common(Exact(c.Then), Exact(c.Else));
        return new Quotient(Whole.Of(Expression.Condition(Condition(c.When), then.Expression, otherwise.Expression)), under);
    }

    private Quotient Extreme(Call c)
    {
        var (a, b, under) = Quotient.Common(Exact(c.Arguments[0]), Exact(c.Arguments[1]));
        return a.Constant is { } x && b.Constant is { } y
            ? new Quotient(Whole.Of(c.Function == Function.Larger ? Math.Max(x, y) : Math.Min(x, y)), under)
            : new Quotient(Whole.Of(Extreme(c.Function, a.Expression, b.Expression)), under);
    }

    /// <param name="unit">Fen per unit: 1, 10 or 100.</param>
    private static Whole Rounded(Function function, Quotient value, int unit)
    {
        var under = value.Under * Whole.Of(unit);
        if (under.Constant == 1)
        {
            return value.Over;
        }

        var name = function switch
        {
            Function.Floor => nameof(Primitives.Floor),
            Function.Ceil => nameof(Primitives.Ceil),
            Function.HalfUp => nameof(Primitives.HalfUp),
            _ => nameof(Primitives.HalfEven),
        };
        return Whole.Of(Primitive(name, value.Over.Expression, under.Expression)) * Whole.Of(unit);
    }
}
