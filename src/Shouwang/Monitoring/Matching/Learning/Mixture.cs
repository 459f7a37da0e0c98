namespace Shouwang.Monitoring.Matching;

/// <summary>m and u for each level of each comparison, and the share λ of pairs that are the same entity.</summary>
internal sealed record MixtureState(double[][] M, double[][] U, double Lambda)
{
    /// <summary>The model as a judge of patterns; comparisons not in <paramref name="used"/> say nothing.</summary>
    public Posterior Judge(IReadOnlyList<int> used) => new(this, used);
}

/// <summary>Probability that a pair is the same entity, by its pattern. Holds the logarithms, so that they are taken once.</summary>
internal sealed class Posterior
{
    private readonly double prior;
    private readonly double[][] evidence;

    public Posterior(MixtureState state, IReadOnlyList<int> used)
    {
        prior = Math.Log(state.Lambda) - Math.Log(1 - state.Lambda);
        evidence = [.. state.M.Select((m, c) => m.Select((share, level) => used.Contains(c) ? Math.Log(share) - Math.Log(state.U[c][level]) : 0).Prepend(0).ToArray())];
    }

    public double Of(ulong pattern)
    {
        var logOdds = prior;
        for (var c = 0; c < evidence.Length; c++)
        {
            logOdds += evidence[c][(int)(pattern >> (c * 4) & 15)];
        }

        return 1 / (1 + Math.Exp(-logOdds));
    }
}

/// <summary>What an EM run came to.</summary>
internal sealed record MixtureFit(MixtureState State, int Rounds, bool Converged);

/// <summary>
/// Expectation–maximisation for the model of Fellegi and Sunter: two classes of pairs, comparisons independent within a class,
/// missing values without evidence.
/// </summary>
internal static class Mixture
{
    private const int MostRounds = 500;
    private const double Tolerance = 1e-7;

    // Half an observation spread over the levels: a level never seen is rare, not impossible.
    private const double Smoothing = 0.5;

    private const double LeastLambda = 1e-9;

    /// <summary>Fits m, λ and, unless <paramref name="keepU"/>, u. Deterministic: the start decides, nothing is drawn.</summary>
    public static MixtureFit Fit(PatternCounts counts, MixtureState start, IReadOnlyList<int> used, bool keepU)
    {
        var patterns = counts.Sorted();
        var state = start;
        for (var round = 1; round <= MostRounds; round++)
        {
            var next = Step(patterns, counts.Total, state, used, keepU);
            var change = Change(state, next, used);
            state = next;
            if (change < Tolerance)
            {
                return new(state, round, true);
            }
        }

        return new(state, MostRounds, false);
    }

    private static MixtureState Step((ulong Pattern, double Count)[] patterns, double total, MixtureState state, IReadOnlyList<int> used, bool keepU)
    {
        var m = Empty(state.M);
        var u = Empty(state.U);
        var matches = 0.0;
        var judge = state.Judge(used);
        foreach (var (pattern, count) in patterns)
        {
            var posterior = judge.Of(pattern);
            matches += count * posterior;
            foreach (var c in used)
            {
                var level = PairScorer.Level(pattern, c);
                if (level >= 0)
                {
                    m[c][level] += count * posterior;
                    u[c][level] += count * (1 - posterior);
                }
            }
        }

        foreach (var c in used)
        {
            m[c] = Shares(m[c]);
            u[c] = keepU ? state.U[c] : Shares(u[c]);
        }

        Keep(m, state.M, used);
        Keep(u, state.U, used);
        return new(m, u, Math.Clamp(matches / total, LeastLambda, 1 - LeastLambda));
    }

    /// <summary>Counts as probabilities.</summary>
    public static double[] Shares(double[] counts)
    {
        var total = counts.Sum() + Smoothing;
        return Array.ConvertAll(counts, count => (count + (Smoothing / counts.Length)) / total);
    }

    private static double[][] Empty(double[][] like) => Array.ConvertAll(like, levels => new double[levels.Length]);

    private static void Keep(double[][] now, double[][] before, IReadOnlyList<int> used)
    {
        for (var c = 0; c < now.Length; c++)
        {
            now[c] = used.Contains(c) ? now[c] : before[c];
        }
    }

    private static double Change(MixtureState a, MixtureState b, IReadOnlyList<int> used)
    {
        var change = Math.Abs(a.Lambda - b.Lambda);
        foreach (var c in used)
        {
            for (var level = 0; level < a.M[c].Length; level++)
            {
                change = Math.Max(change, Math.Max(Math.Abs(a.M[c][level] - b.M[c][level]), Math.Abs(a.U[c][level] - b.U[c][level])));
            }
        }

        return change;
    }
}
