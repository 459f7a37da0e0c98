using Npgsql;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Shouwang.Tests.Given;
using Shouwang.Tests.Monitoring.Screening;

namespace Shouwang.Tests.Standards.Means;

/// <summary>Delegates, DuckDB and PostgreSQL.</summary>
internal sealed class ThreeEngines : IDisposable
{
    private readonly NpgsqlConnection postgres;
    private readonly SqlLaw onDuckDb = SqlLaw.OnDuckDb();
    private readonly SqlLaw onPostgreSql;

    private ThreeEngines(string connection)
    {
        postgres = new NpgsqlConnection(connection);
        postgres.Open();
        onPostgreSql = SqlLaw.OnPostgreSql(postgres);
    }

    public static async Task<ThreeEngines> StartAsync(Databases databases) => new(await SharedPostgres.ConnectionAsync(databases));

    /// <returns>What differs, one line each; empty where all agree. An engine that refuses says why.</returns>
    public IEnumerable<string> Differences(Population population, LawDay day, GivenValues? given = null)
    {
        var law = day.Law;
        var all = new (string Name, IEvaluator Engine)[] { ("delegates", CompiledLaw.Compile(law)), ("duckdb", onDuckDb), ("postgresql", onPostgreSql) }
            .Select(e => (e.Name, Found: Try(() => e.Engine.Evaluate(population, day, given))))
            .ToList();
        if (all.Any(e => e.Found is null))
        {
            return all.All(e => e.Found is null) ? [] : [string.Join(", ", all.Where(e => e.Found is null).Select(e => e.Name)) + ": overflow"];
        }

        return law.Ordered.SelectMany(v => all.Skip(1).SelectMany(e => Rows(all[0].Found![v], e.Found![v]).Concat(Rows(all[0].Found!.Branches(v) ?? [], e.Found!.Branches(v) ?? []))
            .Select(d => $"{v.FullName} row {d}: delegates {all[0].Found![v][d]}, {e.Name} {e.Found![v][d]}: {string.Join(" | ", v.Written)}")));
    }

    public void Dispose()
    {
        onDuckDb.Dispose();
        postgres.Dispose();
    }

    private static IEnumerable<int> Rows(long[] one, long[] other) => Enumerable.Range(0, Math.Max(one.Length, other.Length)).Where(i => one[i] != other[i]);

    private static Evaluation? Try(Func<Evaluation> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
