using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

internal sealed partial class FormulaCompiler
{
    /// <summary>Whose row a formula stands on: the variable's own, or inside an aggregate that of what is gone through.</summary>
    private sealed record Level(Entity Entity, ParameterExpression Row, Level? Outer);

    private BinaryExpression Read(Entity owner, int slot) => Expression.ArrayIndex(Column(slot), RowOf(owner));

    private Expression RowOf(Entity owner)
    {
        if (owner == level.Entity)
        {
            return level.Row;
        }

        // Inside an aggregate: of the row that it is for, or above that; else between, from the row that is gone through.
        var from = level.Outer is { } outer && (owner == outer.Entity || outer.Entity.IsBelow(owner)) ? outer : level;
        return owner == from.Entity ? from.Row : Expression.ArrayIndex(Way(from.Entity, owner), from.Row);
    }

    private ParameterExpression Column(int slot) => Hoisted($"c{slot}", typeof(long[]), nameof(Frame.Columns), slot);

    private ParameterExpression Way(Entity from, Entity to)
    {
        var slot = layout.Way(from, to);
        return Hoisted($"w{slot}", typeof(int[]), nameof(Frame.Ways), slot);
    }

    /// <summary>An array or a number of the frame, taken once before the loop.</summary>
    private ParameterExpression Hoisted(string name, Type type, string of, int slot)
    {
        if (!hoisted.TryGetValue(name, out var local))
        {
            local = Local(type, name);
            hoisted[name] = local;
            beforeLoop.Add(Expression.Assign(local, Expression.ArrayIndex(Expression.Property(frame, of), Expression.Constant(slot))));
        }

        return local;
    }

    private ParameterExpression Local(Type type, string name)
    {
        var local = Expression.Variable(type, name);
        locals.Add(local);
        return local;
    }

    private static string KeyOf(Aggregate a) => $"{a.Over.Name}: {a.Text}";

    /// <summary>
    /// Computed where it is first needed of a row, then kept for the row: not before, because what stands around it may be
    /// what makes its values known.
    /// </summary>
    private Expression Aggregated(Aggregate a)
    {
        if (!aggregates.TryGetValue(KeyOf(a), out var result))
        {
            var done = Local(typeof(bool), $"done{aggregates.Count}");
            var value = Local(typeof(long), $"a{aggregates.Count}");
            beforeRow.Add(Expression.Assign(done, Expression.Constant(false)));
            result = Expression.Block(
                typeof(long),
                Expression.IfThen(Expression.Not(done), Expression.Block(Through(a, value), Expression.Assign(done, Expression.Constant(true)))),
                value);
            aggregates[KeyOf(a)] = result;
        }

        return result;
    }

    private BlockExpression Through(Aggregate a, Expression result)
    {
        if (a.Window is not null || a.Over.Record is not null)
        {
            throw new NotSupportedException($"'{a.Text}' goes over dated records: those are computed as SQL only.");
        }

        var scope = level.Outer is null ? level : throw new InvalidOperationException($"'{a.Text}' stands inside another aggregate and passed the checker");
        var range = Way(scope.Entity, a.Over);
        var row = Expression.Variable(typeof(int), "i");
        var last = Expression.Variable(typeof(int), "n");
        var found = Expression.Variable(typeof(long), "found");
        level = new Level(a.Over, row, scope);
        var step = Step(a, found);
        if (a.Where is not null)
        {
            step = Expression.IfThen(True(a.Where), step);
        }

        level = scope;
        var end = Expression.Label();
        return Expression.Block(
            [row, last, found],
            Expression.Assign(found, Nothing(a.Kind)),
            Expression.Assign(row, Expression.ArrayIndex(range, scope.Row)),
            Expression.Assign(last, Expression.ArrayIndex(range, Expression.Increment(scope.Row))),
            Expression.Loop(
                Expression.IfThenElse(Expression.LessThan(row, last), Expression.Block(step, Expression.PreIncrementAssign(row)), Expression.Break(end)),
                end),
            Expression.Assign(result, found));
    }

    private static Expression Nothing(AggregateKind kind) => kind switch
    {
        AggregateKind.All => Expression.Constant(1L),
        AggregateKind.Min or AggregateKind.Max => Unknown,
        _ => Expression.Constant(0L),
    };

    private Expression Step(Aggregate a, ParameterExpression found) => a.Kind switch
    {
        AggregateKind.Count => Expression.PreIncrementAssign(found),
        AggregateKind.Any when a.Value is null => Expression.Assign(found, Expression.Constant(1L)),
        AggregateKind.Any => Expression.IfThen(True(a.Value), Expression.Assign(found, Expression.Constant(1L))),
        AggregateKind.All => Expression.IfThen(False(a.Value!), Expression.Assign(found, Expression.Constant(0L))),
        AggregateKind.Sum when !missing => Expression.Assign(found, Expression.AddChecked(found, Kept(a.Value!))),
        AggregateKind.Sum => OfKnown(a.Value!, value => Expression.Assign(found, Expression.AddChecked(found, value))),
        _ => OfKnown(a.Value!, value => Expression.IfThen(
            Expression.OrElse(Expression.Equal(found, Unknown), a.Kind == AggregateKind.Min ? Expression.LessThan(value, found) : Expression.GreaterThan(value, found)),
            Expression.Assign(found, value))),
    };

    private BlockExpression OfKnown(Formula formula, Func<ParameterExpression, Expression> step)
    {
        var value = Expression.Variable(typeof(long));
        return Expression.Block([value], Expression.Assign(value, Kept(formula)), Expression.IfThen(Expression.NotEqual(value, Unknown), step(value)));
    }
}
