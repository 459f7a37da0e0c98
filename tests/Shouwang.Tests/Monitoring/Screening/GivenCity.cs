using System.Data.Common;
using DuckDB.NET.Data;
using Npgsql;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Standards.Language.Sql;
using Shouwang.Tests.Given;
using Shouwang.Tests.Monitoring.Rules;

namespace Shouwang.Tests.Monitoring.Screening;

/// <summary>
/// A town for one test: two households (1: persons 11, 12, 13; 2: person 21), residents 91 and 92, and the rows that the
/// test gives them, on an engine of its choice.
/// </summary>
internal sealed class GivenCity : IDisposable
{
    public static readonly DateOnly AsOf = new(2025, 9, 30);

    private readonly GivenPack pack;
    private readonly DbConnection connection;
    private readonly SqlDialect dialect;

    private GivenCity(string warnings, DbConnection connection, SqlDialect dialect)
    {
        pack = new GivenPack(warnings);
        Rules = pack.Rules();
        this.connection = connection;
        this.dialect = dialect;
        connection.Open();
        Execute("""
            CREATE TEMP TABLE in_household(household INTEGER, poor BOOLEAN, income BIGINT);
            CREATE TEMP TABLE in_person(person INTEGER, household INTEGER, role INTEGER, birth DATE, savings BIGINT, share BIGINT, labour VARCHAR, category VARCHAR);
            CREATE TEMP TABLE in_benefit(person INTEGER, kind VARCHAR, valid_to DATE);
            CREATE TEMP TABLE in_bill(batch INTEGER, line INTEGER, person INTEGER, "on" DATE, kind VARCHAR, visit BIGINT, paid BIGINT, refund BIGINT, days INTEGER);
            CREATE TEMP TABLE in_insurance(batch INTEGER, line INTEGER, person INTEGER, month DATE, base BIGINT);
            INSERT INTO in_household VALUES (1, TRUE, 1000000), (2, FALSE, NULL);
            INSERT INTO in_person VALUES
              (11, 1, 0, DATE '1970-01-01', 0, 0, 'skilled', 'dibao'), (12, 1, 1, DATE '1972-01-01', 0, 0, 'none', NULL),
              (13, 1, 2, DATE '2010-01-01', 0, 0, 'none', NULL), (21, 2, 0, DATE '1950-01-01', 0, 0, 'weak', 'marginal');
            """);
    }

    public RuleSet Rules { get; }

    public static GivenCity OnDuckDb(string warnings) => new(warnings, new DuckDBConnection("DataSource=:memory:"), SqlDialect.DuckDb);

    public static async Task<GivenCity> OnAsync(SqlDialect dialect, Databases databases, string warnings) => dialect == SqlDialect.DuckDb
        ? OnDuckDb(warnings)
        : new(warnings, new NpgsqlConnection(await SharedPostgres.ConnectionAsync(databases)), dialect);

    /// <param name="rows">SQL of batch, line, person, on, kind, visit, paid.</param>
    public GivenCity WithBills(params string[] rows)
    {
        Execute($"INSERT INTO in_bill(batch, line, person, \"on\", kind, visit, paid) VALUES {string.Join(", ", rows.Select(r => $"({r})"))}");
        Execute("UPDATE in_bill SET days = 1 WHERE days IS NULL");
        return this;
    }

    /// <param name="rows">SQL of batch, line, person, month, base.</param>
    public GivenCity WithInsurance(params string[] rows)
    {
        Execute($"INSERT INTO in_insurance VALUES {string.Join(", ", rows.Select(r => $"({r})"))}");
        return this;
    }

    public void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public ScreeningResult Screen(DateOnly? asOf = null, IReadOnlyDictionary<string, string>? overrides = null, IReadOnlySet<string>? delivered = null) =>
        Screener.Run(connection, ScreeningPlan.Make(Rules, asOf ?? AsOf, dialect, overrides, delivered));

    /// <summary>Who is hit, as "11" or "household 1".</summary>
    public IEnumerable<string> Hit(DateOnly? asOf = null) => Screen(asOf).Hits.Select(h => h.Person is { } p ? $"{p}" : $"household {h.Household}");

    public void Dispose()
    {
        connection.Dispose();
        pack.Dispose();
    }
}
