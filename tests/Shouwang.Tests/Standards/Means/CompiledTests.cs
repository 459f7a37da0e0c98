using Shouwang.Standards.Language;
using Shouwang.Standards.Means;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards.Means;

/// <summary>The closed list of constructs in machine code, worked out by hand; and the same on both engines.</summary>
public sealed class CompiledTests(Databases databases)
{
    /// <summary>Entity and type = formula → values of all rows: two households with people, one without between them.</summary>
    public static readonly TheoryData<string, string> Constructs = new()
    {
        // Of a person: 1956-02-29, role 3, 1,234.56 yuan, 0.4, weak; 2010-10-01, role −2, −123.50, 0, none; 2000-01-31, role 1, 0.05, 1.5, none.
        { "person.x: int = role * 2 - 1", "5 -5 1" },
        { "person.x: money = savings + 1.50yuan", "123606 -12200 155" },
        { "person.x: money = -savings", "-123456 12350 -5" },
        { "person.x: money = half_up(savings / 4, 'fen')", "30864 -3088 1" },
        { "person.x: money = half_even(savings / 100, 'fen')", "1235 -124 0" },
        { "person.x: money = half_even(savings / 10, 'fen')", "12346 -1235 0" },
        { "person.x: money = half_even((savings + 0.94yuan) / 100, 'fen')", "1236 -123 1" },
        { "person.x: money = half_up(savings / 10, 'fen')", "12346 -1235 1" },
        { "person.x: money = floor(savings, 'yuan')", "123400 -12400 0" },
        { "person.x: money = ceil(savings, 'yuan')", "123500 -12300 100" },
        { "person.x: money = floor(savings, 'jiao')", "123450 -12350 0" },
        { "person.x: money = half_up(savings, 'yuan')", "123500 -12400 0" },
        { "person.x: money = half_even(savings + 100yuan, 'yuan')", "133500 -2400 10000" },
        { "person.x: money = floor(savings * part, 'fen')", "49382 0 7" },
        { "person.x: money = ceil(savings * p.ratio, 'fen')", "49383 -4940 2" },
        { "person.x: money = floor(savings * 0.4 * p.ratio * p.half, 'fen')", "9876 -988 0" },
        { "person.x: money = half_up(p.line / 12 * p.ratio, 'yuan')", "30200 30200 30200" },
        { "person.x: money = half_up(100yuan / 3, 'fen')", "3333 3333 3333" },
        { "person.x: money = floor(-100yuan / 3, 'fen')", "-3334 -3334 -3334" },
        { "person.x: money = half_up(larger(savings / 3, savings / 4), 'fen')", "41152 -3088 2" },
        { "person.x: money = larger(savings, 0yuan)", "123456 0 5" },
        { "person.x: int = smaller(role, 1)", "1 -2 1" },
        { "person.x: int = larger(p.zero, 3)", "3 3 3" },
        { "person.x: rate = part + 1", "1400000 1000000 2500000" },
        { "person.x: rate = 1 - part", "600000 1000000 -500000" },
        { "person.x: rate = role * part", "1200000 0 1500000" },
        { "person.x: rate = p.half + p.ratio * 2", "1300000 1300000 1300000" },
        { "person.x: rate = larger(p.half, part) - 0.125", "375000 375000 1375000" },
        { "person.x: rate = role", "3000000 -2000000 1000000" },
        { "person.x: rate = if role > 0 then 1 else 0.25", "" },
        { "person.x: rate = if role > 0 then p.half else 0.25", "500000 250000 500000" },
        { "person.x: bool = savings / 3 == 411.52yuan", "true false false" },
        { "person.x: bool = savings / 3 > 411.51yuan", "true false false" },
        { "person.x: bool = savings / larger(role, 1) < savings / 2", "true true false" },
        { "person.x: bool = savings / larger(role, 1) + savings / larger(role, 1) > 1yuan", "true false false" },
        { "person.x: bool = savings * part > 493.82yuan", "true false false" },
        { "person.x: bool = savings / 100yuan > 12", "true false false" },
        { "person.x: bool = role / 2 == 1.5", "true false false" },
        { "person.x: bool = part >= 0.4 and not (part > 1)", "true false false" },
        { "person.x: bool = part == p.ratio or role == -2", "true true false" },
        { "person.x: bool = true or household.poor and false", "true true true" },
        { "person.x: bool = role in {3, 4}", "true false false" },
        { "person.x: bool = labour in {'weak', 'skilled'}", "true false false" },
        { "person.x: bool = labour != 'weak'", "false true true" },
        { "person.x: bool = labour == p.word", "true false false" },
        { "person.x: bool = household.poor == (role > 0)", "true false false" },
        { "person.x: bool = p.urban and born < date'2000-01-01'", "true false false" },
        { "person.x: bool = if role > 0 then savings > 1yuan else p.urban", "true true false" },
        { "person.x: text = category ?? 'marginal'", "marginal dibao marginal" },
        { "person.x: text? = category", "? dibao ?" },
        { "person.x: text = if household.poor then 'a' else 'b'", "a a b" },
        { "person.x: bool = known(category) and category == 'dibao'", "false true false" },
        { "person.x: bool = not known(category) or category == 'marginal'", "true false true" },
        { "person.x: money? = household.earned", "1000000 1000000 ?" },
        { "person.x: money = household.earned ?? 5yuan", "1000000 1000000 500" },
        { "person.x: money = if known(household.earned) then household.earned - savings else 1yuan", "876544 1012350 100" },
        { "person.x: bool = known(household.earned) and savings > household.earned * 0.1", "true false false" },
        { "person.x: int = age_years(born, as_of)", "69 14 25" },
        { "person.x: int = age_years(born, as_of + 1)", "69 15 25" },
        { "person.x: int = age_years(born, date'2025-02-28')", "68 14 25" },
        { "person.x: int = age_years(born, date'2025-03-01')", "69 14 25" },
        { "person.x: int = months_between(born, as_of)", "835 179 307" },
        { "person.x: int = months_between(date'2025-01-31', date'2025-02-28')", "0 0 0" },
        { "person.x: date = as_of - 30", "2025-08-31 2025-08-31 2025-08-31" },
        { "person.x: date = born + role", "1956-03-03 2010-09-29 2000-02-01" },
        { "person.x: date = born - role", "1956-02-26 2010-10-03 2000-01-30" },
        { "person.x: date = larger(born, date'2000-01-01')", "2000-01-01 2010-10-01 2000-01-31" },
        { "person.x: date = if role > 0 then born else p.start", "1956-02-29 2024-07-01 2000-01-31" },
        { "person.x: money? = lookup(p.by_labour, labour)", "250 ? ?" },
        { "person.x: money = lookup(p.by_labour, labour) ?? 0yuan", "250 0 0" },
        { "person.x: money? = lookup(p.local, household.division, 2024)", "2500000 2500000 3000000" },
        { "person.x: money? = lookup(p.local, household.division, 2023)", "2400000 2400000 ?" },
        { "person.x: money? = lookup(p.local, -340621101000, 2024)", "? ? ?" },
        { "person.x: int? = lookup(p.exact, labour, household.division, role)", "8 9 ?" },
        { "person.x: money = half_up(if known(category) then 1yuan / 3 else savings / larger(role, 1), 'fen')", "41152 33 5" },
        { "person.x: int = count(income_line)", "2 0 1" },
        { "person.x: money? = max(income.amount where income_line.kind == 'wage')", "2160050 ? ?" },
        // Of a household: n 2, 0, 1; poor; 10,000.00, 5.00 and unknown; assets 100 and 50,000 of the first.
        { "household.x: int = count(person)", "2 0 1" },
        { "household.x: int = count(person where person.role > 0)", "1 0 1" },
        { "household.x: money = sum(person.savings)", "111106 0 5" },
        { "household.x: rate = sum(person.part)", "400000 0 1500000" },
        { "household.x: money = sum(person.savings where person.labour == 'weak')", "123456 0 0" },
        { "household.x: money = half_up(sum(person.savings) / larger(count(person), 1), 'fen')", "55553 0 5" },
        { "household.x: bool = any(person)", "true false true" },
        { "household.x: bool = any(person where person.role < 0)", "true false false" },
        { "household.x: bool = any(person.role < 0 where person.labour == 'none')", "true false false" },
        { "household.x: bool = all(person.role > 0)", "false true true" },
        { "household.x: bool = all(person.role > 0 where person.labour == 'weak')", "true true true" },
        { "household.x: money? = min(person.savings)", "-12350 ? 5" },
        { "household.x: money? = max(person.savings where person.role < 0)", "-12350 ? ?" },
        { "household.x: date? = min(person.born)", "1956-02-29 ? 2000-01-31" },
        { "household.x: money? = max(lookup(p.by_labour, person.labour))", "250 ? ?" },
        { "household.x: money = (max(person.savings) ?? 0yuan) + (min(person.savings) ?? 1yuan)", "111106 100 10" },
        { "household.x: money = sum(income.amount)", "4010050 0 0" },
        { "household.x: money = sum(income.amount * n)", "8020100 0 0" },
        { "household.x: int = count(income where person.role > 0 and income_line.kind == 'wage')", "2 0 0" },
        { "household.x: int = count(income_line where person.born < p.start and poor)", "2 0 0" },
        { "household.x: money = sum(asset.value) - sum(person.savings)", "4898894 0 -5" },
        { "household.x: money = if known(earned) then sum(person.savings + earned) else 0yuan", "2111106 0 0" },
        { "household.x: bool = known(earned) and any(person.savings < earned)", "true false false" },
        { "household.x: rate? = lookup(p.by_size, n)", "850000 ? 1000000" },
        // Of an item of income of a person, and of one source: pension 500; wage 18,000 and 21,600.50; pension 0.
        { "income_line.x: money? = min(income.amount)", "50000 1800000 0" },
        { "income_line.x: money? = max(income.amount - person.savings where household.poor)", "-73456 2036594 ?" },
        { "income.x: bool = amount == 500yuan or person.role == 1 and kind == 'pension'", "true false false true" },
        { "income.x: money = if income_line.kind == 'wage' then household.n * amount else person.savings", "123456 3600000 4320100 5" },
    };

    [Theory]
    [MemberData(nameof(Constructs))]
    public void A_construct_means_what_the_law_means(string variable, string expected)
    {
        if (expected.Length == 0)
        {
            Assert.Throws<InvalidOperationException>(() => GivenLaw.Of(variable));
            return;
        }

        using var given = GivenLaw.Of(variable);
        var evaluation = CompiledLaw.Compile(given.Law).Evaluate(People(given), given.Day);
        Assert.Equal(expected, given.Shown(evaluation, variable[..variable.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Every_construct_gives_the_same_on_both_engines()
    {
        var variables = Constructs.Where(c => c.Data.Item2.Length > 0).Select((c, i) => c.Data.Item1.Replace(".x:", $".x{i}:", StringComparison.Ordinal)).ToList();
        using var given = GivenLaw.Of(variables);
        using var engines = await ThreeEngines.StartAsync(databases);
        Assert.Empty(engines.Differences(People(given), given.Day));
    }

    [Fact]
    public void The_case_that_counted_is_kept()
    {
        using var given = GivenLaw.OfYaml("""
              household.grade:
                type: text
                label: {zh: 等级, en: Grade}
                cases:
                  - {when: "count(person) == 0", then: "'empty'"}
                  - {when: "any(person.role < 0) and sum(person.savings) > 0yuan", then: "'young'"}
                  - {else: "'other'"}
              household.even: {type: bool, label: {zh: 偶, en: Even}, formula: "grade in {'young', 'empty'}"}

            """);
        var evaluation = CompiledLaw.Compile(given.Law).Evaluate(People(given), given.Day);
        Assert.Equal("young empty other", given.Shown(evaluation, "household.grade"));
        Assert.Equal([2L, 1L, 3L], evaluation.Branches(given.Variable("household.grade"))!);
        Assert.Equal("true true false", given.Shown(evaluation, "household.even"));
        Assert.Null(evaluation.Branches(given.Variable("household.even")));
    }

    [Fact]
    public void The_lower_of_two_sources_counts_for_the_person()
    {
        using var given = GivenLaw.Of("income_line.low: money = min(income.amount) ?? 0yuan", "income.is_low: bool = amount == income_line.low", "person.total: money = sum(income_line.low)", "household.least: money? = min(person.total)", "person.behind: money = total - (household.least ?? 0yuan)");
        var evaluation = CompiledLaw.Compile(given.Law).Evaluate(People(given), given.Day);
        Assert.Equal("true true false true", given.Shown(evaluation, "income.is_low"));
        Assert.Equal("1850000 0 0", given.Shown(evaluation, "person.total"));
        Assert.Equal("0 ? 0", given.Shown(evaluation, "household.least"));
        Assert.Equal("1850000 0 0", given.Shown(evaluation, "person.behind"));
    }

    [Fact]
    public void One_code_serves_every_day()
    {
        using var given = GivenLaw.Of("household.line: money = p.line", "household.age: int? = max(person.age)", "person.age: int = age_years(born, as_of)");
        var law = CompiledLaw.Compile(given.Law);
        Assert.Same(law, CompiledLaw.Compile(given.Law));
        var people = People(given);
        Assert.Equal("904800 904800 904800", given.Shown(law.Evaluate(people, given.Day), "household.line"));
        var before = law.Evaluate(people, given.Law.On(new(2025, 1, 1), GivenLaw.AsOf));
        Assert.Equal("864000 864000 864000", given.Shown(before, "household.line"));
        Assert.Equal("68 ? 24", given.Shown(before, "household.age"));
    }

    [Fact]
    public async Task A_given_value_replaces_the_formula_before_anybody_reads_it()
    {
        using var given = GivenLaw.OfYaml("""
              person.full: {type: money, label: {zh: 全, en: Full}, formula: "savings * 2"}
              household.grade: {type: text, label: {zh: 等级, en: Grade}, cases: [{when: "sum(person.full) > 5yuan", then: "'rich'"}, {else: "'poor'"}]}
              household.most: {type: money?, label: {zh: 最多, en: Most}, formula: "max(person.full)"}
              person.mine: {type: bool, label: {zh: 我, en: Mine}, formula: "full == (household.most ?? 0yuan)"}

            """);
        var values = new GivenValues(new Dictionary<Variable, IReadOnlyDictionary<int, long>>
        {
            [given.Variable("person.full")] = new Dictionary<int, long> { [2] = 70000, [0] = Population.Unknown },
            [given.Variable("household.grade")] = new Dictionary<int, long> { [1] = given.Law.Codes["rich"] },
            [given.Variable("household.most")] = new Dictionary<int, long> { [2] = Population.Unknown },
        });
        var people = People(given);
        foreach (var block in new[] { 1, 2, 512 })
        {
            var evaluation = CompiledLaw.Compile(given.Law).Evaluate(people, given.Day, values, block, 2);
            Assert.Equal("? -24700 70000", given.Shown(evaluation, "person.full"));
            Assert.Equal("poor rich rich", given.Shown(evaluation, "household.grade"));
            Assert.Equal([2L, 0L, 1L], evaluation.Branches(given.Variable("household.grade"))!);
            Assert.Equal("-24700 ? ?", given.Shown(evaluation, "household.most"));
            Assert.Equal("? true false", given.Shown(evaluation, "person.mine"));
        }

        using var engines = await ThreeEngines.StartAsync(databases);
        Assert.Empty(engines.Differences(people, given.Day, values));
    }

    [Fact]
    public async Task What_is_made_of_a_missing_fact_stays_unknown_and_the_neighbours_are_untouched()
    {
        using var given = GivenLaw.Of(
            "person.net: money = larger(wages - 100yuan, 0yuan)",
            "person.half: money = half_up(wages * p.half, 'yuan')",
            "person.none: money = wages * p.zero",
            "person.low: bool = wages < 5000yuan",
            "person.not_low: bool = not low",
            "person.one_low: bool = low or role == 0",
            "person.both_low: bool = low and role == 0",
            "person.kind: int = if low then 1 else 2",
            "household.sum: money = sum(person.wages)",
            "household.count: int = count(person where person.low)",
            "household.all: bool = all(person.low)",
            "household.max: money? = max(person.wages)");
        var people = given.Families()
            .Household().Person("1980-01-01", wages: 6000).Person("1980-01-01", role: 1, wages: 200.01m)
            .Household().Person("1980-01-01", wages: null).Person("1980-01-01", role: 1, wages: null).Person("1990-01-01", wages: 300)
            .Household().Build();
        foreach (var block in new[] { 1, 2, 512 })
        {
            var evaluation = CompiledLaw.Compile(given.Law).Evaluate(people, given.Day, null, block, 2);
            string Of(string name) => given.Shown(evaluation, name);
            // As on both engines the larger of an unknown amount and nothing is what is known.
            Assert.Equal("590000 10001 0 0 20000", Of("person.net"));
            Assert.Equal("300000 10000 ? ? 15000", Of("person.half"));
            Assert.Equal("0 0 0 0 0", Of("person.none"));
            Assert.Equal("false true ? ? true", Of("person.low"));
            Assert.Equal("true false ? ? false", Of("person.not_low"));
            Assert.Equal("true true true ? true", Of("person.one_low"));
            Assert.Equal("false false ? false true", Of("person.both_low"));
            Assert.Equal("2 1 2 2 1", Of("person.kind"));
            Assert.Equal("620001 30000 0", Of("household.sum"));
            Assert.Equal("1 1 0", Of("household.count"));
            Assert.Equal("false true true", Of("household.all"));
            Assert.Equal("600000 30000 ?", Of("household.max"));
        }

        using var engines = await ThreeEngines.StartAsync(databases);
        Assert.Empty(engines.Differences(people, given.Day));
    }

    [Fact]
    public async Task Products_of_large_amounts_and_rates_of_the_law_stay_in_range()
    {
        using var given = GivenLaw.Of("person.x: money = floor(savings * p.ratio * p.half * 0.25, 'fen')", "person.y: bool = savings * p.ratio / 3 < savings * p.half / 4");
        var people = given.Families().Household().Person("1980-01-01", savings: 40_000_000_000_000m).Build();
        Assert.Equal("200000000000000", given.Shown(CompiledLaw.Compile(given.Law).Evaluate(people, given.Day), "person.x"));
        using var engines = await ThreeEngines.StartAsync(databases);
        Assert.Empty(engines.Differences(people, given.Day));
    }

    [Theory]
    [InlineData("person.x: money = savings * 90000000000000 * 1000000")]
    [InlineData("household.x: money = sum(person.savings * 90000000000000 * 100000)")]
    [InlineData("household.x: money = p.line * 90000000000000 * 1000000")]
    [InlineData("person.x: date = born + 9000000")]
    public void A_number_that_does_not_fit_is_refused_with_the_name_of_its_variable(string variable)
    {
        using var given = GivenLaw.Of(variable);
        var people = given.Families().Household().Person("1980-01-01", savings: 100).Person("1980-01-01", savings: 200).Build();
        foreach (var block in new[] { 1, 512 })
        {
            var refused = Assert.Throws<OverflowException>(() => CompiledLaw.Compile(given.Law).Evaluate(people, given.Day, null, block, 2));
            if (!variable.Contains("p.line", StringComparison.Ordinal))
            {
                Assert.Contains(variable[..variable.IndexOf(':', StringComparison.Ordinal)], refused.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Facts_and_day_must_be_of_the_law()
    {
        using var one = GivenLaw.Of("household.x: int = n");
        using var other = GivenLaw.Of("household.x: int = n");
        var law = CompiledLaw.Compile(one.Law);
        Assert.Throws<ArgumentException>(() => law.Evaluate(People(other), one.Day));
        Assert.Throws<ArgumentException>(() => law.Evaluate(People(one), other.Day));
        Assert.Equal("2 0 1", one.Shown(law.Evaluate(People(other).Under(one.Law), one.Day), "household.x"));
    }

    [Fact]
    public void What_belongs_to_no_household_is_evaluated_with_any_number_of_them()
    {
        using var given = GivenLaw.Of("village.mu: int = sum(field.mu)", "field.part: bool = mu * 2 > village.mu", "household.x: int = n");
        foreach (var households in new[] { 0, 1, 5 })
        {
            var families = given.Families().Village(3, 10, 4).Village(5).Village(1, 7);
            for (var i = 0; i < households; i++)
            {
                families.Household(i);
            }

            var evaluation = CompiledLaw.Compile(given.Law).Evaluate(families.Build(), given.Day, null, 2, 2);
            Assert.Equal("14 0 7", given.Shown(evaluation, "village.mu"));
            Assert.Equal("true false true", given.Shown(evaluation, "field.part"));
            Assert.Equal(string.Join(' ', Enumerable.Range(0, households)), given.Shown(evaluation, "household.x"));
        }
    }

    [Fact]
    public void Nobody_at_all_is_evaluated_too()
    {
        using var given = GivenLaw.Of("household.x: money = sum(income.amount)");
        Assert.Empty(CompiledLaw.Compile(given.Law).Evaluate(given.Families().Build(), given.Day)[given.Variable("household.x")]);
    }

    private static Population People(GivenLaw given) => given.Families()
        .Household(2, true, 10000, 0.4m, 340621101000).Asset(100).Asset(50000)
        .Person("1956-02-29", 3, 1234.56m, 0.4m, "weak").Income("wage", 18000).Income("pension", 500).Income("wage", 21600.50m)
        .Person("2010-10-01", -2, -123.50m, category: "dibao")
        .Household(earned: 5)
        .Household(1)
        .Person("2000-01-31", 1, 0.05m, 1.5m).Income("pension", 0)
        .Build();
}
