using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

internal sealed partial class FormulaCompiler
{
    /// <summary>Whose row a formula stands on: the variable's own, or inside an aggregate that of what is gone through.</summary>
    private sealed record Level(Entity Entity, ParameterExpression Row, Level? Outer);

    /// <summary>A value of this row, of one above it, or of the row that the aggregate is for.</summary>
    private Expression Read(Entity owner, int slot) => Expression.ArrayIndex(Column(slot), RowOf(owner));

    private Expression RowOf(Entity owner)
    {
        if (owner == level.Entity)
        {
            return level.Row;
        }

        if (level.Outer is { } outer && (owner == outer.Entity || outer.Entity.IsBelow(owner)))
        {
            return owner == outer.Entity ? outer.Row : Expression.ArrayIndex(Way(outer.Entity, owner), outer.Row);
        }

        return Expression.ArrayIndex(Way(level.Entity, owner), level.Row);
    }

    private Expression Parameter(Parameter parameter) => Expression.ArrayIndex(Expression.Property(frame, nameof(Frame.Parameters)), Expression.Constant(layout.Of(parameter)));

    private ParameterExpression Column(int slot) => Array($"c{slot}", typeof(long[]), nameof(Frame.Columns), slot);

    private ParameterExpression Way(Entity from, Entity to)
    {
        var slot = layout.Way(from, to);
        return Array($"w{slot}", typeof(int[]), nameof(Frame.Ways), slot);
    }

    /// <summary>An array of the frame, taken once before the loop.</summary>
    private ParameterExpression Array(string name, Type type, string of, int slot)
    {
        if (!arrays.TryGetValue(name, out var array))
        {
            array = Expression.Variable(type, name);
            arrays[name] = array;
            locals.Add(array);
            prologue.Add(Expression.Assign(array, Expression.ArrayIndex(Expression.Property(frame, of), Expression.Constant(slot))));
        }

        return array;
    }

    /// <summary>The same aggregate is computed once for a row, before the formula that asks for it.</summary>
    private Expression Aggregated(Aggregate a)
    {
        var key = $"{a.Over.Name}: {a.Text}";
        if (!aggregates.TryGetValue(key, out var result))
        {
            result = Expression.Variable(typeof(long), $"a{aggregates.Count}");
            aggregates[key] = result;
            locals.Add(result);
            ofRow.Add(Through(a, result));
        }

        return result;
    }

    private BlockExpression Through(Aggregate a, ParameterExpression result)
    {
        var scope = level.Outer is null ? level : throw new InvalidOperationException("an aggregate inside another passed the checker");
        var range = Way(scope.Entity, a.Over);
        var row = Expression.Variable(typeof(int), "i");
        var last = Expression.Variable(typeof(int), "n");
        level = new Level(a.Over, row, scope);
        var step = Step(a, result);
        if (a.Where is not null)
        {
            step = Expression.IfThen(Condition(a.Where), step);
        }

        level = scope;
        var end = Expression.Label();
        return Expression.Block(
            [row, last],
            Expression.Assign(result, Nothing(a.Kind)),
            Expression.Assign(row, Expression.ArrayIndex(range, scope.Row)),
            Expression.Assign(last, Expression.ArrayIndex(range, Expression.Increment(scope.Row))),
            Expression.Loop(
                Expression.IfThenElse(Expression.LessThan(row, last), Expression.Block(step, Expression.PreIncrementAssign(row)), Expression.Break(end)),
                end));
    }

    private static Expression Nothing(AggregateKind kind) => kind switch
    {
        AggregateKind.All => Expression.Constant(1L),
        AggregateKind.Min or AggregateKind.Max => Unknown,
        _ => Expression.Constant(0L),
    };

    private Expression Step(Aggregate a, ParameterExpression result) => a.Kind switch
    {
        AggregateKind.Count => Expression.PreIncrementAssign(result),
        AggregateKind.Sum => Expression.Assign(result, Expression.AddChecked(result, Kept(a.Value!))),
        AggregateKind.Any when a.Value is null => Expression.Assign(result, Expression.Constant(1L)),
        AggregateKind.Any => Expression.IfThen(Condition(a.Value), Expression.Assign(result, Expression.Constant(1L))),
        AggregateKind.All => Expression.IfThen(Expression.Not(Condition(a.Value!)), Expression.Assign(result, Expression.Constant(0L))),
        _ => Extreme(a, result),
    };

    /// <summary>Least or greatest of what is known.</summary>
    private BlockExpression Extreme(Aggregate a, ParameterExpression result)
    {
        var value = Expression.Variable(typeof(long));
        var better = a.Kind == AggregateKind.Min ? Expression.LessThan(value, result) : Expression.GreaterThan(value, result);
        return Expression.Block(
            [value],
            Expression.Assign(value, Kept(a.Value!)),
            Expression.IfThen(
                Expression.AndAlso(Expression.NotEqual(value, Unknown), Expression.OrElse(Expression.Equal(result, Unknown), better)),
                Expression.Assign(result, value)));
    }
}
