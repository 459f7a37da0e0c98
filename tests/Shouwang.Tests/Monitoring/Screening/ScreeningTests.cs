using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Standards.Language.Sql;
using Shouwang.Tests.Given;
using Shouwang.Tests.Monitoring.Rules;
using Xunit;

namespace Shouwang.Tests.Monitoring.Screening;

/// <summary>Duplicates, evidence, explanation, what is left out and what is tried.</summary>
public sealed class ScreeningTests(Databases databases)
{
    [Theory, InlineData(SqlDialect.DuckDb), InlineData(SqlDialect.PostgreSql)]
    public async Task The_row_of_the_latest_batch_counts_and_counts_once(SqlDialect dialect)
    {
        using var city = await GivenCity.OnAsync(dialect, databases, GivenPack.Rule("sum(bill.paid) > p.threshold", more: "\n    amount: \"sum(bill.paid)\""));
        city.WithBills(
            "3, 9, 11, DATE '2025-09-01', 'ward', 1, 10001",
            "4, 2, 11, DATE '2025-09-01', 'ward', 1, 9000",
            "4, 7, 11, DATE '2025-09-02', 'ward', 1, 10500",
            "4, 3, 11, DATE '2025-09-01', 'ward', 2, 1",
            "4, 4, 12, DATE '2025-09-01', 'ward', 1, 10000",
            "5, 1, 13, DATE '2025-09-01', 'ward', 1, 10000",
            "4, 5, 13, DATE '2025-09-01', 'ward', 1, 99999");

        var result = city.Screen();

        var hit = Assert.Single(result.Hits);
        Assert.Equal((11, 10501L), (hit.Person, hit.Amount));
        Assert.Equal([(4, 3, 1L), (4, 7, 10500L)], result.Evidence.Select(e => (e.Batch, e.Line, e.Amount!.Value)));
    }

    [Fact]
    public void Duplicates_of_a_resident_do_not_make_a_hit_though_they_make_a_candidate()
    {
        using var city = GivenCity.OnDuckDb(GivenPack.Rule("sum(bill.paid within year) > p.threshold", "resident"));
        city.WithBills("1, 2, 91, DATE '2025-09-01', 'ward', 1, 6000", "2, 2, 91, DATE '2025-09-01', 'ward', 1, 6000", "1, 3, 92, DATE '2025-09-01', 'ward', 2, 6000", "2, 3, 92, DATE '2025-09-01', 'ward', 3, 6000");

        Assert.Equal(["92"], city.Hit());
    }

    [Theory, InlineData(SqlDialect.DuckDb), InlineData(SqlDialect.PostgreSql)]
    public async Task Evidence_leads_to_the_rows_that_decided_and_to_no_other(SqlDialect dialect)
    {
        const string rules = """
            variables:
              person.admitted: {type: bool, label: {zh: 住院, en: Admitted}, formula: "any(bill where bill.kind == 'ward' within 30 days)"}
              household.parent_admitted: {type: bool, label: {zh: 父母住院, en: A parent was admitted}, formula: "any(person.admitted where person.role in {0, 1})"}
            rules:
              R1: {name: {zh: 规则, en: Rule}, scope: person, when: "age_years(birth, as_of) < 18 and household.parent_admitted", severity: red, cite: D}
              R2: {name: {zh: 规则, en: Rule}, scope: household, when: "sum(bill.paid within year) > 1yuan and not any(insurance)", severity: [{when: "poor", then: orange}, {else: blue}], cite: D}
            """;
        using var city = await GivenCity.OnAsync(dialect, databases, rules);
        city.WithBills(
            "1, 2, 11, DATE '2025-09-20', 'ward', 1, 100",
            "1, 3, 11, DATE '2025-09-20', 'clinic', 2, 100",
            "1, 4, 12, DATE '2025-07-20', 'ward', 3, 100",
            "1, 5, 13, DATE '2025-09-20', 'ward', 4, 100",
            "1, 6, 21, DATE '2024-09-20', 'ward', 5, 100",
            "1, 7, 91, DATE '2025-09-20', 'ward', 6, 100");

        var result = city.Screen();

        Assert.Equal([("R1", 13, 1, Severity.Red), ("R2", null, 1, Severity.Orange)], result.Hits.Select(h => (h.Rule, h.Person, h.Household, h.Severity)));
        Assert.Equal([("R1", 11, 2), ("R2", 11, 2), ("R2", 11, 3), ("R2", 12, 4), ("R2", 13, 5)], result.Evidence.Select(e => (e.Rule, e.Subject, e.Line)).Order());
        Assert.Equal((1, 0), (result.CountByRule["R1"], result.CountByRule.GetValueOrDefault("R3")));
    }

    [Theory, InlineData(SqlDialect.DuckDb), InlineData(SqlDialect.PostgreSql)]
    public async Task A_hit_names_the_values_that_decided(SqlDialect dialect)
    {
        using var city = await GivenCity.OnAsync(dialect, databases, GivenPack.Rule("sum(bill.paid) > p.threshold and (category ?? 'marginal') == 'marginal' and (household.income ?? 0yuan) < 5yuan and p.ratio > 0.1 and birth < as_of"));

        var hit = Assert.Single(city.WithBills("1, 2, 21, DATE '2025-09-01', 'ward', 1, 10001").Screen().Hits);

        Assert.Equal("""{"sum(bill.paid)":10001,"p.threshold":10000,"category":"marginal","household.income":null,"p.ratio":400000,"birth":"1950-01-01"}""", hit.Named);
        using var parsed = System.Text.Json.JsonDocument.Parse(hit.Named);
        Assert.Equal(10001, parsed.RootElement.GetProperty("sum(bill.paid)").GetInt64());
    }

    [Fact]
    public void A_rule_whose_absence_proves_nothing_or_whose_law_is_silent_is_left_out_with_the_reason()
    {
        using var city = GivenCity.OnDuckDb(GivenPack.Rule("count(insurance) == 0 and savings < p.threshold", more: "\n    requires: [insurance]"));

        var silent = Assert.Single(city.Screen(new DateOnly(2023, 12, 31)).Skipped);
        var undelivered = Assert.Single(city.Screen(delivered: new HashSet<string> { "bill" }).Skipped);

        Assert.Equal("Parameter 'R1.threshold' has no value on 2023-12-31", silent.Reason.En);
        Assert.Contains("“缴费”没有交付", undelivered.Reason.Zh, StringComparison.Ordinal);
        Assert.Equal(4, city.Screen(delivered: new HashSet<string> { "insurance" }).Hits.Count);
    }

    [Fact]
    public void A_tried_threshold_shows_whom_it_gains_and_whom_it_loses()
    {
        using var city = GivenCity.OnDuckDb(GivenPack.Rule("sum(bill.paid within year) > p.threshold"));
        city.WithBills("1, 2, 11, DATE '2025-09-01', 'ward', 1, 9000", "1, 3, 12, DATE '2025-03-01', 'ward', 2, 11000");
        using var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");

        Assert.Equal(["12"], city.Screen().Hits.Select(h => $"{h.Person}"));
        Assert.Equal(["11", "12"], city.Screen(overrides: new Dictionary<string, string> { ["R1.threshold"] = "80.00" }).Hits.Select(h => $"{h.Person}"));
        Assert.Throws<UnknownOverrideException>(() => city.Screen(overrides: new Dictionary<string, string> { ["R1.treshold"] = "80" }));
        Assert.Throws<UnknownOverrideException>(() => city.Screen(overrides: new Dictionary<string, string> { ["R1.threshold"] = "much" }));
        Assert.Throws<UnknownOverrideException>(() => city.Screen(overrides: new Dictionary<string, string> { ["R1.threshold"] = "0" }));
    }

    [Fact]
    public void The_hash_of_a_result_does_not_depend_on_the_order_of_rows()
    {
        string[] rows = ["1, 2, 11, DATE '2025-09-01', 'ward', 1, 9000", "1, 3, 11, DATE '2025-03-01', 'ward', 2, 11000", "2, 3, 12, DATE '2025-03-01', 'ward', 2, 11000"];
        using var one = GivenCity.OnDuckDb(GivenPack.Rule("sum(bill.paid within year) > p.threshold"));
        using var other = GivenCity.OnDuckDb(GivenPack.Rule("sum(bill.paid within year) > p.threshold"));

        Assert.Equal(one.WithBills(rows).Screen().ContentHash(), other.WithBills([.. rows.Reverse()]).Screen().ContentHash());
        Assert.NotEqual(one.Screen().ContentHash(), one.WithBills("2, 9, 12, DATE '2025-03-01', 'ward', 3, 1").Screen().ContentHash());
    }

    [Fact]
    public void A_rule_becomes_a_narrow_query_over_those_who_can_be_meant()
    {
        using var city = GivenCity.OnDuckDb(GivenPack.Rule("sum(bill.paid within year) > p.threshold and role == 0"));

        var plan = ScreeningPlan.Make(city.Rules, GivenCity.AsOf, SqlDialect.DuckDb);

        Assert.Equal(["s_rec_bill", "s_agg_0_bill", "s_hit", "s_hit_member"], plan.Stages.Select(s => s.Table));
        Assert.Equal("""
            CREATE TEMP TABLE s_agg_0_bill AS
            SELECT r.person, min(r.household) AS household, CAST(sum(r."paid") FILTER (WHERE r."on" > DATE '2024-12-31') AS BIGINT) AS a1
            FROM s_rec_bill r
            GROUP BY r.person
            """, plan.Stages[1].Sql);
        Assert.Contains("""
            FROM (SELECT p.person, p.household, CAST(p."role" AS BIGINT) AS p_role, COALESCE(s_agg_0_bill.a1, 0) AS a1
            FROM in_person p
            JOIN s_agg_0_bill ON s_agg_0_bill.person = p.person) x
            WHERE ((a1 > 10000) AND (p_role = 0))
            """, plan.Stages[2].Sql, StringComparison.Ordinal);
    }
}
