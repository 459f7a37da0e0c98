using System.Data.Common;
using DuckDB.NET.Data;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Standards.Means.Sql;

/// <summary>One connection with the facts of some households and the stage tables that are made of them.</summary>
internal sealed class SqlPart(DbConnection connection, SqlDialect dialect, bool owned) : IDisposable
{
    private readonly List<string> inputs = [];
    private readonly List<string> stages = [];

    /// <param name="rows">By number of the entity the first row and the one after the last (<see cref="PopulationShape.Below"/>).</param>
    public void Load(Population population, (int From, int To)[] rows)
    {
        Drop(stages);
        Drop(inputs);
        foreach (var (entity, part) in population.Law.Facts.Entities.Values.Zip(rows))
        {
            var columns = ColumnsOf(entity).Select(c => $"{c.Name} {c.Type}");
            Execute($"DROP TABLE IF EXISTS {entity.Relation}");
            inputs.Add(entity.Relation);
            Execute($"CREATE TEMP TABLE {entity.Relation}({string.Join(", ", columns)})");
            if (connection is DuckDBConnection duck)
            {
                SqlFacts.IntoDuckDb(duck, population[entity], part, population);
            }
            else
            {
                SqlFacts.IntoPostgreSql(connection, population[entity], part, population);
            }
        }

        inputs.ForEach(Analyze);
    }

    public void Decide(IReadOnlyList<LawStatement> statements)
    {
        Drop(stages);
        foreach (var (stage, sql) in statements)
        {
            stages.Add(stage.Table);
            Execute(sql);
            Analyze(stage.Table);
        }
    }

    /// <summary>Puts the values of the stage tables into columns, each at the number of its row.</summary>
    public void Read(Law law, IReadOnlyList<LawStatement> statements, EvaluatedColumns into)
    {
        var numbers = law.Ordered.Select((v, i) => (v, i)).ToDictionary(n => n.v, n => n.i);
        foreach (var (stage, _) in statements)
        {
            var columns = stage.Variables.SelectMany(StageColumn.Of)
                .Select(c => (c.Name, Kind: c.IsBranch ? ValueKind.Int : c.Variable.Type.Kind, Into: (c.IsBranch ? into.Branches : into.Values)[numbers[c.Variable]]!)).ToList();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT id, {string.Join(", ", columns.Select(c => LawSql.Unpacked(dialect, c.Name)))} FROM {stage.Table}";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var row = reader.GetInt32(0);
                for (var i = 0; i < columns.Count; i++)
                {
                    columns[i].Into[row] = Kept(reader, i + 1, columns[i].Kind);
                }
            }
        }
    }

    public void Dispose()
    {
        if (owned)
        {
            connection.Dispose();
        }
    }

    private static long Kept(DbDataReader reader, int column, ValueKind kind) => reader.IsDBNull(column) ? Population.Unknown : kind switch
    {
        ValueKind.Bool => reader.GetBoolean(column) ? 1 : 0,
        ValueKind.Date => reader.GetFieldValue<DateOnly>(column).DayNumber,
        ValueKind.Text => reader.GetInt32(column),
        _ => reader.GetInt64(column),
    };

    private static IEnumerable<(string Name, string Type)> ColumnsOf(Entity entity) =>
        LawSql.Above(entity).Select(a => ($"k_{a.Name}", "INTEGER")).Prepend(("id", "INTEGER")).Concat(entity.Fields.Values.Select(f => (LawSql.Input(f), LawSql.Type(f))));

    private void Drop(List<string> tables)
    {
        tables.ForEach(table => Execute($"DROP TABLE IF EXISTS {table}"));
        tables.Clear();
    }

    // DuckDB counts while it writes; a temporary table of PostgreSQL is analysed by nobody else.
    private void Analyze(string table)
    {
        if (dialect == SqlDialect.PostgreSql)
        {
            Execute($"ANALYZE {table}");
        }
    }

    private void Execute(string sql)
    {
        try
        {
            NativeRows.ExecuteOn(connection, sql);
        }
        // 22003: numeric value out of range. DuckDB has no code for it.
        catch (DbException e) when (e.SqlState == "22003")
        {
            throw new OverflowException("A number of the means test left the range of 64 bits.", e);
        }
        catch (RecordStoreException e) when (e.Message.Contains("Overflow", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("out of range", StringComparison.OrdinalIgnoreCase))
        {
            throw new OverflowException("A number of the means test left the range of 64 bits.", e);
        }
    }
}
