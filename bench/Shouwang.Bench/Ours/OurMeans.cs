using Npgsql;
using Shouwang.Bench.Report;
using Shouwang.Bench.Rivals;
using Shouwang.Platform.Packs;
using Shouwang.Server.City;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Shouwang.Standards.Simulation;
using Shouwang.Tests.Given;

namespace Shouwang.Bench.Ours;

/// <summary>The means test of the whole register with all values kept, by machine code and by SQL; ten times the register; one family; a reform.</summary>
internal sealed class OurMeans(Options options, Folders folders, Findings findings)
{
    private const string Reform = """
        documents: {R: {title: bench}}
        parameters:
          line: {type: money, label: {zh: 低保标准, en: Line}, cite: R, values: {2024-01-01: 9600}}
        """;

    public async Task MeasureAsync()
    {
        var law = ReadLaw(null);
        var day = law.On(options.AsOf, options.AsOf);
        FolderFacts facts = null!;
        var register = Register(options.Scale);
        findings.Add(new Finding("means test: register and facts read from files", Figure.Seconds([Watch.Of(() => facts = FolderFacts.Read(law, register, options.AsOf))])));
        findings.Note($"means test: {facts.Households.Count:N0} households, {facts.Persons.Count:N0} people, {law.Ordered.Count} variables, all values and branches kept");
        var code = CompiledLaw.Compile(law);
        var (compiled, sql) = (ByCode(code, facts.Population, day), BySql(facts.Population, day));
        findings.Add(new Finding("means test of the whole register, machine code", compiled, "our SQL on DuckDB", sql));
        var postgres = await OnPostgresAsync(facts.Population, day);
        findings.Add(new Finding("means test of the whole register, SQL on DuckDB", sql, "PostgreSQL: the generated SQL", postgres));
        await RivalAsync(code.Evaluate(facts.Population, day));
        OneFamily(law, day, code);
        Simulated(facts, day);
        var ten = FolderFacts.Read(law, Register(10 * options.Scale), options.AsOf).Population;
        findings.Note($"means test: ten times the register is {ten.Households.Count:N0} households, {ten.Persons.Count:N0} people");
        findings.Add(new Finding("means test of the whole register, machine code", compiled, "the same of ten times the register", ByCode(code, ten, day)));
        findings.Add(new Finding("means test of the whole register, SQL on DuckDB", sql, "the same of ten times the register", BySql(ten, day)));
    }

    private string Register(decimal scale)
    {
        var city = Path.Combine(folders.Work, FormattableString.Invariant($"register-{scale}-{options.Seed}"));
        if (!Directory.Exists(city))
        {
            CityMaker.MakeRegister(new CityOptions { PackFolder = folders.Pack, Out = city, Scale = scale, Seed = options.Seed, AsOf = options.AsOf });
        }

        return Path.Combine(city, "register");
    }

    private Figure ByCode(CompiledLaw code, Population population, LawDay day) => Times(() => code.Evaluate(population, day));

    private Figure BySql(Population population, LawDay day)
    {
        using var duck = SqlLaw.OnDuckDb(Environment.ProcessorCount);
        duck.Load(population);
        return Times(() => duck.Decide(day));
    }

    private async Task RivalAsync(Evaluation whole)
    {
        var households = HouseholdGiven.Of(whole);
        var ours = new CategoryLaw(Path.Combine(folders.Work, "category-law"), options.AsOf, households);
        var rival = new RulesEngineRival(households);
        var (decided, theirs) = (ours.Decide(), await rival.DecideAsync());
        var seconds = new List<double>();
        for (var i = 0; i < options.Runs; i++)
        {
            seconds.Add(await Watch.OfAsync(async () => theirs = await rival.DecideAsync()));
        }

        findings.Add(new Finding("the category of each household from known values, machine code", Times(() => ours.Decide()).InMilliseconds, "Microsoft RulesEngine 6.0.1", Figure.Seconds(seconds).InMilliseconds));
        var codes = whole.Population.Law.Codes;
        var wanted = whole[whole.Population.Law.Outcome.Category].Select(number => codes[number]).ToList();
        findings.Note($"of {wanted.Count:N0} categories of the whole means test, {wanted.Zip(decided).Count(c => c.First != c.Second):N0} differ by the rules alone and {wanted.Zip(theirs).Count(c => c.First != c.Second):N0} in RulesEngine, which is given what the rules ask for");
    }

    private Figure Times(Action run)
    {
        run();
        return Figure.Seconds([.. Enumerable.Range(0, options.Runs).Select(_ => Watch.Of(run))]);
    }

    private async Task<Figure> OnPostgresAsync(Population population, LawDay day)
    {
        var server = options.Postgres is null ? await PostgresServer.StartAsync() : null;
        try
        {
            await using var connection = new NpgsqlConnection((options.Postgres ?? server!.Connection("postgres")) + ";Command Timeout=0;Options=-c work_mem=256MB -c temp_buffers=256MB -c jit=off");
            await connection.OpenAsync();
            var law = SqlLaw.OnPostgreSql(connection);
            law.Load(population);
            return Times(() => law.Decide(day));
        }
        finally
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }
    }

    private void OneFamily(Law law, LawDay day, CompiledLaw code)
    {
        var family = HouseholdFacts.Read(law, Path.Combine(folders.Root, "docs", "examples", "family.yaml"));
        var assess = new Assess(code);
        var milliseconds = Enumerable.Range(0, 220).Select(_ => 1000 * Watch.Of(() => assess.Run(family, day))).Skip(20).Order().ToList();
        findings.Add(new Finding("one family assessed, all values kept, p50", new Figure("ms", [milliseconds[100]])));
        findings.Add(new Finding("one family assessed, all values kept, p99", new Figure("ms", [milliseconds[198]])));
    }

    private void Simulated(FolderFacts facts, LawDay before)
    {
        var file = Path.Combine(folders.Work, "reform.yaml");
        File.WriteAllText(file, Reform);
        var after = ReadLaw(file).On(options.AsOf, options.AsOf);
        var register = new SimulatedRegister(facts.Population, facts.Households, null);
        findings.Add(new Finding("simulation of two laws with its report", Times(() => new Simulate(new EachLaw()).Run(register, new SimulationQuestion(before, after, null, false, [], [])))));
    }

    private Law ReadLaw(string? reform)
    {
        var pack = Pack.Open(folders.Pack, reform);
        var law = Law.Read(pack);
        pack.RefuseFaults();
        return law!;
    }

    private sealed class EachLaw : IEvaluator
    {
        public Evaluation Evaluate(Population population, LawDay day, GivenValues? given = null) => CompiledLaw.Compile(day.Law).Evaluate(population, day, given);
    }
}
