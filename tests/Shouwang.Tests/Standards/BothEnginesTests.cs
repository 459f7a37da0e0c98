using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards;

/// <summary>The closed list of constructs: each means the same on DuckDB and PostgreSQL, and what the law means.</summary>
public sealed class BothEnginesTests(Databases databases)
{
    // role, birth, savings, share, labour, category, income, poor
    private const string Person = "3, DATE '1956-02-29', 123456, 400000, 'weak', NULL, 1000000, TRUE";
    private const string Other = "-2, DATE '2010-10-01', -12350, 0, 'none', 'dibao', NULL, FALSE";

    [Theory]
    [InlineData("savings + 1.50yuan", "123606 -12200")]
    [InlineData("savings - 2yuan * role", "122856 -11950")]
    [InlineData("-savings", "-123456 12350")]
    [InlineData("half_up(savings / 4, 'fen')", "30864 -3088")]
    [InlineData("half_up(savings / 100, 'fen')", "1235 -124")]
    [InlineData("half_even(savings / 100, 'fen')", "1235 -124")]
    [InlineData("half_even((savings + 0.94yuan) / 100, 'fen')", "1236 -123")]
    [InlineData("floor(savings, 'yuan')", "123400 -12400")]
    [InlineData("ceil(savings, 'yuan')", "123500 -12300")]
    [InlineData("floor(savings, 'jiao')", "123450 -12350")]
    [InlineData("half_up(savings, 'yuan')", "123500 -12400")]
    [InlineData("half_even(savings, 'yuan')", "123500 -12400")]
    [InlineData("half_even(savings + 100yuan, 'yuan')", "133500 -2400")]
    [InlineData("floor(savings * share, 'fen')", "49382 0")]
    [InlineData("ceil(savings * share * 0.5, 'yuan')", "24700 0")]
    [InlineData("floor(savings * p.ratio, 'fen')", "49382 -4940")]
    [InlineData("half_up(100yuan / 3, 'fen')", "3333 3333")]
    [InlineData("floor(-100yuan / 3, 'fen')", "-3334 -3334")]
    [InlineData("larger(savings, 0yuan)", "123456 0")]
    [InlineData("smaller(role, 1)", "1 -2")]
    [InlineData("half_up(larger(savings / 3, savings / 4), 'fen')", "41152 -3088")]
    [InlineData("share + 1", "1400000 1000000")]
    [InlineData("1 - share", "600000 1000000")]
    [InlineData("role * share", "1200000 0")]
    [InlineData("role * 2 - 1", "5 -5")]
    [InlineData("savings / 3 == 411.52yuan", "true false")]
    [InlineData("savings / 3 > 411.51yuan", "true false")]
    [InlineData("savings / larger(role, 1) < savings / 2", "true true")]
    [InlineData("savings * 0.4 >= 493.824yuan", "")]
    [InlineData("savings * share > 493.82yuan", "true false")]
    [InlineData("savings / 100yuan > 12", "true false")]
    [InlineData("role / 2 == 1.5", "true false")]
    [InlineData("role in {3, 4}", "true false")]
    [InlineData("labour == 'weak'", "true false")]
    [InlineData("labour != 'weak'", "false true")]
    [InlineData("labour in {'weak', 'skilled'}", "true false")]
    [InlineData("category ?? 'marginal'", "marginal dibao")]
    [InlineData("known(category)", "false true")]
    [InlineData("known(category) and category == 'dibao'", "false true")]
    [InlineData("not known(category) or category == 'marginal'", "true false")]
    [InlineData("not (known(category) and category == 'dibao')", "true false")]
    [InlineData("household.income ?? 5yuan", "1000000 500")]
    [InlineData("household.income", "1000000 ?")]
    [InlineData("known(household.income) and savings > household.income * 0.1", "true false")]
    [InlineData("household.poor == (role > 0)", "true true")]
    [InlineData("if household.poor then 'a' else 'b'", "a b")]
    [InlineData("if role > 0 then savings else 0yuan", "123456 0")]
    [InlineData("if role > 0 then savings / 3 else savings / 4", "")]
    [InlineData("half_up(if role > 0 then savings / 3 else savings / 4, 'fen')", "41152 -3088")]
    [InlineData("lookup(p.by, labour)", "250 ?")]
    [InlineData("lookup(p.by, labour) ?? 0yuan", "250 0")]
    [InlineData("as_of - 30", "2025-08-31 2025-08-31")]
    [InlineData("birth + role", "1956-03-03 2010-09-29")]
    [InlineData("birth - role < as_of", "true true")]
    [InlineData("if birth < date'2000-01-01' then as_of else birth", "2025-09-30 2010-10-01")]
    [InlineData("larger(birth, date'2000-01-01')", "2000-01-01 2010-10-01")]
    [InlineData("age_years(birth, as_of)", "69 14")]
    [InlineData("age_years(birth, as_of + 1)", "69 15")]
    [InlineData("age_years(birth, date'2025-02-28')", "68 14")]
    [InlineData("age_years(birth, date'2025-03-01')", "69 14")]
    [InlineData("months_between(birth, as_of)", "835 179")]
    [InlineData("months_between(date'2025-01-31', date'2025-02-28')", "0 0")]
    [InlineData("true or household.poor and false", "true true")]
    public async Task A_construct_gives_the_same_on_both_engines(string formula, string expected)
    {
        using var engines = await Engines.StartAsync(databases);
        if (expected.Length == 0)
        {
            Assert.ThrowsAny<Exception>(() => engines.Evaluate(formula, Person, Other));
            return;
        }

        Assert.Equal((expected, expected), engines.Evaluate(formula, Person, Other));
    }

    [Fact]
    public async Task A_number_that_does_not_fit_stops_both_engines_and_is_never_wrong()
    {
        using var engines = await Engines.StartAsync(databases);
        Assert.Equal(("overflow", "overflow"), engines.Evaluate("savings * 90000000000 * role * 1000", Person));
    }
}
