using Shouwang.Standards.Language.Sql;
using Shouwang.Tests.Given;
using Shouwang.Tests.Monitoring.Rules;
using Xunit;

namespace Shouwang.Tests.Monitoring.Screening;

/// <summary>What sums, counts and windows see of people's records, on both engines.</summary>
public sealed class AggregateTests(Databases databases)
{
    private static readonly string[] Bills =
    [
        "1, 2, 11, DATE '2025-09-30', 'ward', 1, 6000",
        "1, 3, 11, DATE '2025-08-31', 'clinic', 2, 3000",
        "1, 4, 11, DATE '2024-12-31', 'ward', 3, 2000",
        "1, 5, 12, DATE '2025-09-01', 'clinic', 4, 500",
        "1, 6, 91, DATE '2025-09-01', 'ward', 5, 99999",
        "1, 7, 11, DATE '2025-10-01', 'ward', 6, 70000",
    ];

    [Theory]
    [InlineData("sum(bill.paid) == 110yuan", "11")]
    [InlineData("sum(bill.paid within year) == 90yuan", "11")]
    [InlineData("sum(bill.paid within month) == 60yuan", "11")]
    [InlineData("sum(bill.paid within 30 days) == 60yuan", "11")]
    [InlineData("sum(bill.paid within 31 days) == 90yuan", "11")]
    [InlineData("sum(bill.paid within 1 months) == 90yuan", "11")]
    [InlineData("sum(bill.paid within 9 months) == 110yuan", "11")]
    [InlineData("sum(bill.paid within 1 years) == 110yuan", "11")]
    [InlineData("sum(bill.paid before month) == 50yuan", "11")]
    [InlineData("sum(bill.paid before year) == 20yuan", "11")]
    [InlineData("sum(bill.paid within school_year) == 60yuan", "11")]
    [InlineData("sum(bill.paid within 1 months before 1 months) == 30yuan", "")]
    [InlineData("sum(bill.paid within 1 months before 29 days) == 30yuan", "11")]
    [InlineData("sum(bill.paid within 60 days before 30 days) == 30yuan", "11")]
    [InlineData("count(bill) == 3", "11")]
    [InlineData("count(bill) == 0", "13 21")]
    [InlineData("count(bill where bill.kind == 'ward' within year) == 1", "11")]
    [InlineData("any(bill where bill.kind == 'clinic')", "11 12")]
    [InlineData("any(bill.paid > 50yuan within month)", "11")]
    [InlineData("not any(bill)", "13 21")]
    [InlineData("all(bill.paid < 10yuan)", "12 13 21")]
    [InlineData("(max(bill.paid) ?? 0yuan) == 0yuan", "13 21")]
    [InlineData("(min(bill.paid where bill.kind == 'ward') ?? 1yuan) == 20yuan", "11")]
    [InlineData("(max(bill.on) ?? as_of) < as_of", "12")]
    [InlineData("sum(bill.paid - (bill.refund ?? 0yuan)) == 110yuan", "11")]
    [InlineData("sum(bill.refund where known(bill.refund)) == 0yuan", "11 12 13 21")]
    [InlineData("any(bill where person.role == 1)", "12")]
    [InlineData("any(bill where age_years(birth, bill.on) < 54)", "12")]
    [InlineData("sum(bill.days) == 3", "11")]
    public async Task Records_of_a_person(string when, string expected)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            using var city = await GivenCity.OnAsync(dialect, databases, GivenPack.Rule(when));
            Assert.Equal(expected, string.Join(" ", city.WithBills(Bills).Hit()));
        }
    }

    [Theory]
    [InlineData("sum(bill.paid) == 115yuan", "1")]
    [InlineData("count(person) == 3", "1")]
    [InlineData("count(person where person.birth < date'1960-01-01') == 1", "2")]
    [InlineData("sum(person.total) == 115yuan", "1")]
    [InlineData("count(person where person.total > 0yuan) == 2", "1")]
    [InlineData("any(person.total > 100yuan)", "1")]
    [InlineData("all(person.total == 0yuan)", "2")]
    [InlineData("(max(person.total) ?? 0yuan) == 110yuan", "1")]
    [InlineData("(min(person.birth) ?? as_of) < date'1960-01-01'", "2")]
    [InlineData("any(bill where bill.kind == 'clinic' and person.role == 1)", "1")]
    [InlineData("count(bill) == 0", "2")]
    [InlineData("any(benefit where benefit.kind == 'orphan')", "2")]
    [InlineData("sum(bill.paid) > (income ?? 0yuan) * 0.01", "1")]
    [InlineData("any(person.alone)", "2")]
    [InlineData("any(person.bill_while_alone)", "")]
    [InlineData("any(person.bill_of_one_who_pays)", "1")]
    public async Task Records_and_values_of_all_members(string when, string expected)
    {
        const string variables = """

            variables:
              person.total: {type: money, label: {zh: 合计, en: Total}, formula: "sum(bill.paid)"}
              household.size: {type: int, label: {zh: 人数, en: Size}, formula: "count(person)"}
              household.payers: {type: int, label: {zh: 付费人数, en: Payers}, formula: "count(person where person.total > 0yuan)"}
              person.alone: {type: bool, label: {zh: 独居, en: Alone}, formula: "household.size == 1"}
              person.bill_while_alone: {type: bool, label: {zh: 独居有票据, en: Bills and alone}, formula: "any(bill where person.alone)"}
              person.bill_of_one_who_pays: {type: bool, label: {zh: 付费人有票据, en: Bills of a payer}, formula: "any(bill where person.total > 0yuan and household.payers > 1)"}
            """;
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            using var city = await GivenCity.OnAsync(dialect, databases, GivenPack.Rule(when, "household") + variables);
            city.Execute("INSERT INTO in_benefit VALUES (21, 'orphan', NULL)");
            Assert.Equal(expected, string.Join(" ", city.WithBills(Bills).Screen().Hits.Select(h => h.Household)));
        }
    }

    [Theory]
    [InlineData("sum(bill.paid within year) > 100yuan", 10000, "")]
    [InlineData("sum(bill.paid within year) > 100yuan", 10001, "91")]
    [InlineData("sum(bill.paid within year) >= 100yuan", 10000, "91")]
    [InlineData("sum(bill.paid within year) >= 100yuan", 9999, "")]
    [InlineData("p.threshold < (max(bill.paid) ?? 0yuan)", 10000, "")]
    [InlineData("p.threshold < (max(bill.paid) ?? 0yuan)", 10001, "91")]
    [InlineData("any(bill where bill.paid > 100yuan) and count(insurance) == 0", 10001, "91")]
    [InlineData("count(bill) > 0 or any(insurance)", 1, "91 92")]
    [InlineData("(count(bill) > 0 or any(insurance)) and sum(bill.paid) > 5yuan", 501, "91")]
    public async Task Residents_to_the_fen(string when, long fen, string expected)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            using var city = await GivenCity.OnAsync(dialect, databases, GivenPack.Rule(when, "resident"));
            city.WithBills($"1, 2, 91, DATE '2025-09-01', 'ward', 5, {fen}", $"1, 3, 11, DATE '2025-09-01', 'ward', 6, {fen}").WithInsurance("1, 2, 92, DATE '2025-01-01', 5");
            Assert.Equal(expected, string.Join(" ", city.Hit()));
        }
    }

    [Theory]
    [InlineData(">", 9999, 0)]
    [InlineData(">", 10000, 0)]
    [InlineData(">", 10001, 1)]
    [InlineData(">=", 9999, 0)]
    [InlineData(">=", 10000, 1)]
    [InlineData(">=", 10001, 1)]
    [InlineData("==", 9999, 0)]
    [InlineData("==", 10000, 1)]
    [InlineData("==", 10001, 0)]
    [InlineData("<", 9999, 1)]
    [InlineData("<", 10000, 0)]
    [InlineData("<=", 10000, 1)]
    [InlineData("<=", 10001, 0)]
    public async Task A_threshold_is_exact_to_the_fen(string sign, long fen, int hits)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            foreach (var left in new[] { "sum(bill.paid)", "(max(bill.paid) ?? 0yuan)", "sum(bill.paid) / 3 * 3", "sum(bill.paid) * 1.0" })
            {
                using var city = await GivenCity.OnAsync(dialect, databases, GivenPack.Rule($"role == 1 and {left} {sign} p.threshold"));
                Assert.Equal(hits, city.WithBills($"1, 2, 12, DATE '2025-09-01', 'ward', 5, {fen}").Screen().Hits.Count);
            }
        }
    }
}
