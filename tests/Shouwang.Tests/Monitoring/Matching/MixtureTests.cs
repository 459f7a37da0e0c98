using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

public sealed class MixtureTests
{
    private static readonly double[][] M = [[0.90, 0.06, 0.04], [0.85, 0.15], [0.70, 0.20, 0.10], [0.95, 0.05]];
    private static readonly double[][] U = [[0.01, 0.04, 0.95], [0.10, 0.90], [0.02, 0.08, 0.90], [0.30, 0.70]];
    private static readonly int[] All = [0, 1, 2, 3];

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.05, 2)]
    [InlineData(0.02, 3)]
    public void EM_finds_the_probabilities_that_made_the_pairs(double lambda, int seed)
    {
        var fit = Mixture.Fit(Simulated(lambda, seed, missing: 0.1), Start(), All, keepU: false);
        Assert.True(fit.Converged);
        Assert.Equal(lambda, fit.State.Lambda, 0.01);
        Near(M, fit.State.M, 0.03);
        Near(U, fit.State.U, 0.01);
    }

    [Fact]
    public void EM_with_known_chances_finds_the_rest()
    {
        var fit = Mixture.Fit(Simulated(0.1, 4, missing: 0.3), Start() with { U = U }, All, keepU: true);
        Assert.Equal(0.1, fit.State.Lambda, 0.01);
        Near(M, fit.State.M, 0.03);
        Assert.Equal(U, fit.State.U);
    }

    [Fact]
    public void EM_gives_the_same_numbers_whatever_order_the_pairs_come_in()
    {
        var pairs = Simulated(0.1, 5, missing: 0.1).Sorted();
        var turned = new PatternCounts();
        foreach (var (pattern, count) in pairs.Reverse())
        {
            turned.Add(pattern, count);
        }

        var one = Mixture.Fit(Simulated(0.1, 5, missing: 0.1), Start(), All, keepU: false).State;
        var other = Mixture.Fit(turned, Start(), All, keepU: false).State;
        Assert.Equal(one.M, other.M);
        Assert.Equal(one.U, other.U);
    }

    [Fact]
    public void Missing_values_are_no_evidence()
    {
        var state = new MixtureState(M, U, 0.25);
        Assert.Equal(0.25, state.Judge(All).Of(0), 12);
        Assert.True(state.Judge(All).Of(0x0001) > 0.25);
        Assert.True(state.Judge(All).Of(0x0003) < 0.25);
    }

    private static MixtureState Start() => new(
        [[0.9, 0.05, 0.05], [0.9, 0.1], [0.9, 0.05, 0.05], [0.9, 0.1]],
        [[0.05, 0.05, 0.9], [0.1, 0.9], [0.05, 0.05, 0.9], [0.1, 0.9]],
        0.5);

    private static PatternCounts Simulated(double lambda, int seed, double missing)
    {
        var random = new Random(seed);
        var counts = new PatternCounts();
        for (var pair = 0; pair < 100_000; pair++)
        {
            var of = random.NextDouble() < lambda ? M : U;
            var pattern = 0UL;
            for (var c = 0; c < of.Length; c++)
            {
                pattern |= random.NextDouble() < missing ? 0 : (ulong)(Draw(of[c], random) + 1) << (c * 4);
            }

            counts.Add(pattern);
        }

        return counts;
    }

    private static int Draw(double[] shares, Random random)
    {
        var at = random.NextDouble();
        var level = 0;
        while (level < shares.Length - 1 && at >= shares[level])
        {
            at -= shares[level++];
        }

        return level;
    }

    private static void Near(double[][] expected, double[][] actual, double tolerance)
    {
        foreach (var (e, a) in expected.SelectMany(x => x).Zip(actual.SelectMany(x => x)))
        {
            Assert.Equal(e, a, tolerance);
        }
    }
}
