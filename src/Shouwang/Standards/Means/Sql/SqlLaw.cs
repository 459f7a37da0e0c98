using System.Data.Common;
using System.Diagnostics;
using DuckDB.NET.Data;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Standards.Means.Sql;

/// <summary>
/// Evaluates a law by SQL, set-wise: on DuckDB in memory, or on an open connection to PostgreSQL. Facts are loaded into
/// temporary tables, each stage makes one more, and all values are read back.
/// </summary>
public sealed class SqlLaw : IEvaluator, IDisposable
{
    // Below this a second plan of every statement costs more than half of the rows.
    private const int LeastHouseholds = 2000;

    private readonly IReadOnlyList<SqlPart> parts;
    private readonly SqlDialect dialect;
    private int loaded = 1;

    private SqlLaw(SqlDialect dialect, IReadOnlyList<SqlPart> parts)
    {
        this.dialect = dialect;
        this.parts = parts;
    }

    /// <summary>How long the last evaluation took without loading facts and reading values back.</summary>
    public TimeSpan Decided { get; private set; }

    /// <param name="threads">
    /// So many stretches of households are evaluated at the same time, each by a DuckDB of its own with one thread: a city's
    /// stages are too short for DuckDB to divide among threads, and no household asks for another's rows.
    /// </param>
    public static SqlLaw OnDuckDb(int threads = 2) => new(SqlDialect.DuckDb, [.. Enumerable.Range(0, threads).Select(_ => new SqlPart(OpenDuckDb(), SqlDialect.DuckDb, true))]);

    /// <summary>On an open connection; its temporary tables <c>in_*</c> and <c>s*</c> are replaced.</summary>
    public static SqlLaw OnPostgreSql(DbConnection open) => new(SqlDialect.PostgreSql, [new SqlPart(open, SqlDialect.PostgreSql, false)]);

    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    public Evaluation Evaluate(Population population, LawDay day, GivenValues? given = null)
    {
        Load(population);
        var statements = LawSql.Write(day, dialect, given);
        Decide(statements);
        var columns = EvaluatedColumns.Of(day.Law, population);
        InParallel(loaded, part => parts[part].Read(day.Law, statements, columns));
        return columns.Evaluation(population, day);
    }

    /// <summary>Lays the facts out for <see cref="Decide(LawDay)"/>.</summary>
    public void Load(Population population)
    {
        var households = population.Households.Count;
        var shape = new PopulationShape(population);
        loaded = households < LeastHouseholds ? 1 : parts.Count;
        var size = (households + loaded - 1) / loaded;
        InParallel(loaded, part => parts[part].Load(population, shape.Below(Math.Min(households, part * size), Math.Min(households, (part + 1) * size))));
    }

    /// <summary>Evaluates what is loaded and leaves the values in the stage tables: the decision alone, for measurements.</summary>
    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    public void Decide(LawDay day) => Decide(LawSql.Write(day, dialect));

    public void Dispose()
    {
        foreach (var part in parts)
        {
            part.Dispose();
        }
    }

    private void Decide(IReadOnlyList<LawStatement> statements)
    {
        var watch = Stopwatch.StartNew();
        InParallel(loaded, part => parts[part].Decide(statements));
        Decided = watch.Elapsed;
    }

    private static DuckDBConnection OpenDuckDb()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        // As the records store: nothing from outside, nothing written elsewhere.
        NativeRows.Execute(connection, "SET threads = 1; SET enable_external_access = false; SET preserve_insertion_order = false; SET lock_configuration = true");
        return connection;
    }

    private static void InParallel(int count, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, work);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OverflowException))
        {
            throw new OverflowException(e.InnerExceptions[0].Message, e);
        }
    }
}
