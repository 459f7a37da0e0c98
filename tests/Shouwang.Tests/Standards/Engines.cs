using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;
using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;
using Shouwang.Tests.Given;
using Shouwang.Tests.Monitoring.Rules;
using Shouwang.Tests.Monitoring.Screening;

namespace Shouwang.Tests.Standards;

/// <summary>Evaluates formulas over people on both engines.</summary>
internal sealed class Engines : IDisposable
{
    public static readonly DateOnly AsOf = new(2025, 9, 30);

    private readonly GivenPack given = new(GivenPack.Rule("true"));
    private readonly RuleSet rules;
    private readonly DuckDBConnection duck = new("DataSource=:memory:");
    private readonly NpgsqlConnection postgres;

    private Engines(string connection)
    {
        rules = given.Rules();
        postgres = new NpgsqlConnection(connection);
        duck.Open();
        postgres.Open();
    }

    public static async Task<Engines> StartAsync(Databases databases) => new(await SharedPostgres.ConnectionAsync(databases));

    /// <param name="rows">Each the SQL of role, birth, savings, share, labour, category, income, poor.</param>
    /// <returns>One text per row, the same on both; or the two that differ.</returns>
    public (string Duck, string Postgres) Evaluate(string formula, params string[] rows)
    {
        using var file = new TempFolder();
        var faults = new PackFaults();
        var node = Pack.Parse(file.Write("formula.yaml", $"\"{formula}\"\n"), faults)!;
        var check = Checker.Check(new Scope(rules.Vocabulary.Person, rules.Vocabulary, rules.Variables, rules.Parameters, "R1"), node);
        if (faults.Any || check is null)
        {
            throw new InvalidOperationException($"{formula}: {string.Join("; ", faults.All.Select(f => $"{f.Column} {f.Text.En}"))}");
        }

        return (Run(duck, SqlDialect.DuckDb, check, rows), Run(postgres, SqlDialect.PostgreSql, check, rows));
    }

    public void Dispose()
    {
        duck.Dispose();
        postgres.Dispose();
        given.Dispose();
    }

    private static string Run(DbConnection connection, SqlDialect dialect, Formula formula, string[] rows)
    {
        var sql = new FormulaSql(dialect, AsOf, p => p.On(AsOf).Value, f => Columns.Of((FieldValue)f)).Write(formula);
        var values = string.Join(",\n", rows.Select((r, i) => $"({i}, {r})"));
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {sql} FROM (SELECT n, CAST(role AS BIGINT) AS role, CAST(birth AS DATE) AS birth, CAST(savings AS BIGINT) AS savings, CAST(share AS BIGINT) AS share, CAST(labour AS VARCHAR) AS labour, CAST(category AS VARCHAR) AS category, CAST(income AS BIGINT) AS income, CAST(poor AS BOOLEAN) AS poor FROM (VALUES {values}) v(n, role, birth, savings, share, labour, category, income, poor)) x ORDER BY n";
        try
        {
            using var reader = command.ExecuteReader();
            var found = new List<string>();
            while (reader.Read())
            {
                found.Add(Shown(reader.GetValue(0)));
            }

            return string.Join(" ", found);
        }
        catch (DbException)
        {
            return "overflow";
        }
    }

    private static string Shown(object value) => value switch
    {
        DBNull => "?",
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // The type counts too: a sum that came back as a decimal would break the next stage.
        long n => n.ToString(CultureInfo.InvariantCulture),
        string s => s,
        _ => $"{value.GetType().Name} {value}",
    };

    private static class Columns
    {
        public static string Of(FieldValue f) => f.Field.Name;
    }
}
