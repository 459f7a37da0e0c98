namespace Shouwang.Monitoring.Matching;

/// <summary>
/// Learns m, u and the prior from unlabelled rows. u comes from random pairs. m comes from one EM run for each blocking key,
/// over the pairs that share it and without the fields in it, because those agree in strangers too.
/// </summary>
public sealed class Learner(LinkageSpec spec)
{
    // Fewer pairs or expected matches than this would teach chance.
    private const double FewestMatches = 20;

    // More pairs of a key than this teach nothing new.
    private const long MostPairsOfKey = 5_000_000;

    private const double LeastLambda = 1e-9;

    // Clerks err in ways that no sample shows: one field alone may not rule a pair out, nor prove it.
    private const double LeastM = 1e-3;
    private const double LeastU = 1e-6;

    private readonly PairScorer scorer = new(spec);

    private sealed record Pass(LearnPass Report, IReadOnlyList<int> Used, MixtureState State);

    /// <summary>Learns from the rows of both sides, or of one side against itself (<paramref name="right"/> null).</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public LearnReport Learn(IReadOnlyList<string?[]> left, IReadOnlyList<string?[]>? right, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        var index = new LinkIndex(spec, right ?? left);
        var table = right is null ? index.Table : new RowTable(spec, left);
        var random = RandomPairs.Of(table, index, right is null, scorer, cancel);
        var start = Given() with { U = Chances(random, static _ => 0) };
        var passes = new List<Pass>();
        for (var key = 0; key < spec.Blocks.Count; key++)
        {
            progress?.Report((key + 1.0) / (spec.Blocks.Count + 2));
            passes.Add(Learn(key, table, index, right is null, start, cancel));
        }

        var kept = new List<string>();
        var learned = start with { M = Together(passes, start.M, kept) };
        var found = Found(table, index, right is null, cancel);
        var (u, lambda) = Settle(learned, random, found, (double)table.Rows * index.Rows);
        progress?.Report(1);
        return new(With(learned with { U = u, Lambda = lambda }, lambda * index.Rows), (long)random.Total, [.. passes.Select(p => p.Report)], kept);
    }

    private MixtureState Given() => new(
        [.. spec.Comparisons.Select(c => c.Levels.Select(l => l.M).ToArray())],
        [.. spec.Comparisons.Select(c => c.Levels.Select(l => l.U).ToArray())],
        0.5);

    private int[] AllComparisons { get; } = [.. Enumerable.Range(0, spec.Comparisons.Count)];

    /// <summary>u: how often each level is reached in random pairs, less those that are probably the same entity.</summary>
    private double[][] Chances(PatternCounts random, Func<ulong, double> posterior)
    {
        var counts = spec.Comparisons.Select(c => new double[c.Levels.Count]).ToArray();
        foreach (var (pattern, count) in random.Sorted())
        {
            var strangers = count * (1 - posterior(pattern));
            for (var c = 0; c < counts.Length; c++)
            {
                if (PairScorer.Level(pattern, c) is >= 0 and var level)
                {
                    counts[c][level] += strangers;
                }
            }
        }

        return Array.ConvertAll(counts, Mixture.Shares);
    }

    private Pass Learn(int key, RowTable table, LinkIndex index, bool self, MixtureState start, CancellationToken cancel)
    {
        var inKey = spec.Blocks[key].Terms.Select(t => t.Field).ToHashSet();
        var used = AllComparisons.Where(c => !inKey.Contains(spec.Comparisons[c].FieldIndex)).ToList();
        var pairs = Pairs(table, index, self, key, cancel);

        // u is free here and thrown away: strangers who share a key (a household's phone) also share more than chance would give.
        var fit = used.Count == 0 || pairs.Total == 0
            ? new(start, 0, false)
            : Mixture.Fit(pairs, start, used, keepU: false);
        var matches = pairs.Total * fit.State.Lambda;
        var refused = used.Count == 0 ? "no field outside the key"
            : pairs.Total == 0 ? "no pair shares the key"
            : Refusal(fit, matches, used);
        return new(new(spec.Blocks[key].Text, (long)pairs.Total, refused is null ? matches : 0, fit.Rounds, refused), used, fit.State);
    }

    private static string? Refusal(MixtureFit fit, double matches, IReadOnlyList<int> used)
    {
        if (!fit.Converged)
        {
            return "did not settle";
        }

        if (matches < FewestMatches)
        {
            return "too few matches to learn from";
        }

        // The class called "same" must agree more than the other, or the two have changed places.
        var agreeing = used.Count(c => fit.State.M[c][0] > fit.State.U[c][0]);
        return agreeing * 2 < used.Count ? "the classes changed places" : null;
    }

    /// <summary>The mean of what the passes say of each field, weighted by the matches they saw.</summary>
    private double[][] Together(List<Pass> passes, double[][] given, List<string> kept)
    {
        var together = new double[given.Length][];
        for (var c = 0; c < given.Length; c++)
        {
            var of = passes.Where(p => p.Report.Refused is null && p.Used.Contains(c)).ToList();
            var weight = of.Sum(p => p.Report.ExpectedMatches);
            if (weight <= 0)
            {
                kept.Add(spec.Comparisons[c].Field);
                together[c] = given[c];
                continue;
            }

            together[c] = [.. given[c].Select((_, level) => of.Sum(p => p.State.M[c][level] * p.Report.ExpectedMatches) / weight)];
        }

        return together;
    }

    private PatternCounts Pairs(RowTable table, LinkIndex index, bool self, int key, CancellationToken cancel)
    {
        var counts = new PatternCounts();
        var search = new CandidateSearch(index, table, spec.Decision.LargestBlock);
        foreach (var row in table.InOrderOfContent())
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var other in search.Of(row, key))
            {
                if (!self || other != row)
                {
                    counts.Add(scorer.Pattern(table, row, index.Table, other));
                }
            }

            if (counts.Total > MostPairsOfKey)
            {
                break;
            }
        }

        return counts;
    }

    private PatternCounts Found(RowTable table, LinkIndex index, bool self, CancellationToken cancel)
    {
        var counts = new PatternCounts();
        var search = new CandidateSearch(index, table, spec.Decision.LargestBlock);
        for (var row = 0; row < table.Rows; row++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var other in search.Of(row))
            {
                if (!self || other != row)
                {
                    counts.Add(scorer.Pattern(table, row, index.Table, other));
                }
            }
        }

        return counts;
    }

    /// <summary>λ over all pairs (those outside every block are strangers), and u without the matches among the random pairs; a few rounds settle both.</summary>
    private (double[][] U, double Lambda) Settle(MixtureState learned, PatternCounts random, PatternCounts found, double allPairs)
    {
        const int rounds = 50;

        // Household mates share phone and address: what cannot even be a doubt must not be counted as a match either.
        var judge = new PairScorer(With(learned, spec.Decision.Share));
        var patterns = Array.FindAll(found.Sorted(), p => judge.MayDoubt(p.Pattern));
        var state = learned with { Lambda = Math.Clamp(found.Total / 2 / allPairs, LeastLambda, 0.5) };
        for (var round = 0; round < rounds; round++)
        {
            var posterior = state.Judge(AllComparisons);
            var matches = patterns.Sum(p => p.Count * posterior.Of(p.Pattern));
            state = state with
            {
                Lambda = Math.Clamp(matches / allPairs, LeastLambda, 0.5),
                U = round < 5 ? Chances(random, p => judge.MayDoubt(p) ? posterior.Of(p) : 0) : state.U,
            };
        }

        return (state.U, state.Lambda);
    }

    private LinkageSpec With(MixtureState state, double share) => spec with
    {
        Comparisons = [.. spec.Comparisons.Select((comparison, c) => comparison with
        {
            Levels = [.. comparison.Levels.Select((level, l) => level with { M = Floored(state.M[c], LeastM)[l], U = Floored(state.U[c], LeastU)[l] })],
        })],
        Decision = spec.Decision with { Share = share },
        IsUntaught = false,
    };

    private static double[] Floored(double[] shares, double least)
    {
        var total = shares.Sum(share => Math.Max(share, least));
        return Array.ConvertAll(shares, share => Math.Max(share, least) / total);
    }
}
