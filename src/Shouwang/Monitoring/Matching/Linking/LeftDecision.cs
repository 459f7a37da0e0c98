namespace Shouwang.Monitoring.Matching;

/// <summary>Keeps the best candidates of one left row and decides. One per thread.</summary>
internal sealed class LeftDecision(DecisionRule rule, PairScorer scorer, LinkIndex right, double priorOdds)
{
    // Sixteen candidates are more than a person will read; a seventeenth as good as these can only make the row more doubtful.
    private const int Most = 16;

    // A candidate less likely than this is not worth showing beside a better one.
    private const double WorthShowing = 0.01;

    private readonly List<(double Score, int Right, ulong Pattern)> best = [];

    private bool PairsAll => rule.Pairing == Pairing.All;

    public void Start() => best.Clear();

    public void Add(int row, ulong pattern)
    {
        var score = scorer.Score(pattern, right, row);
        if (PairsAll)
        {
            if (IsDoubt(score, Alone(score)) && scorer.MayDoubt(pattern))
            {
                best.Add((score, row, pattern));
            }

            return;
        }

        if (best.Count == Most && Compare((score, row, pattern), best[^1]) >= 0)
        {
            return;
        }

        var place = best.Count;
        while (place > 0 && Compare((score, row, pattern), best[place - 1]) < 0)
        {
            place--;
        }

        best.Insert(place, (score, row, pattern));
        if (best.Count > Most)
        {
            best.RemoveAt(Most);
        }
    }

    public Link Decide() => best.Count == 0 ? Link.None : PairsAll ? DecideAll() : DecideBest();

    private Link DecideAll()
    {
        best.Sort(Compare);
        var all = best.ConvertAll(c => new Candidate(c.Right, c.Score, Alone(c.Score)));
        var matches = new List<Candidate>();
        for (var i = 0; i < all.Count; i++)
        {
            if (IsMatch(all[i].Score, all[i].Posterior) && scorer.MayMatch(best[i].Pattern))
            {
                matches.Add(all[i]);
            }
        }

        return matches.Count > 0
            ? new(LinkKind.Matched, matches[0].Right, matches[0].Score, matches[0].Posterior, matches)
            : new(LinkKind.Doubt, -1, all[0].Score, all[0].Posterior, all);
    }

    private Link DecideBest()
    {
        // A row is about one person at most: the candidates share one probability, with "none of them" as a further possibility.
        var odds = 1.0;
        foreach (var (score, _, _) in best)
        {
            odds += priorOdds * double.Exp2(score);
        }

        var (top, row, pattern) = best[0];
        var posterior = Share(top, odds);
        var leads = best.Count == 1 || top - best[1].Score >= Math.Max(rule.Margin, double.Epsilon);
        return leads && IsMatch(top, posterior) && scorer.MayMatch(pattern)
            ? new(LinkKind.Matched, row, top, posterior, [])
            : DoubtOrNone(odds);
    }

    private Link DoubtOrNone(double odds)
    {
        var together = 0.0;
        var shown = new List<Candidate>();
        foreach (var (score, row, pattern) in best)
        {
            var posterior = Share(score, odds);
            if (scorer.MayDoubt(pattern))
            {
                together += posterior;
                if (posterior >= WorthShowing || IsDoubt(score, posterior))
                {
                    shown.Add(new(row, score, posterior));
                }
            }
        }

        return shown.Count > 0 && IsDoubt(shown[0].Score, together)
            ? new(LinkKind.Doubt, -1, shown[0].Score, shown[0].Posterior, shown)
            : Link.None;
    }

    private bool IsMatch(double score, double posterior) => rule.MatchScore is { } least ? score >= least : posterior >= rule.Match;

    private bool IsDoubt(double score, double posterior) => rule.DoubtScore is { } least ? score >= least : posterior >= rule.Doubt;

    private double Share(double score, double odds) => priorOdds * double.Exp2(score) / odds;

    private double Alone(double score) => 1 / (1 + (1 / (priorOdds * double.Exp2(score))));

    /// <summary>Best first. Equal scores stand in the order of what the rows say, so that the order of the rows changes nothing.</summary>
    private int Compare((double Score, int Right, ulong Pattern) a, (double Score, int Right, ulong Pattern) b)
    {
        if (a.Score != b.Score)
        {
            return b.Score.CompareTo(a.Score);
        }

        var content = right.Table.Content(a.Right).CompareTo(right.Table.Content(b.Right));
        return content != 0 ? content : a.Right.CompareTo(b.Right);
    }
}
