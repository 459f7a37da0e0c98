using System.Data.Common;
using DuckDB.NET.Data;
using Npgsql;
using NpgsqlTypes;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means.Sql;

/// <summary>Writes the rows of a population into the tables <c>in_&lt;entity&gt;</c> of either engine.</summary>
internal static class SqlFacts
{
    /// <param name="part">The first row and the one after the last.</param>
    public static void IntoDuckDb(DuckDBConnection connection, EntityRows rows, (int From, int To) part, Population population)
    {
        var keys = Keys(rows, population);
        var fields = rows.Entity.Fields.Values.Select(f => (f.Type.Kind, Values: rows.Inputs[f.Name])).ToList();
        using var appender = connection.CreateAppender(rows.Entity.Relation);
        for (var i = part.From; i < part.To; i++)
        {
            var row = appender.CreateRow();
            row.AppendValue(i);
            foreach (var key in keys)
            {
                row.AppendValue(key[i]);
            }

            foreach (var (kind, values) in fields)
            {
                Append(row, kind, values[i]);
            }

            row.EndRow();
        }
    }

    /// <param name="part">The first row and the one after the last.</param>
    public static void IntoPostgreSql(DbConnection connection, EntityRows rows, (int From, int To) part, Population population)
    {
        var keys = Keys(rows, population);
        var fields = rows.Entity.Fields.Values.Select(f => (f.Type.Kind, Values: rows.Inputs[f.Name])).ToList();
        using var copy = ((NpgsqlConnection)connection).BeginBinaryImport($"COPY {rows.Entity.Relation} FROM STDIN (FORMAT BINARY)");
        for (var i = part.From; i < part.To; i++)
        {
            copy.StartRow();
            copy.Write(i, NpgsqlDbType.Integer);
            foreach (var key in keys)
            {
                copy.Write(key[i], NpgsqlDbType.Integer);
            }

            foreach (var (kind, values) in fields)
            {
                Write(copy, kind, values[i]);
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

    private static void Append(IDuckDBAppenderRow row, ValueKind kind, long value)
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
                row.AppendValue((int)value);
                break;
            default:
                row.AppendValue(value);
                break;
        }
    }

    private static void Write(NpgsqlBinaryImporter copy, ValueKind kind, long value)
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
                copy.Write((int)value, NpgsqlDbType.Integer);
                break;
            default:
                copy.Write(value, NpgsqlDbType.Bigint);
                break;
        }
    }
}
