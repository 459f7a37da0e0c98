using System.Data.Common;
using System.Diagnostics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Standards.Means.Sql;

/// <summary>
/// Evaluates a law by SQL, set-wise: on a DuckDB in memory of its own, or on an open connection to PostgreSQL. Facts are
/// loaded into temporary tables, each stage makes one more, and all values are read back.
/// </summary>
public sealed class SqlLaw : IEvaluator, IDisposable
{
    private readonly DbConnection connection;
    private readonly SqlDialect dialect;
    private readonly bool owned;
    private readonly List<string> tables = [];

    private SqlLaw(DbConnection connection, SqlDialect dialect, bool owned)
    {
        this.connection = connection;
        this.dialect = dialect;
        this.owned = owned;
    }

    /// <summary>How long the last evaluation took without loading facts and reading values back.</summary>
    public TimeSpan Decided { get; private set; }

    /// <param name="threads">Of DuckDB.</param>
    public static SqlLaw OnDuckDb(int threads = 2)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        // As the records store: nothing from outside, nothing written elsewhere.
        NativeRows.Execute(connection, $"SET threads = {threads}; SET enable_external_access = false; SET preserve_insertion_order = false; SET lock_configuration = true");
        return new SqlLaw(connection, SqlDialect.DuckDb, true);
    }

    /// <summary>On an open connection; its temporary tables <c>in_*</c> and <c>s*</c> are replaced.</summary>
    public static SqlLaw OnPostgreSql(DbConnection open) => new(open, SqlDialect.PostgreSql, false);

    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    public Evaluation Evaluate(Population population, LawDay day, GivenValues? given = null)
    {
        Load(population);
        var statements = LawSql.Write(day, dialect, given);
        Decide(statements);
        return Read(population, day, statements);
    }

    /// <summary>Lays the facts out for <see cref="Decide(LawDay)"/>.</summary>
    public void Load(Population population)
    {
        Clear();
        foreach (var rows in population.All)
        {
            var columns = ColumnsOf(rows.Entity).ToList();
            Make(rows.Entity.Relation, columns);
            if (connection is DuckDBConnection duck)
            {
                FactRows.IntoDuckDb(duck, rows, population);
            }
            else
            {
                FactRows.IntoPostgreSql(connection, rows, population);
            }
        }

        if (dialect == SqlDialect.PostgreSql)
        {
            foreach (var rows in population.All)
            {
                Execute($"ANALYZE {rows.Entity.Relation}");
            }
        }
    }

    /// <summary>Evaluates what is loaded and leaves the values in the stage tables: the decision alone, for measurements.</summary>
    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    public void Decide(LawDay day)
    {
        foreach (var table in tables.Where(t => !t.StartsWith("in_", StringComparison.Ordinal)).ToList())
        {
            Execute($"DROP TABLE IF EXISTS {table}");
            tables.Remove(table);
        }

        Decide(LawSql.Write(day, dialect));
    }

    public void Dispose()
    {
        if (owned)
        {
            connection.Dispose();
        }
    }

    private void Decide(IReadOnlyList<LawStatement> statements)
    {
        var watch = Stopwatch.StartNew();
        foreach (var statement in statements)
        {
            tables.Add(statement.Stage.Table);
            Execute(statement.Sql);
            if (dialect == SqlDialect.PostgreSql)
            {
                Execute($"ANALYZE {statement.Stage.Table}");
            }
        }

        Decided = watch.Elapsed;
    }

    private Evaluation Read(Population population, LawDay day, IReadOnlyList<LawStatement> statements)
    {
        var columns = new Dictionary<Variable, (long[], long[]?)>();
        foreach (var (stage, _) in statements)
        {
            var count = population[stage.Entity].Count;
            var variables = stage.Variables.ToList();
            var read = variables.Select(v => (Values: new long[count], Branches: v.Branch is null ? null : new long[count])).ToList();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT id, {string.Join(", ", variables.SelectMany(v => v.Branch is null ? new[] { LawSql.Column(v) } : [LawSql.Column(v), LawSql.BranchColumn(v)]))} FROM {stage.Table}";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var row = reader.GetInt32(0);
                var at = 1;
                for (var i = 0; i < variables.Count; i++)
                {
                    read[i].Values[row] = Kept(reader, at++, variables[i].Type.Kind, day.Law.Codes);
                    if (read[i].Branches is { } branches)
                    {
                        branches[row] = reader.GetInt64(at++);
                    }
                }
            }

            for (var i = 0; i < variables.Count; i++)
            {
                columns[variables[i]] = read[i];
            }
        }

        return new Evaluation(population, day, columns);
    }

    private static long Kept(DbDataReader reader, int column, ValueKind kind, CodeNumbers codes) => reader.IsDBNull(column) ? Population.Unknown : kind switch
    {
        ValueKind.Bool => reader.GetBoolean(column) ? 1 : 0,
        ValueKind.Date => reader.GetFieldValue<DateOnly>(column).DayNumber,
        ValueKind.Text => codes[reader.GetString(column)],
        _ => reader.GetInt64(column),
    };

    private void Clear()
    {
        foreach (var table in tables)
        {
            Execute($"DROP TABLE IF EXISTS {table}");
        }

        tables.Clear();
    }

    private void Make(string table, IEnumerable<(string Name, string Type)> columns)
    {
        Execute($"DROP TABLE IF EXISTS {table}");
        tables.Add(table);
        Execute($"CREATE TEMP TABLE {table}({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))})");
    }

    private static IEnumerable<(string Name, string Type)> ColumnsOf(Entity entity) =>
        LawSql.Above(entity).Select(a => ($"k_{a.Name}", "INTEGER")).Prepend(("id", "INTEGER")).Concat(entity.Fields.Values.Select(f => (LawSql.Input(f), LawSql.Type(f))));

    private void Execute(string sql)
    {
        try
        {
            if (connection is DuckDBConnection duck)
            {
                NativeRows.Execute(duck, sql);
                return;
            }

            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
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
