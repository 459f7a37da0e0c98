using System.Data.Common;
using DuckDB.NET.Data;
using Npgsql;
using NpgsqlTypes;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means.Sql;

/// <summary>Writes the rows of a population into the tables <c>in_&lt;entity&gt;</c> of either engine.</summary>
internal static class FactRows
{
    public static void IntoDuckDb(DuckDBConnection connection, EntityRows rows, Population population)
    {
        var keys = Keys(rows, population);
        var fields = rows.Entity.Fields.Values.Select(f => (f.Type.Kind, Values: rows.Inputs[f.Name])).ToList();
        using var appender = connection.CreateAppender(rows.Entity.Relation);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = appender.CreateRow();
            row.AppendValue(i);
            foreach (var key in keys)
            {
                row.AppendValue(key[i]);
            }

            foreach (var (kind, values) in fields)
            {
                Append(row, kind, values[i], population.Law.Codes);
            }

            row.EndRow();
        }
    }

    public static void IntoPostgreSql(DbConnection connection, EntityRows rows, Population population)
    {
        var keys = Keys(rows, population);
        var fields = rows.Entity.Fields.Values.Select(f => (f.Type.Kind, Values: rows.Inputs[f.Name])).ToList();
        using var copy = ((NpgsqlConnection)connection).BeginBinaryImport($"COPY {rows.Entity.Relation} FROM STDIN (FORMAT BINARY)");
        for (var i = 0; i < rows.Count; i++)
        {
            copy.StartRow();
            copy.Write(i, NpgsqlDbType.Integer);
            foreach (var key in keys)
            {
                copy.Write(key[i], NpgsqlDbType.Integer);
            }

            foreach (var (kind, values) in fields)
            {
                Write(copy, kind, values[i], population.Law.Codes);
            }
        }

        copy.Complete();
    }

    /// <summary>For each row the number of each entity above, nearest first.</summary>
    private static List<int[]> Keys(EntityRows rows, Population population)
    {
        var keys = new List<int[]>();
        var at = rows;
        int[]? path = null;
        while (at.Entity.Parent is { } parent)
        {
            var step = at.Parent;
            path = path is null ? step : [.. path.Select(row => step[row])];
            keys.Add(path);
            at = population[parent];
        }

        return keys;
    }

    private static void Append(IDuckDBAppenderRow row, ValueKind kind, long value, CodeNumbers codes)
    {
        if (value == Population.Unknown)
        {
            row.AppendNullValue();
            return;
        }

        switch (kind)
        {
            case ValueKind.Bool:
                row.AppendValue(value != 0);
                break;
            case ValueKind.Date:
                row.AppendValue(DateOnly.FromDayNumber((int)value));
                break;
            case ValueKind.Text:
                row.AppendValue(codes[value]);
                break;
            default:
                row.AppendValue(value);
                break;
        }
    }

    private static void Write(NpgsqlBinaryImporter copy, ValueKind kind, long value, CodeNumbers codes)
    {
        if (value == Population.Unknown)
        {
            copy.WriteNull();
            return;
        }

        switch (kind)
        {
            case ValueKind.Bool:
                copy.Write(value != 0, NpgsqlDbType.Boolean);
                break;
            case ValueKind.Date:
                copy.Write(DateOnly.FromDayNumber((int)value), NpgsqlDbType.Date);
                break;
            case ValueKind.Text:
                copy.Write(codes[value], NpgsqlDbType.Text);
                break;
            default:
                copy.Write(value, NpgsqlDbType.Bigint);
                break;
        }
    }
}
