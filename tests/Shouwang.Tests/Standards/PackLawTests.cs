using Shouwang.Monitoring.Nights;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Means;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards;

/// <summary>The means test of this repository's packs and the cases that their author wrote for them.</summary>
public sealed class PackLawTests
{
    private const string Alone = "- name: 一人\n  as_of: 2025-09-30\n  household: {person: [{birth: 1980-01-01}]}\n  expect: ";

    [Theory]
    [InlineData("cn-ah-huaibei")]
    [InlineData("cn-ah-huainan")]
    public void A_place_s_pack_has_no_fault(string place) =>
        Assert.Empty(PackInspection.Run(Repository.File("packs", place)).Select(f => $"{f.File}:{f.Line}:{f.Column}: {f.Text.En}"));

    [Theory]
    [InlineData("cn-ah-huaibei", 290)]
    [InlineData("cn-ah-huainan", 190)]
    public void Every_case_of_a_place_comes_out_as_its_author_says_on_both_engines(string place, int least)
    {
        using var given = new GivenLaw(place);
        var runs = given.Run();

        Assert.Equal(["duckdb", "delegates"], runs.Select(r => r.Engine));
        Assert.All(runs, run => Assert.Empty(run.Results.Where(r => !r.Passed).Select(r => $"{run.Engine} {r.File}:{r.Line}: {r.Name}: {r.Expected} | {r.Found}")));
        Assert.All(runs, run => Assert.True(run.Results.Count >= least, $"{run.Results.Count}"));
    }

    [Fact]
    public void Every_variable_has_a_label_in_both_languages_and_the_law_of_a_decision_is_cited()
    {
        var law = Read("cn-ah-huaibei");

        Assert.All(law.Ordered, v => Assert.False(v.Label.Zh.Length == 0 || v.Label.En.Length == 0, v.FullName));
        foreach (var v in law.Ordered.Where(v => v.Branch is not null))
        {
            Assert.All(v.CaseCites, cite => Assert.NotNull(cite));
        }

        Assert.All(law.Outcome.Benefits, b => Assert.NotNull(b.Amount.Cite));
        Assert.InRange(law.Ordered.Count, 120, 170);
    }

    [Theory]
    [InlineData("{category: marginal}", "category marginal", "category dibao")]
    [InlineData("{dibao_monthly: 753, size: 1}", "dibao_monthly 753.00 yuan", "dibao_monthly 754.00 yuan")]
    [InlineData("{branch: {category: 3}}", "branch.category 3", "branch.category 2")]
    [InlineData("{person: [{category: destitute}]}", "person[1].category destitute", "person[1].category dibao")]
    [InlineData("{expect_error: line}", "expect_error line", "–")]
    [InlineData("{possible: [dibao, none]}", "possible dibao, none", "possible dibao")]
    public void A_wrong_expectation_fails_and_says_what_was_expected_and_what_was_found(string expect, string expected, string found)
    {
        using var given = new GivenLaw("cn-ah-huaibei", cases: Alone + expect + "\n");

        var failed = given.Run().Select(run => Assert.Single(run.Results, r => !r.Passed)).ToList();

        Assert.All(failed, f => Assert.Equal((1, "一人", expected, found), (f.Line, f.Name, f.Expected, f.Found)));
        Assert.Equal(2, failed.Count);
    }

    [Theory]
    [InlineData("birth: 1980-01-01", "birth: 1980-1-1", "value", 3)]
    [InlineData("birth: 1980-01-01", "brith: 1980-01-01", "unknown_key", 3)]
    [InlineData("birth: 1980-01-01", "role: 0", "missing", 3)]
    [InlineData("{category: dibao}", "{categry: dibao}", "unknown_key", 4)]
    [InlineData("{category: dibao}", "{category: dibaow}", "value", 4)]
    [InlineData("{category: dibao}", "{branch: {size: 1}}", "unknown", 4)]
    [InlineData("{category: dibao}", "{person: [{}, {category: dibao}]}", "case", 4)]
    [InlineData("{category: dibao}", "{possible: [rich]}", "word", 4)]
    [InlineData("household:", "houshold:", "case", 1)]
    [InlineData("as_of: 2025-09-30", "known_on: 2025-09-30", "missing", 1)]
    [InlineData("household: {", "exit: {confirmed: 2025-03-20}\n  household: {", "case", 1)]
    public void A_mistake_in_a_case_is_a_fault_with_its_place_never_a_case_that_tests_nothing(string right, string wrong, string code, int line)
    {
        using var given = new GivenLaw("cn-ah-huaibei", cases: (Alone + "{category: dibao}\n").Replace(right, wrong, StringComparison.Ordinal));

        var refusal = Assert.Throws<PackRefusedException>(given.Run);
        Assert.Contains((code, line), refusal.Faults.Select(f => (f.Code, f.Line)));
    }

    [Theory]
    [InlineData("working_days: {day0: 2025-09-26}", "{3: 2025-10-01}", "+3 2025-09-30")]
    [InlineData("working_days: {day0: 2031-09-26}", "{3: 2031-10-01}", "+3 ")]
    [InlineData("identifier: {id_number: \"340699188001010018\"}", "{valid: true}", "valid false")]
    [InlineData("exit: {confirmed: 2025-03-20}", "{exited_on: 2025-11-01}", "exited_on 2025-10-01")]
    [InlineData("suppression: [{on: 2025-05-05, amount: 100, severity: orange}]", "{answers: [silent]}", "2025-05-05 new")]
    public void The_other_kinds_of_case_can_fail_too(string given, string expect, string found)
    {
        using var law = new GivenLaw("cn-ah-huaibei", cases: $"- name: 错\n  {given}\n  expect: {expect}\n");
        var failed = Assert.Single(law.Run()[0].Results, r => !r.Passed);
        Assert.StartsWith(found, failed.Found, StringComparison.Ordinal);
    }

    // M1 is the floor's: the other two are for places that choose them.
    [Theory]
    [InlineData("M2", "income: 100000, size: 3", "36428")]                       // (100,000 − 27,144) × 50 %
    [InlineData("M2", "income: 100000, size: 3, supported: 2", "18214")]
    [InlineData("M3", "income: 100000, size: 3, children: 2", "12142.67")]       // (33,333.33… − 9,048) × 50 %
    [InlineData("M3", "income: 100000, size: 3, children: 3", "9714.13")]        // × 40 %
    [InlineData("M3", "settled: 1200, income: 100000, size: 3", "1200")]
    public void Another_place_may_reckon_maintenance_by_another_formula(string method, string obligor, string due)
    {
        using var given = new GivenLaw(
            "cn-ah-huaibei",
            $"parameters:\n  maintenance_method: {{type: text, label: {{zh: 方法, en: Method}}, cite: D, values: {{2024-01-01: {method}}}}}\n",
            $"- name: 赡养费\n  as_of: 2025-09-30\n  household: {{person: [{{birth: 1950-01-01}}], obligor: [{{{obligor}}}]}}\n  expect: {{maintenance_due: {due}}}\n");
        Assert.Empty(given.Failures());
    }

    [Theory]
    [InlineData("dibao_method", "tiers", "disability: physical, grade: 2", "827")]          // tier A, 600, and 30 % of 754
    [InlineData("topup_base", "allowance", "disability: physical, grade: 2", "981")]        // 754 × 1.3 = 980.20
    [InlineData("topup_base", "allowance", "disability: physical, grade: 2, income: [{kind: pension, amount: 4524}]", "491")]   // 377 × 1.3 = 490.10
    public void Another_place_may_pay_by_tiers_or_top_up_the_own_allowance(string parameter, string value, string who, string monthly)
    {
        using var given = new GivenLaw(
            "cn-ah-huaibei",
            $"parameters:\n  {parameter}: {{type: text, label: {{zh: 方法, en: Method}}, cite: D, values: {{2024-01-01: {value}}}}}\n",
            $"- name: 待遇\n  as_of: 2025-09-30\n  household: {{person: [{{birth: 1980-01-01, {who}}}]}}\n  expect: {{dibao_monthly: {monthly}}}\n");
        Assert.Empty(given.Failures());
    }

    private static Law Read(string place)
    {
        var pack = Pack.Open(Repository.File("packs", place));
        return Law.Read(pack) ?? throw new PackRefusedException(pack.Faults.All);
    }
}
