using Npgsql;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Server.City;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.City;

/// <summary>The gate: a city of 25,000 households through both generators and all engines, every value and every branch, 0 differences.</summary>
public sealed class GateTests : IDisposable
{
    private static readonly DateOnly Day = new(2025, 9, 30);

    private readonly string folder = MadeCity.NewFolder();

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task Duckdb_postgresql_and_delegates_agree_on_every_value_of_a_whole_city()
    {
        var (law, facts) = Facts(1m);
        var day = law.On(Day, Day);
        var compiled = CompiledLaw.Compile(law).Evaluate(facts.Population, day);
        using var duck = SqlLaw.OnDuckDb();
        await using var server = await PostgresServer.StartAsync();
        await using var connection = new NpgsqlConnection(server.Connection("postgres") + ";Command Timeout=0;Options=-c work_mem=256MB -c temp_buffers=256MB -c jit=off");
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(25_000, facts.Households.Count);
        Assert.Empty(Differences(law, duck.Evaluate(facts.Population, day), compiled));
        Assert.Empty(Differences(law, SqlLaw.OnPostgreSql(connection).Evaluate(facts.Population, day), compiled));
    }

    [Fact]
    public void A_planted_difference_is_found()
    {
        var (law, facts) = Facts(0.01m);
        var day = law.On(Day, Day);
        var other = new GivenValues(new Dictionary<Variable, IReadOnlyDictionary<int, long>> { [law.Outcome.Size] = new Dictionary<int, long> { [7] = 99 } });
        using var sql = SqlLaw.OnDuckDb();

        Assert.Contains(Differences(law, sql.Evaluate(facts.Population, day), CompiledLaw.Compile(law).Evaluate(facts.Population, day, other)), d => d.StartsWith($"{law.Outcome.Size.FullName}[7]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fact_of_the_wrong_kind_is_named_with_file_line_and_column_and_nobody_s_data()
    {
        var (law, _) = Facts(0.01m);
        var income = Path.Combine(folder, "register", "facts", "income.csv");
        var lines = File.ReadAllLines(income);
        lines[1] = lines[1].Replace(lines[1].Split(',')[Array.IndexOf(lines[0].Split(','), "kind")], "wagge", StringComparison.Ordinal);
        File.WriteAllLines(income, lines);

        var refused = Assert.Throws<FileFaultException>(() => FolderFacts.Read(law, Path.Combine(folder, "register"), Day));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal(("income.csv", 2, "kind"), (fault.File, fault.Line, fault.Field));
        Assert.DoesNotContain("wagge", fault.Reason, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Differences(Law law, Evaluation a, Evaluation b)
    {
        foreach (var variable in law.Ordered)
        {
            foreach (var (x, y) in new[] { (a[variable], b[variable]), (a.Branches(variable) ?? [], b.Branches(variable) ?? []) })
            {
                var row = x.AsSpan().CommonPrefixLength(y);
                if (row < x.Length)
                {
                    yield return $"{variable.FullName}[{row}]: {x[row]} and {y[row]}";
                }
            }
        }
    }

    private (Law Law, FolderFacts Facts) Facts(decimal scale)
    {
        CityMaker.MakeRegister(new CityOptions { PackFolder = MadeCity.PackFolder, Out = folder, Scale = scale });
        var pack = Pack.Open(MadeCity.PackFolder);
        var law = Law.Read(pack);
        pack.RefuseFaults();
        return (law!, FolderFacts.Read(law!, Path.Combine(folder, "register"), Day));
    }
}
