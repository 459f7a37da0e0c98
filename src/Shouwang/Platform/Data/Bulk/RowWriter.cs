using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Shouwang.Platform.Data.Bulk;

/// <summary>
/// Compiles, once per entity and database, the code that hands the fields of an entity to a sink in column order:
/// <c>sink.Write(column, value)</c> with the value as the database stores it, or <c>sink.WriteNull(column)</c>.
/// </summary>
internal static class RowWriter<TEntity, TSink>
    where TSink : class
{
    private static readonly ConcurrentDictionary<IEntityType, Action<TEntity, TSink>> Compiled = new();
    private static readonly MethodInfo Write = typeof(TSink).GetMethod("Write")!;
    private static readonly MethodInfo WriteNull = typeof(TSink).GetMethod("WriteNull")!;

    public static Action<TEntity, TSink> For(BulkTable table) => Compiled.GetOrAdd(table.Entity, static (_, table) => Compile(table), table);

    private static Action<TEntity, TSink> Compile(BulkTable table)
    {
        var entity = Expression.Parameter(typeof(TEntity));
        var sink = Expression.Parameter(typeof(TSink));
        var columns = table.Properties.Select((property, column) => Field(entity, sink, property, column));
        return Expression.Lambda<Action<TEntity, TSink>>(Expression.Block(columns), entity, sink).Compile();
    }

    private static Expression Field(ParameterExpression entity, ParameterExpression sink, IProperty property, int column)
    {
        var at = Expression.Constant(column);
        var member = property.PropertyInfo is { } info ? Expression.Property(entity, info) : Expression.Field(entity, property.FieldInfo!);
        var given = Expression.Variable(member.Type);
        var bare = Nullable.GetUnderlyingType(member.Type) is { } underlying ? Expression.Convert(given, underlying) : (Expression)given;
        var stored = Stored(property, bare);
        var write = Expression.Call(sink, Write.MakeGenericMethod(stored.Type), at, stored);
        var body = CanBeNull(member.Type)
            ? Expression.IfThenElse(Expression.Equal(given, Expression.Constant(null, member.Type)), Expression.Call(sink, WriteNull, at), write)
            : (Expression)write;
        return Expression.Block([given], Expression.Assign(given, member), body);
    }

    private static Expression Stored(IProperty property, Expression value)
    {
        if (property.GetTypeMapping().Converter is not { } converter)
        {
            return value;
        }

        var toStore = converter.ConvertToProviderExpression;
        return Expression.Invoke(toStore, Expression.Convert(value, toStore.Parameters[0].Type));
    }

    private static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
}
