using System.Diagnostics;
using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

/// <summary>
/// Makes a loop in machine code of one variable: the second of the two generators, written apart from the SQL one, so that
/// the gate between them can find what either gets wrong. Every value is one <see cref="long"/>; unknown is its least.
/// </summary>
internal sealed partial class FormulaCompiler
{
    private static readonly Expression Unknown = Expression.Constant(long.MinValue);

    private readonly FrameLayout layout;
    private readonly Func<string, long> code;
    private readonly ParameterExpression frame = Expression.Parameter(typeof(Frame), "frame");
    private readonly Dictionary<string, ParameterExpression> arrays = new(StringComparer.Ordinal);
    private readonly List<ParameterExpression> locals = [];
    private readonly List<Expression> prologue = [];
    private readonly Dictionary<string, ParameterExpression> aggregates = new(StringComparer.Ordinal);
    private readonly List<Expression> ofRow = [];
    private Level level;

    private FormulaCompiler(Entity entity, FrameLayout layout, Func<string, long> code)
    {
        this.layout = layout;
        this.code = code;
        level = new Level(entity, Expression.Parameter(typeof(int), "row"), null);
    }

    /// <param name="layout">Gets the slots that the loop asks for.</param>
    /// <param name="code">The number of a code.</param>
    public static CompiledVariable Compile(Variable variable, FrameLayout layout, Func<string, long> code) => new FormulaCompiler(variable.Entity, layout, code).Loop(variable);

    private CompiledVariable Loop(Variable variable)
    {
        var from = Expression.Parameter(typeof(int), "from");
        var to = Expression.Parameter(typeof(int), "to");
        var row = level.Row;
        var values = Column(layout.Of(variable));
        var branches = variable.Branch is null ? null : Column(layout.BranchOf(variable));
        var assign = Assigned(variable.Formula!, variable.Branch, Expression.ArrayAccess(values, row), branches is null ? null : Expression.ArrayAccess(branches, row));
        var end = Expression.Label();
        var body = Expression.Block(
            [row, .. locals],
            [
                .. prologue,
                Expression.Assign(row, from),
                Expression.Loop(
                    Expression.IfThenElse(
                        Expression.LessThan(row, to),
                        Expression.Block([.. ofRow, assign, Expression.PreIncrementAssign(row)]),
                        Expression.Break(end)),
                    end),
            ]);
        return Expression.Lambda<CompiledVariable>(body, frame, from, to).Compile();
    }

    /// <summary>Value and branch follow the same conditions: each is asked once.</summary>
    private Expression Assigned(Formula formula, Formula? branch, Expression value, Expression? branchValue)
    {
        if (branch is null || branchValue is null)
        {
            return Expression.Assign(value, Kept(formula));
        }

        return formula is Choice f && branch is Choice b && ReferenceEquals(f.When, b.When)
            ? Expression.IfThenElse(Condition(f.When), Assigned(f.Then, b.Then, value, branchValue), Assigned(f.Else, b.Else, value, branchValue))
            : Expression.Block(Expression.Assign(value, Kept(formula)), Expression.Assign(branchValue, Kept(branch)));
    }

    /// <summary>A value as it is kept, unknown included.</summary>
    private Expression Kept(Formula formula) => formula switch
    {
        Constant c => Expression.Constant(Number(c.Value)),
        ParameterRef p => Parameter(p.Parameter),
        FieldValue f => Read(f.Entity, layout.Of(f.Entity, f.Field)),
        VariableValue v => Read(v.Variable.Entity, layout.Of(v.Variable)),
        Aggregate a => Aggregated(a),
        Lookup l => Looked(l),
        AsOf => Expression.Property(frame, nameof(Frame.AsOf)),
        OrElse o => Defaulted(o),
        Choice { Type.IsExact: false } c => Expression.Condition(Condition(c.When), Kept(c.Then), Kept(c.Else)),
        { Type.Kind: ValueKind.Bool } => Expression.Condition(Condition(formula), Expression.Constant(1L), Expression.Constant(0L)),
        { Type.Kind: ValueKind.Date } => Day(formula),
        { Type.Kind: ValueKind.Rate } => Scaled(Exact(formula), 1_000_000),
        _ => Scaled(Exact(formula), 1),
    };

    private static Expression Scaled(Quotient value, long scale)
    {
        var kept = value * Quotient.Of(Whole.Of(scale));
        return kept.Under.Constant == 1 ? kept.Over.Expression : throw new UnreachableException("an exact value reached a column");
    }

    private long Number(object value) => value switch
    {
        bool b => b ? 1 : 0,
        long n => n,
        DateOnly d => d.DayNumber,
        string text => code(text),
        _ => throw new UnreachableException(value.GetType().Name),
    };

    private Expression Condition(Formula formula) => formula switch
    {
        Constant { Value: bool b } => Expression.Constant(b),
        Not n => Expression.Not(Condition(n.Operand)),
        Logic { IsAnd: true } l => Expression.AndAlso(Condition(l.Left), Condition(l.Right)),
        Logic l => Expression.OrElse(Condition(l.Left), Condition(l.Right)),
        Comparison c => Compared(c),
        Membership m => Among(m),
        IsKnown k => Expression.NotEqual(Kept(k.Value), Unknown),
        Choice c => Expression.Condition(Condition(c.When), Condition(c.Then), Condition(c.Else)),
        _ => Expression.NotEqual(Kept(formula), Expression.Constant(0L)),
    };

    private Expression Compared(Comparison c)
    {
        if (c.Left.Type.IsMoney || c.Left.Type.IsNumber)
        {
            var (a, b, _) = Quotient.Common(Exact(c.Left), Exact(c.Right));
            return Compared(c.Sign, a.Expression, b.Expression);
        }

        return Compared(c.Sign, Kept(c.Left), Kept(c.Right));
    }

    private static Expression Compared(Comparing sign, Expression a, Expression b) => sign switch
    {
        Comparing.Less => Expression.LessThan(a, b),
        Comparing.AtMost => Expression.LessThanOrEqual(a, b),
        Comparing.More => Expression.GreaterThan(a, b),
        Comparing.AtLeast => Expression.GreaterThanOrEqual(a, b),
        Comparing.Equal => Expression.Equal(a, b),
        _ => Expression.NotEqual(a, b),
    };

    private Expression Among(Membership m)
    {
        var value = Expression.Variable(typeof(long));
        var any = m.Items.Select(i => (Expression)Expression.Equal(value, Expression.Constant(Number(i.Value)))).Aggregate(Expression.OrElse);
        return Expression.Block([value], Expression.Assign(value, Kept(m.Value)), any);
    }

    private Expression Defaulted(OrElse o)
    {
        var value = Expression.Variable(typeof(long));
        return Expression.Block([value], Expression.Assign(value, Kept(o.Value)), Expression.Condition(Expression.Equal(value, Unknown), Kept(o.Otherwise), value));
    }

    private Expression Looked(Lookup l)
    {
        var table = Expression.ArrayIndex(Expression.Property(frame, nameof(Frame.Tables)), Expression.Constant(layout.Of(l.Parameter)));
        var keys = l.Keys.Select(Kept).ToList();
        return keys.Count == 1
            ? Expression.Call(table, typeof(CompiledTable).GetMethod(nameof(CompiledTable.Find), [typeof(long)])!, keys[0])
            : Expression.Call(table, typeof(CompiledTable).GetMethod(nameof(CompiledTable.Find), [typeof(long[])])!, Expression.NewArrayInit(typeof(long), keys));
    }

    private Expression Day(Formula formula) => formula switch
    {
        Calculation c => Primitive(nameof(Primitives.Moved), Day(c.Left), Signed(c.Sign, Kept(c.Right))),
        Call { Function: Function.Larger or Function.Smaller } c => Extreme(c.Function, Day(c.Arguments[0]), Day(c.Arguments[1])),
        _ => Kept(formula),
    };

    private static Expression Signed(Calculating sign, Expression days) => sign == Calculating.Plus ? days : Expression.NegateChecked(days);

    private static Expression Extreme(Function function, Expression a, Expression b) =>
        Expression.Call(typeof(Math), function == Function.Larger ? nameof(Math.Max) : nameof(Math.Min), null, a, b);

    private static Expression Primitive(string name, params Expression[] arguments) => Expression.Call(typeof(Primitives), name, null, arguments);
}
