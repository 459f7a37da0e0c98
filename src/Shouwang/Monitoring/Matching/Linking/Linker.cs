namespace Shouwang.Monitoring.Matching;

/// <summary>Matches rows by a specification. Rows are arrays of values in the order of <see cref="LinkageSpec.Fields"/>; null or "" is missing.</summary>
public sealed class Linker(LinkageSpec spec)
{
    private const int RowsAtATime = 2048;

    private readonly PairScorer scorer = new(spec);

    public LinkageSpec Spec { get; } = spec;

    /// <summary>Prepares a right side for any number of calls.</summary>
    public LinkIndex Index(IReadOnlyList<string?[]> right) => new(Spec, right);

    /// <summary>Answers for each left row, in its order. The answers are the same for any number of threads and any order of rows.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Link[] Link(LinkIndex right, IReadOnlyList<string?[]> left, int threads = 1, CancellationToken cancel = default) =>
        Link(new LinkRun(left.Count, null), right, new RowTable(Spec, left), threads, null, cancel).Links;

    /// <summary>The calculation behind one pair, for whoever settles a doubt.</summary>
    /// <param name="right">The prepared right side.</param>
    /// <param name="left">The values of one left row.</param>
    /// <param name="row">The right row, from 0.</param>
    public Explanation Explain(LinkIndex right, string?[] left, int row)
    {
        var pattern = scorer.Pattern(new RowTable(Spec, [left]), 0, right.Table, row);
        var lines = Spec.Comparisons.Select((comparison, c) => new ExplanationLine(
            comparison.Field,
            PairScorer.Level(pattern, c) is >= 0 and var level ? comparison.Levels[level].When : null,
            scorer.Weight(pattern, c, right, row))).ToList();
        var score = scorer.Score(pattern, right, row);
        var odds = PriorOdds(right.Rows);
        return new(score, Math.Log2(odds), 1 / (1 + (1 / (odds * double.Exp2(score)))), scorer.MayMatch(pattern), lines);
    }

    /// <summary>As the public form; a left table that is the right one is linked with itself, no row with its own.</summary>
    internal LinkRun Link(LinkRun run, LinkIndex right, RowTable left, int threads, IProgress<double>? progress, CancellationToken cancel)
    {
        var parts = Math.Max(1, (left.Rows + RowsAtATime - 1) / RowsAtATime);
        var (next, done) = (-1, 0);
        void Work()
        {
            var search = new CandidateSearch(right, left, Spec.Decision.LargestBlock);
            var decision = new LeftDecision(Spec.Decision, scorer, right, PriorOdds(right.Rows));
            for (var part = Interlocked.Increment(ref next); part < parts; part = Interlocked.Increment(ref next))
            {
                cancel.ThrowIfCancellationRequested();
                LinkPart(run, right, left, part, search, decision);
                progress?.Report((double)Interlocked.Increment(ref done) / parts);
            }

            run.AddPassedOver(search.PassedOver);
        }

        if (threads <= 1)
        {
            Work();
        }
        else
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, _ => Work());
        }

        if (Spec.Decision.Pairing == Pairing.OneToOne)
        {
            Rivals.Settle(run.Links, Spec.Decision.Margin);
        }

        return run;
    }

    private void LinkPart(LinkRun run, LinkIndex right, RowTable left, int part, CandidateSearch search, LeftDecision decision)
    {
        var (pairs, trueOnes) = (0L, 0L);
        var self = ReferenceEquals(left, right.Table);
        var end = Math.Min(left.Rows, (part + 1) * RowsAtATime);
        for (var row = part * RowsAtATime; row < end; row++)
        {
            decision.Start();
            foreach (var other in search.Of(row))
            {
                if (!self || other != row)
                {
                    pairs++;
                    trueOnes += run.Labels?.Same(row, other) == true ? 1 : 0;
                    decision.Add(other, scorer.Pattern(left, row, right.Table, other));
                }
            }

            run.Links[row] = decision.Decide();
        }

        run.AddPairs(pairs, trueOnes);
    }

    private double PriorOdds(int rightRows)
    {
        var lambda = Math.Min(0.5, Spec.Decision.Share / Math.Max(1, rightRows));
        return lambda / (1 - lambda);
    }
}
