using Shouwang.Platform.Packs;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Shouwang.Standards.Simulation;
using Shouwang.Tests.Standards.Means;
using Xunit;

namespace Shouwang.Tests.Standards.Simulation;

/// <summary>What a reform would change, over four families whose amounts were worked out by hand.</summary>
public sealed class SimulateTests : IDisposable
{
    private const string HigherLine = """
        documents: {R: {title: 拟调整标准}}
        parameters:
          line:
            type: money
            label: {zh: 低保标准, en: Line}
            cite: R
            values:
              - {from: 2025-01-01, value: 9600}
              - {from: 2026-01-01, published: 2025-09-01, value: 10200}
              - {from: 2026-07-01, published: 2025-09-01, value: 10800}
              - {from: 2027-01-01, published: 2025-09-01, value: 11400}
              - {from: 2028-01-01, published: 2025-09-01, value: 12000}
        """;

    private const string LowerLine = """
        documents: {R: {title: 拟调整标准}}
        parameters:
          line: {type: money, label: {zh: 低保标准, en: Line}, cite: R, values: {2025-01-01: 6600}}
        """;

    private static readonly DateOnly AsOf = new(2025, 9, 15);

    private readonly SampleLaw sample = new();

    // 9,048 a year. H1: 12,000 of two → dibao, ceil((18,096 − 12,000) / 12) = 508. H2: 9,500 alone → edge. H3: 20,000 alone → none.
    // H4: 6,000 of one with a disability of grade 1 → ceil(3,048 / 12) = 254 + ceil(754 × 0.2) = 151 → 405.
    private SimulatedRegister Register(IReadOnlyList<bool>? entitled = null) => new(
        new Families(sample.Law)
            .Household("340602001001").Person(1985).Income("pension", "bank", 12000).Person(1986)
            .Household("340602001002").Person(1985).Income("pension", "bank", 9500)
            .Household("340621100201").Person(1985).Income("pension", "bank", 20000)
            .Household("340621100202").Person(1985, disability: 1).Income("pension", "bank", 6000)
            .Build(),
        ["H1", "H2", "H3", "H4"],
        entitled);

    [Fact]
    public void A_higher_line_lets_one_family_in_and_raises_two()
    {
        var report = Run(sample.Reformed(HigherLine), Register());

        // H1 ceil((19,200 − 12,000) / 12) = 600; H2 ceil(100 / 12) = 9; H4 300 + 160.
        Assert.Equal((2, 3, 91_300L), (report.Before.HouseholdsIn - 1, report.After.HouseholdsIn, report.Before.Monthly));
        Assert.Equal(106_900L, report.After.Monthly);
        Assert.Equal(["edge→dibao 1 1", "dibao→dibao 2 3", "none→none 1 1"], report.Moves.Select(m => $"{m.From}→{m.To} {m.Households} {m.Persons}"));
        Assert.Equal(["340602000000 50800→60900", "340621000000 40500→46000"], report.ByCounty.Select(c => $"{c.Key} {c.Before}→{c.After}"));
        Assert.Equal(["340602001000", "340621100000"], report.ByTownship.Select(c => c.Key));
        Assert.Equal(["dibao 2→3 91300→106900", "edge 1→0 0→0", "none 1→1 0→0"], report.ByCategory.Select(c => $"{c.Key} {c.HouseholdsBefore}→{c.HouseholdsAfter} {c.Before}→{c.After}"));
        Assert.Empty(report.Losers);
        Assert.Equal(["H1 9200", "H4 5500", "H2 900"], report.Winners.Select(w => $"{w.Household} {w.Change}"));
        Assert.Equal([Verdict.Kept, Verdict.NotAsked, Verdict.NotAsked, Verdict.Kept], report.Promises.Select(p => p.Verdict));
        Assert.Equal(["2026-01-01", "2026-07-01", "2027-01-01"], report.Later.Select(l => l.Name));
        Assert.True(report.Later[2].Monthly > report.Later[1].Monthly);
    }

    [Fact]
    public void Nobody_loses_in_silence_the_largest_loss_comes_first_and_protection_has_its_price()
    {
        var lower = sample.Reformed(LowerLine);
        var report = Run(lower, Register());

        // H1: 13,200 − 12,000 → 100, loses 408; H4: 600 / 12 = 50 + 110 = 160, loses 245.
        Assert.Equal(["H1 -40800", "H4 -24500"], report.Losers.Select(l => $"{l.Household} {l.Change}"));
        Assert.Equal((Verdict.Broken, 65_300L), (report.Promises[0].Verdict, report.ProtectionMonthly));
        var kept = Run(lower, Register(), protect: true, budget: 91_300 * 12);
        Assert.Equal([Verdict.Protected, Verdict.Kept], kept.Promises.Take(2).Select(p => p.Verdict));
        Assert.Equal(Verdict.Broken, Run(lower, Register(), protect: true, budget: (91_300 * 12) - 1).Promises[1].Verdict);
        Assert.Equal(Verdict.Kept, Run(lower, Register(), budget: 26_000 * 12).Promises[1].Verdict);
    }

    [Fact]
    public void Poverty_and_inequality_are_measured_per_person_with_the_benefits()
    {
        var report = Run(sample.Reformed(HigherLine), Register());

        // Per head after benefits of 9,048: H1 9,048 twice, H2 9,500, H3 20,000, H4 10,860; nobody below.
        Assert.Equal((0.0, 0.0), (report.Before.Poverty.Headcount, report.Before.Poverty.Gap));
        // Gini of 9048, 9048, 9500, 10860, 20000: 2·Σ i·x / (n·Σx) − (n + 1)/n.
        var expected = (2 * ((1 * 9048.0) + (2 * 9048) + (3 * 9500) + (4 * 10860) + (5 * 20000)) / (5 * 58456.0)) - 1.2;
        Assert.Equal(expected, report.Before.Poverty.Gini, 10);
    }

    [Fact]
    public void Leakage_and_undercoverage_are_held_against_the_truth()
    {
        // Persons: H1 both, H2, H3, H4. H3 is truly in need and hidden; H4 is not.
        var report = Run(sample.Reformed(HigherLine), Register([true, true, true, true, false]));

        Assert.Equal((4, 4, 1, 1), (report.TargetingBefore!.InCategory, report.TargetingBefore.InNeed, report.TargetingBefore.Wrongly, report.TargetingBefore.Missed));
        Assert.Equal((0.25, 0.25), (report.TargetingAfter!.Leakage, report.TargetingAfter.Undercoverage));
        Assert.Null(Run(sample.Law, Register()).TargetingBefore);
    }

    [Fact]
    public void A_reform_file_with_a_mistake_is_refused_with_its_place()
    {
        var refused = Assert.Throws<PackRefusedException>(() => sample.Reformed("parameters:\n  line: {type: money, label: {zh: 甲, en: A}, cite: X, values: {2025-01-01: 1}}\nvaribles: {}\n"));
        Assert.Equal([("source", 2), ("unknown_key", 3)], refused.Faults.Select(f => (f.Code, f.Line)));
    }

    public void Dispose() => sample.Dispose();

    private SimulationReport Run(Law after, SimulatedRegister register, bool protect = false, long? budget = null)
    {
        using var duck = SqlLaw.OnDuckDb();
        return new Simulate(duck).Run(register, new SimulationQuestion(sample.Law.On(AsOf, AsOf), after.On(AsOf, AsOf), budget, protect, [], []));
    }
}
