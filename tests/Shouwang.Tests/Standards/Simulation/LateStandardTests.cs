using Shouwang.Registry;
using Shouwang.Standards.Means;
using Shouwang.Standards.Simulation;
using Shouwang.Tests.Standards.Means;
using Xunit;

namespace Shouwang.Tests.Standards.Simulation;

/// <summary>A line of 9,048 yuan from July, published on 10 September; two families whose sums were worked out by hand.</summary>
public sealed class LateStandardTests : IDisposable
{
    private readonly SampleLaw sample = new();

    // H1: 8,000 alone. By 8,640: ceil(640 / 12) = 54; by 9,048: ceil(1,048 / 12) = 88. H2: 8,700, not below 8,640; by 9,048: 29.
    private SimulatedRegister Register => new(
        new Families(sample.Law).Household().Person(1985).Income("pension", "bank", 8000).Household().Person(1985).Income("pension", "bank", 8700).Household().Person(1985).Income("pension", "bank", 30000).Build(),
        ["H1", "H2", "H3"],
        null);

    public void Dispose() => sample.Dispose();

    [Fact]
    public void Who_was_underpaid_while_the_standard_was_not_known_is_found_with_the_amount()
    {
        var report = Run(new Month(2025, 6), new Month(2025, 10), new(2025, 11, 1));

        // July and August as known at their ends; in September the new line was known, and June is of the old one.
        Assert.Equal(["H1 2 10800 17600 6800", "H2 2 0 5800 5800"], report.Corrections.Select(c => $"{c.Household} {c.Months} {c.Paid} {c.Due} {c.Difference}"));
        Assert.Empty(report.Refused);
    }

    [Fact]
    public void As_long_as_nobody_knows_better_nobody_was_underpaid() => Assert.Empty(Run(new Month(2025, 7), new Month(2025, 8), new(2025, 9, 9)).Corrections);

    [Fact]
    public void A_month_without_law_is_named_and_not_guessed()
    {
        var report = Run(new Month(2024, 6), new Month(2024, 7), new(2025, 11, 1));

        Assert.Equal([new Month(2024, 6)], report.Refused.Keys);
    }

    private LateStandardReport Run(Month from, Month to, DateOnly knownOn) => new LateStandard(CompiledLaw.Compile(sample.Law)).Run(Register, sample.Law, from, to, knownOn);
}
