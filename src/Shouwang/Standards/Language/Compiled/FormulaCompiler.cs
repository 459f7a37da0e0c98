using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

/// <summary>
/// Makes a loop in machine code of one variable: the second of the two generators, written apart from the SQL one, so that
/// the gate between them can find what either gets wrong.
/// </summary>
internal sealed partial class FormulaCompiler
{
    private static readonly Expression Unknown = Expression.Constant(long.MinValue);

    private readonly FrameLayout layout;
    private readonly Func<string, long> code;
    private readonly bool missing;
    private readonly ParameterExpression frame = Expression.Parameter(typeof(Frame), "frame");
    private readonly Dictionary<string, ParameterExpression> hoisted = new(StringComparer.Ordinal);
    private readonly List<ParameterExpression> locals = [];
    private readonly List<Expression> beforeLoop = [];
    private readonly Dictionary<string, Expression> aggregates = new(StringComparer.Ordinal);
    private readonly List<Expression> beforeRow = [];
    private int names;
    private Level level;

    private FormulaCompiler(Entity entity, FrameLayout layout, Func<string, long> code, bool missing)
    {
        this.layout = layout;
        this.code = code;
        this.missing = missing;
        level = new Level(entity, Expression.Parameter(typeof(int), "row"), null);
    }

    /// <param name="layout">Gets the slots that the loop asks for.</param>
    /// <param name="code">The number of a code.</param>
    /// <param name="missing">Facts that formulas take as known may be missing: slower.</param>
    /// <exception cref="NotSupportedException">An aggregate over dated records: those of the night run as SQL only.</exception>
    public static CompiledVariable Compile(Variable variable, FrameLayout layout, Func<string, long> code, bool missing) =>
        new FormulaCompiler(variable.Entity, layout, code, missing).Loop(variable);

    private CompiledVariable Loop(Variable variable)
    {
        var from = Expression.Parameter(typeof(int), "from");
        var to = Expression.Parameter(typeof(int), "to");
        var row = level.Row;
        var value = Expression.ArrayAccess(Column(layout.Of(variable)), row);
        var branch = variable.Branch is null ? null : Expression.ArrayAccess(Column(layout.BranchOf(variable)), row);
        var assign = Assigned(variable.Formula!, variable.Branch, value, branch);
        var end = Expression.Label();
        var body = Expression.Block(
            [row, .. locals],
            [
                .. beforeLoop,
                Expression.Assign(row, from),
                Expression.Loop(
                    Expression.IfThenElse(
                        Expression.LessThan(row, to),
                        Expression.Block([.. beforeRow, assign, Expression.PreIncrementAssign(row)]),
                        Expression.Break(end)),
                    end),
            ]);
        return Expression.Lambda<CompiledVariable>(body, frame, from, to).Compile();
    }

    /// <summary>Value and branch follow the same conditions: each is asked once.</summary>
    private Expression Assigned(Formula formula, Formula? branch, Expression value, Expression? branchValue) => (formula, branch) switch
    {
        (Choice f, Choice b) when ReferenceEquals(f.When, b.When) => Expression.IfThenElse(
            True(f.When),
            Assigned(f.Then, b.Then, value, branchValue),
            Assigned(f.Else, b.Else, value, branchValue)),
        (Aggregate a, null) => Through(a, value),
        (_, null) => Expression.Assign(value, Kept(formula)),
        _ => Expression.Block(Expression.Assign(value, Kept(formula)), Expression.Assign(branchValue!, Kept(branch))),
    };

    /// <summary>A value as it is kept, unknown included.</summary>
    private Expression Kept(Formula formula) => formula switch
    {
        Constant c => Expression.Constant(Number(c.Value)),
        ParameterRef p => Of(p.Parameter).Expression,
        AsOf => OfDay("as_of", (facts, _) => facts.AsOf).Expression,
        FieldValue f => Read(f.Entity, layout.Of(f.Entity, f.Field)),
        VariableValue v => Read(v.Variable.Entity, layout.Of(v.Variable)),
        Aggregate a => Aggregated(a),
        Lookup l => Looked(l),
        OrElse o => Defaulted(o),
        Choice { Type.IsExact: false } c => Expression.Condition(True(c.When), Kept(c.Then), Kept(c.Else)),
        { Type.Kind: ValueKind.Bool } => OfCondition(formula),
        { Type.Kind: ValueKind.Date } => Day(formula),
        { Type.Kind: ValueKind.Rate } => Scaled(Exact(formula), 1_000_000),
        _ => Scaled(Exact(formula), 1),
    };

    private long Number(object value) => value switch
    {
        bool b => b ? 1 : 0,
        long n => n,
        DateOnly d => d.DayNumber,
        _ => code((string)value),
    };

    private Whole Of(Parameter parameter) => OfDay($"p.{parameter.Name}", (facts, _) => facts.Parameter(parameter));

    private BlockExpression Defaulted(OrElse o)
    {
        var value = Expression.Variable(typeof(long));
        return Expression.Block([value], Expression.Assign(value, Kept(o.Value)), Expression.Condition(Expression.Equal(value, Unknown), Kept(o.Otherwise), value));
    }

    private MethodCallExpression Looked(Lookup l)
    {
        var table = Hoisted($"t{layout.Table(l.Parameter)}", typeof(CompiledTable), nameof(Frame.Tables), layout.Table(l.Parameter));
        var keys = l.Keys.Select(Kept).ToList();
        return keys.Count <= 3
            ? Expression.Call(typeof(CompiledTable), nameof(CompiledTable.Find), null, [table, .. keys])
            : Expression.Call(typeof(CompiledTable), nameof(CompiledTable.Find), null, table, Expression.NewArrayInit(typeof(long), keys));
    }

    /// <summary>A day number.</summary>
    private Expression Day(Formula formula) => formula switch
    {
        Calculation c => Primitive(nameof(Primitives.Moved), Kept(c.Left), c.Sign == Calculating.Plus ? Kept(c.Right) : Minus(Constant(0), OfRow(Kept(c.Right))).Expression),
        Call { Function: Function.Larger or Function.Smaller } c => Extreme(c.Function, Kept(c.Arguments[0]), Kept(c.Arguments[1])),
        _ => Kept(formula),
    };

    private MethodCallExpression Extreme(Function function, Expression a, Expression b) => missing
        ? Expression.Call(typeof(Missing), function == Function.Larger ? nameof(Missing.Larger) : nameof(Missing.Smaller), null, a, b)
        : Expression.Call(typeof(Math), function == Function.Larger ? nameof(Math.Max) : nameof(Math.Min), null, a, b);

    private MethodCallExpression Primitive(string name, params Expression[] arguments) => Expression.Call(missing ? typeof(Missing) : typeof(Primitives), name, null, arguments);
}
