using Npgsql;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Monitoring.Screening.Cases;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Language.Sql;
using Shouwang.Tests.Given;
using Shouwang.Tests.Monitoring.Rules;
using Xunit;

namespace Shouwang.Tests.Monitoring.Screening;

/// <summary>The packs of this repository and the cases that their author wrote for them.</summary>
public sealed class PackCasesTests(Databases databases)
{
    private const string Case = """
        - name: 全年自付 100.01 元，预警
          rule: R1
          as_of: 2025-09-30
          household:
            person:
              - {birth: 1970-01-01, bill: [{on: 2025-03-01, kind: ward, visit: v1, paid: 60}, {on: 2025-03-02, kind: ward, visit: v2, paid: 40.01}]}
          expect: {R1: {count: 1, severity: orange}}
        """;

    private static string Folder => Repository.File("packs", "cn-ah-huaibei");

    [Fact]
    public void The_packs_of_this_repository_have_no_fault() => Assert.Empty(PackCheck.Run(Folder).Select(f => $"{f.File}:{f.Line}:{f.Column}: {f.Text.Zh} {f.Text.En}"));

    [Fact]
    public void Every_case_of_the_packs_comes_out_as_its_author_says_on_DuckDB()
    {
        var pack = Pack.Open(Folder);
        AllPassed(CaseRunner.Run(pack, RuleSet.Read(pack)));
    }

    [Fact]
    public async Task Every_case_of_the_packs_comes_out_the_same_on_PostgreSQL()
    {
        var pack = Pack.Open(Folder);
        await using var connection = new NpgsqlConnection(await SharedPostgres.ConnectionAsync(databases));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        AllPassed(CaseRunner.Run(pack, RuleSet.Read(pack), connection, SqlDialect.PostgreSql));
    }

    [Fact]
    public void A_case_that_fails_says_what_was_expected_and_what_was_found()
    {
        using var given = new GivenPack(GivenPack.Rule("sum(bill.paid) > p.threshold", more: "\n    amount: \"sum(bill.paid)\""), cases: Case.Replace("severity: orange", "severity: red, amount: 99", StringComparison.Ordinal));
        var pack = given.Open();

        var result = Assert.Single(CaseRunner.Run(pack, RuleSet.Read(pack)));

        Assert.False(result.Passed);
        Assert.Equal((1, "R1 ×1 red 99.00", "R1 ×1 orange 100.01"), (result.Line, result.Expected, result.Found));
    }

    [Theory]
    [InlineData("rule: R1", "rule: R9", "unknown", 2, 9)]
    [InlineData("visit: v1", "vist: v1", "unknown_key", 6, 65)]
    [InlineData("paid: 60", "paid: 60.001", "value", 6, 82)]
    [InlineData("kind: ward, visit: v2", "kind: word, visit: v2", "value", 6, 110)]
    [InlineData("birth: 1970-01-01, ", "", "missing", 6, 9)]
    [InlineData("birth: 1970-01-01", "birth: 1970-02-30", "value", 6, 17)]
    [InlineData("as_of: 2025-09-30\n", "as_of: 2025-09\n", "value", 3, 10)]
    [InlineData("count: 1", "cuont: 1", "unknown_key", 7, 17)]
    public void A_mistyped_case_is_a_fault_not_a_test_of_nothing(string right, string wrong, string code, int line, int column)
    {
        using var given = new GivenPack(GivenPack.Rule("sum(bill.paid) > p.threshold"), cases: Case.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains((code, line, column), PackCheck.Run(given.Folder).Select(f => (f.Code, f.Line, f.Column)));
    }

    [Fact]
    public void A_rule_with_a_fault_is_one_fault_however_many_cases_it_has()
    {
        using var given = new GivenPack(GivenPack.Rule("sum(bill.payed) > p.threshold"), cases: Case + "\n" + Case);

        Assert.Equal(["unknown"], PackCheck.Run(given.Folder).Select(f => f.Code));
    }

    private static void AllPassed(IReadOnlyList<CaseResult> results)
    {
        Assert.NotEmpty(results);
        Assert.Empty(results.Where(r => !r.Passed).Select(r => $"{r.File}:{r.Line} {r.Name}: expected {r.Expected}, found {r.Found}"));
    }
}
