using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

internal sealed partial class FormulaCompiler
{
    /// <summary>Whether a condition holds. Where facts are missing it may neither hold nor fail.</summary>
    private Expression True(Formula formula) => formula switch
    {
        Constant c => Expression.Constant((bool)c.Value),
        Not n => False(n.Operand),
        Logic { IsAnd: true } l => Expression.AndAlso(True(l.Left), True(l.Right)),
        Logic l => Expression.OrElse(True(l.Left), True(l.Right)),
        Comparison c => Compared(c, c.Sign),
        Membership m => Among(m, true),
        IsKnown k => Expression.NotEqual(Kept(k.Value), Unknown),
        Choice c => Expression.Condition(True(c.When), True(c.Then), True(c.Else)),
        _ => Expression.Equal(Kept(formula), Expression.Constant(1L)),
    };

    /// <summary>Whether a condition fails.</summary>
    private Expression False(Formula formula) => formula switch
    {
        Not n => True(n.Operand),
        _ when !missing => Expression.Not(True(formula)),
        Constant c => Expression.Constant(!(bool)c.Value),
        Logic { IsAnd: true } l => Expression.OrElse(False(l.Left), False(l.Right)),
        Logic l => Expression.AndAlso(False(l.Left), False(l.Right)),
        Comparison c => Compared(c, Opposite(c.Sign)),
        Membership m => Among(m, false),
        IsKnown k => Expression.Equal(Kept(k.Value), Unknown),
        Choice c => Expression.Condition(True(c.When), False(c.Then), False(c.Else)),
        _ => Expression.Equal(Kept(formula), Expression.Constant(0L)),
    };

    private ConditionalExpression OfCondition(Formula formula)
    {
        var (yes, no) = (Expression.Constant(1L), Expression.Constant(0L));
        return Expression.Condition(True(formula), yes, missing ? Expression.Condition(False(formula), no, Unknown) : no);
    }

    private Expression Compared(Comparison c, Comparing sign)
    {
        if (c.Left.Type.IsMoney || c.Left.Type.IsNumber)
        {
            // Over the same divisor what is compared is whole: never a division, never rounded.
            var (a, b, _) = Common(Exact(c.Left), Exact(c.Right));
            return Compared(sign, a.Expression, b.Expression);
        }

        return Compared(sign, Kept(c.Left), Kept(c.Right));
    }

    private Expression Compared(Comparing sign, Expression a, Expression b) => (sign, missing) switch
    {
        (Comparing.More, _) => Compared(Comparing.Less, b, a),
        (Comparing.AtLeast, _) => Compared(Comparing.AtMost, b, a),
        (_, true) => Expression.Call(typeof(Missing), sign.ToString(), null, a, b),
        (Comparing.Less, _) => Expression.LessThan(a, b),
        (Comparing.AtMost, _) => Expression.LessThanOrEqual(a, b),
        (Comparing.Equal, _) => Expression.Equal(a, b),
        _ => Expression.NotEqual(a, b),
    };

    private static Comparing Opposite(Comparing sign) => sign switch
    {
        Comparing.Less => Comparing.AtLeast,
        Comparing.AtMost => Comparing.More,
        Comparing.More => Comparing.AtMost,
        Comparing.AtLeast => Comparing.Less,
        Comparing.Equal => Comparing.Unequal,
        _ => Comparing.Equal,
    };

    private BlockExpression Among(Membership m, bool holds)
    {
        var value = Expression.Variable(typeof(long));
        var any = m.Items.Select(i => (Expression)Expression.Equal(value, Expression.Constant(Number(i.Value)))).Aggregate(Expression.OrElse);
        var asked = holds ? any : Expression.AndAlso(Expression.NotEqual(value, Unknown), Expression.Not(any));
        return Expression.Block([value], Expression.Assign(value, Kept(m.Value)), asked);
    }
}
