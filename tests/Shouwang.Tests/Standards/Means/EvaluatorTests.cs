using Npgsql;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Shouwang.Tests.Given;
using Shouwang.Tests.Monitoring.Screening;
using Xunit;

namespace Shouwang.Tests.Standards.Means;

/// <summary>A law as SQL on DuckDB and on PostgreSQL, and as machine code: one meaning.</summary>
public sealed class EvaluatorTests(Databases databases)
{
    private static readonly DateOnly AsOf = new(2025, 9, 15);

    [Fact]
    public void The_sample_law_has_no_fault()
    {
        using var sample = new SampleLaw();
        Assert.Empty(sample.Faults.Select(f => $"{f.Line}:{f.Column} {f.Text.En}"));
    }

    [Fact]
    public async Task A_family_of_three_with_two_sources_gets_the_difference_and_one_minor_s_extra()
    {
        using var sample = new SampleLaw();
        foreach (var evaluation in await All(sample, f => f.Household()
            .Person(1985, 3, 1, employed: true).Income("wage", "declared", 18000).Income("wage", "tax", 21600.50m)
            .Person(1986, 7, 15)
            .Person(2015, 2, 28).Expense("education", 3000).Expense("education", 3500, 1000)
            .Asset("deposit", 17000)))
        {
            Assert.Equal("3 18000 3600 3000 11400 3800 dibao 1312 151 1463", Shown(evaluation, 0));
            Assert.Equal(2, evaluation.Branches(sample.Law.Outcome.Category)![0]);
            var low = Find(sample.Law, "income", "is_low");
            Assert.Equal([1L, 0L], evaluation[low]);
            Assert.Equal(2_500_000L, evaluation[Find(sample.Law, "household", "local")][0]);
        }
    }

    [Fact]
    public async Task A_family_with_one_fen_less_is_below_although_the_rounded_average_is_the_line()
    {
        using var sample = new SampleLaw();
        foreach (var evaluation in await All(sample, f => f
            .Household("340602000000").Person(1985).Income("pension", "bank", 9048)
            .Household().Person(1985).Income("pension", "bank", 27143.99m).Person(1985).Person(1985)
            .Household()
            .Household().Person(1950, disability: 1).Income("pension", "bank", 13571.99m).Income("merit_pension", "bank", 9)
            .Household().Person(1950).Income("pension", "bank", 20000).Expense("medical", 12000).Expense("luxury", 90000)))
        {
            Assert.Equal("edge dibao none dibao_single dibao", string.Join(' ', Enumerable.Range(0, 5).Select(h => sample.Law.Codes[evaluation[sample.Law.Outcome.Category][h]])));
            Assert.Equal([3_000_000L, 2_500_000L], evaluation[Find(sample.Law, "household", "local")].Take(2));
            Assert.Equal(Population.Unknown, evaluation[Find(sample.Law, "household", "oldest")][2]);
            Assert.Equal([9_048_00L, 9_048_00L, 0, 13_571_99L, 8_000_00L], evaluation[Find(sample.Law, "household", "per_capita")]);
        }
    }

    [Fact]
    public async Task What_was_not_known_yet_does_not_count()
    {
        using var sample = new SampleLaw();
        var asKnown = await All(sample, f => f.Household().Person(1985).Income("pension", "bank", 8700), sample.Law.On(new(2025, 8, 1), new(2025, 8, 31)));
        var late = await All(sample, f => f.Household().Person(1985).Income("pension", "bank", 8700), sample.Law.On(new(2025, 8, 1), new(2025, 9, 10)));
        Assert.All(asKnown, e => Assert.Equal("edge", sample.Law.Codes[e[sample.Law.Outcome.Category][0]]));
        Assert.All(late, e => Assert.Equal("dibao", sample.Law.Codes[e[sample.Law.Outcome.Category][0]]));
        Assert.Throws<Shouwang.Standards.Language.ParameterNotInForceException>(() => sample.Law.On(new(2024, 6, 30), new(2025, 9, 10)));
    }

    [Fact]
    public async Task A_given_value_stands_in_the_place_of_its_formula()
    {
        using var sample = new SampleLaw();
        var given = new GivenValues(new Dictionary<Shouwang.Standards.Language.Variable, IReadOnlyDictionary<int, long>>
        {
            [Find(sample.Law, "household", "net")] = new Dictionary<int, long> { [0] = 0 },
            [Find(sample.Law, "household", "size")] = new Dictionary<int, long> { [0] = 4 },
            [Find(sample.Law, "household", "oldest")] = new Dictionary<int, long> { [0] = Population.Unknown },
            [sample.Law.Outcome.Category] = new Dictionary<int, long> { [1] = sample.Law.Codes["edge"] },
        });
        foreach (var evaluation in await All(sample, f => f.Household().Person(1985).Income("pension", "bank", 99999).Household().Person(1990), given: given))
        {
            Assert.Equal("dibao edge", $"{sample.Law.Codes[evaluation[sample.Law.Outcome.Category][0]]} {sample.Law.Codes[evaluation[sample.Law.Outcome.Category][1]]}");
            Assert.Equal([2L, 0L], evaluation.Branches(sample.Law.Outcome.Category)!);
            Assert.Equal([301_600L, 0L], evaluation[Find(sample.Law, "household", "gap")]);
            Assert.Equal(Population.Unknown, evaluation[Find(sample.Law, "household", "oldest")][0]);
        }
    }

    [Fact]
    public async Task A_number_beyond_64_bits_is_refused_never_wrapped()
    {
        using var sample = new SampleLaw();
        var population = new Families(sample.Law).Household().Person(1985, employed: true).Income("wage", "bank", 90_000_000_000_000_000m).Person(1986).Income("pension", "bank", 90_000_000_000_000_000m).Build();
        var day = sample.Law.On(AsOf, AsOf);
        using var duck = SqlLaw.OnDuckDb();
        Assert.Throws<OverflowException>(() => duck.Evaluate(population, day));
        Assert.Throws<OverflowException>(() => CompiledLaw.Compile(sample.Law).Evaluate(population, day));
        await using var open = await OpenAsync();
        Assert.Throws<OverflowException>(() => SqlLaw.OnPostgreSql(open).Evaluate(population, day));
    }

    private static string Shown(Evaluation evaluation, int row)
    {
        var law = evaluation.Day.Law;
        return string.Join(' ', "size income work_cost rigid net per_capita category gap extras topup".Split(' ').Select(name =>
        {
            var variable = Find(law, "household", name);
            var value = evaluation[variable][row];
            return name == "category" ? law.Codes[value] : name == "size" ? $"{value}" : $"{value / 100m:0.##}";
        }));
    }

    private static Shouwang.Standards.Language.Variable Find(Law law, string entity, string name) => law.Variables.Find(law.Facts.Find(entity)!, name)!;

    private async Task<IReadOnlyList<Evaluation>> All(SampleLaw sample, Func<Families, Families> families, LawDay? day = null, GivenValues? given = null)
    {
        var population = families(new Families(sample.Law)).Build();
        day ??= sample.Law.On(AsOf, AsOf);
        using var duck = SqlLaw.OnDuckDb();
        await using var open = await OpenAsync();
        return [duck.Evaluate(population, day, given), SqlLaw.OnPostgreSql(open).Evaluate(population, day, given), CompiledLaw.Compile(day.Law).Evaluate(population, day, given)];
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var open = new NpgsqlConnection(await SharedPostgres.ConnectionAsync(databases));
        await open.OpenAsync(TestContext.Current.CancellationToken);
        return open;
    }
}
