using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Shouwang.Platform.Data;

/// <summary>
/// Gives every table the name <c>module_entity</c> and every column, key and index a name of lower-case words,
/// and stores every enum as its word. Runs last, over the finished model.
/// </summary>
internal static class StoredNames
{
    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            entity.SetTableName(TableOf(entity.ClrType));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(ColumnOf(property.Name));
                StoreEnumAsWord(property);
            }
        }

        // Names of keys and indexes are made of the names of tables and columns, so these come second.
        foreach (var entity in model.GetEntityTypes())
        {
            NameKeys(entity);
        }
    }

    private static string TableOf(Type entity)
    {
        var module = entity.Namespace!.Split('.')[1];
        return $"{Words.Of(module)}_{Words.Of(entity.Name)}";
    }

    // from and to are reserved in SQL; whoever writes a statement by hand should not need quotes.
    private static string ColumnOf(string property) => property switch
    {
        "From" => "valid_from",
        "To" => "valid_to",
        _ => Words.Of(property),
    };

    private static void StoreEnumAsWord(IMutableProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
        {
            property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(WordColumn<>).MakeGenericType(type))!);
        }
    }

    private static void NameKeys(IMutableEntityType entity)
    {
        var table = entity.GetTableName()!;
        foreach (var key in entity.GetKeys())
        {
            key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Columns(key.Properties)}");
        }

        foreach (var foreign in entity.GetForeignKeys())
        {
            foreign.SetConstraintName($"fk_{table}_{Columns(foreign.Properties)}");

            // History is not deleted because the person or household that it belongs to is.
            foreign.DeleteBehavior = DeleteBehavior.Restrict;
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName($"ix_{table}_{Columns(index.Properties)}");
        }
    }

    private static string Columns(IEnumerable<IMutableProperty> properties) => string.Join('_', properties.Select(property => property.GetColumnName()));
}
