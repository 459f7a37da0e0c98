using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Shouwang.Platform.Data.Bulk;

/// <summary>The table of one entity as bulk writing needs it: quoted names and the columns in writing order.</summary>
internal sealed class BulkTable
{
    private readonly ISqlGenerationHelper sql;

    private BulkTable(IEntityType entity, ISqlGenerationHelper sql)
    {
        this.sql = sql;
        Entity = entity;
        Name = entity.GetTableName() ?? throw new NotSupportedException($"{entity.DisplayName()} has no table.");
        Properties = [.. entity.GetProperties().Where(property => !CountedByDatabase(property))];
        if (Properties.Any(property => property.IsShadowProperty()) || entity.GetComplexProperties().Any() || entity.GetDerivedTypes().Any())
        {
            throw new NotSupportedException($"{entity.DisplayName()}: shadow properties, complex types and inheritance cannot be written in bulk.");
        }
    }

    public IEntityType Entity { get; }

    public string Name { get; }

    public string Quoted => sql.DelimitIdentifier(Name, Entity.GetSchema());

    public IReadOnlyList<IProperty> Properties { get; }

    public string ColumnList => string.Join(", ", Properties.Select(Column));

    public static BulkTable Of(IEntityType entity, ISqlGenerationHelper sql) => new(entity, sql);

    /// <summary>The tail that turns an insert into an upsert by primary key; empty for a plain insert.</summary>
    public string OnConflict(BulkMode mode)
    {
        if (mode == BulkMode.Insert)
        {
            return "";
        }

        var key = Entity.FindPrimaryKey()!.Properties;
        var changes = Properties.Except(key).Select(property => $"{Column(property)} = excluded.{Column(property)}").ToList();
        var target = string.Join(", ", key.Select(Column));
        return changes.Count == 0 ? $" ON CONFLICT ({target}) DO NOTHING" : $" ON CONFLICT ({target}) DO UPDATE SET {string.Join(", ", changes)}";
    }

    private string Column(IProperty property) => sql.DelimitIdentifier(property.GetColumnName());

    private static bool CountedByDatabase(IProperty property) =>
        property.GetComputedColumnSql() is not null
        || (property.ValueGenerated == ValueGenerated.OnAdd && property.IsPrimaryKey() && (property.ClrType == typeof(int) || property.ClrType == typeof(long)));
}
