using Shouwang.Platform.Packs;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Means;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards.Assessments;

/// <summary>One family under the law of Huaibei: the third answer, the borders, and an explanation that lasts.</summary>
public sealed class AssessTests : IDisposable
{
    private static readonly Lazy<Law> Huaibei = new(() =>
    {
        var pack = Pack.Open(Repository.File("packs", "cn-ah-huaibei"));
        var law = Law.Read(pack);
        pack.RefuseFaults();
        return law!;
    });

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_family_whose_facts_are_all_known_is_determined()
    {
        var assessment = Assessed("person: [{birth: 1980-01-01, income: [{kind: pension, amount: 9047.99}]}]");

        Assert.Equal((Answer.Determined, "dibao"), (assessment.Answer, assessment.Category));
        Assert.Equal(100L, assessment.Monthly);
        Assert.Empty(assessment.Missing);
    }

    [Fact]
    public void A_missing_answer_cannot_save_a_household_already_over_the_limit()
    {
        var assessment = Assessed("person: [{birth: 1980-01-01, income: [{kind: pension, amount: 90000}, {kind: interest}]}]");

        Assert.Equal((Answer.Out, "none"), (assessment.Answer, assessment.Category));
        Assert.False(Assert.Single(assessment.Missing).CouldChange);
    }

    [Fact]
    public void A_missing_answer_never_lets_a_household_in_and_the_fact_is_named()
    {
        var assessment = Assessed("person: [{birth: 1980-01-01, income: [{kind: pension, amount: 1000}, {kind: wage}]}]");

        Assert.Equal((Answer.Undetermined, null, null), (assessment.Answer, assessment.Category, assessment.Monthly));
        Assert.Contains("dibao", assessment.Possible);
        Assert.Contains("none", assessment.Possible);
        var missing = Assert.Single(assessment.Missing);
        Assert.Equal(("income", 2, "amount", true), (missing.Entity, missing.Row, missing.Field, missing.CouldChange));
    }

    [Fact]
    public void Of_two_missing_facts_only_the_one_that_matters_could_change_the_outcome()
    {
        // Whatever the other's wage is, what this one's obligor earns is settled by a court.
        var assessment = Assessed("person: [{birth: 1980-01-01, income: [{kind: wage}]}]\nobligor: [{settled: 0}]");

        Assert.Equal([("income", true), ("obligor", false)], assessment.Missing.Select(m => (m.Entity, m.CouldChange)));
    }

    [Fact]
    public void So_many_missing_facts_that_nobody_could_try_all_combinations_are_tried_one_at_a_time()
    {
        var income = string.Join(", ", Enumerable.Range(0, 12).Select(_ => "{kind: wage}"));
        var assessment = Assessed($"person: [{{birth: 1980-01-01, income: [{income}]}}, {{birth: 1981-01-01, role: 1, income: [{income}]}}]");

        Assert.Equal(Answer.Undetermined, assessment.Answer);
        Assert.Equal(24, assessment.Missing.Count);
    }

    [Fact]
    public void The_border_is_told_to_the_fen_and_one_fen_less_does_not_cross_it()
    {
        var facts = Facts("person: [{birth: 1980-01-01, income: [{kind: pension, amount: 9000}]}]");
        var day = Day();
        var (lines, changes) = new Border(CompiledLaw.Compile(Huaibei.Value)).Of(facts, day);

        Assert.Equal(48_00L, Assert.Single(lines, l => l.Name == "dibao").Distance);
        var up = Assert.Single(changes, c => c is { Entity: "income", Field: "amount", Category: "marginal" });
        Assert.Equal((900_000L, 904_800L), (up.From.Number, up.To.Number));
        Assert.Equal("marginal", Assessed("person: [{birth: 1980-01-01, income: [{kind: pension, amount: 9048}]}]").Category);
        Assert.Equal("dibao", Assessed("person: [{birth: 1980-01-01, income: [{kind: pension, amount: 9047.99}]}]").Category);
        Assert.Contains(changes, c => c is { Field: "refuses_check", Category: "none" });
    }

    [Fact]
    public void An_explanation_is_read_from_what_was_kept_without_the_pack()
    {
        var document = Assessed("person: [{birth: 1980-01-01, income: [{kind: wage, amount: 5000, months: 10, source: checked, from: 市税务局, on: 2025-08-31}]}]");
        var text = LawText.Of(Day());
        var before = Explanation.Of(text, document).Select(l => l.Text.Zh).ToList();

        AssessmentFiles.Write(folder.File("kept"), document, text);
        var kept = AssessmentFiles.Assessment(File.ReadAllText(folder.File("kept/assessment.json")));
        var law = AssessmentFiles.Law(File.ReadAllText(folder.File("kept/law.json")));

        Assert.Equal(before, Explanation.Of(law, kept).Select(l => l.Text.Zh));
        Assert.StartsWith("认定类别 = 低保对象 〔最低生活保障审核确认办法（民发〔2021〕57号）〕 ←第2种情形", before[0], StringComparison.Ordinal);
        Assert.Contains("· [收入 wage] 年收入：5,000.00元（checked，市税务局，2025-08-31）", before);
        Assert.Contains(before, l => l.StartsWith("· 参数 低保标准（元/人·年） = 9,048.00元，2025-01-01 起，2025-03-20 公布", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => Explanation.Of(law with { KnownOn = new(2020, 1, 1) }, kept));
    }

    [Fact]
    public void Mistakes_in_a_family_s_file_are_named_all_at_once()
    {
        var refused = Assert.Throws<PackRefusedException>(() => Facts("person: [{birht: 1980-01-01, income: [{kind: wages}]}]\ncar: 1"));

        Assert.Equal([("missing", 1), ("unknown_key", 1), ("value", 1), ("unknown_key", 2)], refused.Faults.Select(f => (f.Code, f.Line)).OrderBy(f => f.Line).ThenBy(f => f.Code, StringComparer.Ordinal));
    }

    private static LawDay Day() => Huaibei.Value.On(new(2025, 9, 30), new(2025, 9, 30));

    private HouseholdFacts Facts(string yaml) => HouseholdFacts.Read(Huaibei.Value, folder.Write("family.yaml", yaml + "\n"));

    private AssessmentDocument Assessed(string yaml) => new Assess(CompiledLaw.Compile(Huaibei.Value)).Run(Facts(yaml), Day());
}
