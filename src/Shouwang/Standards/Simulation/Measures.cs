namespace Shouwang.Standards.Simulation;

/// <summary>
/// How poor and how unequal: over persons, of income per head with the benefits of twelve months. Shares of 1; for
/// reports only, nothing is decided by them.
/// </summary>
/// <param name="Headcount">Share of persons below the line (Foster–Greer–Thorbecke, order 0).</param>
/// <param name="Gap">Mean distance to the line as a share of it, zero for who is above (order 1).</param>
/// <param name="Gini">0 all have the same, 1 one has all.</param>
public sealed record PovertyMeasures(double Headcount, double Gap, double Gini)
{
    /// <param name="people">Fen per head and year, line in fen, persons; one entry per household.</param>
    internal static PovertyMeasures Of(IReadOnlyCollection<(double PerHead, double Line, long Persons)> people)
    {
        var all = people.Sum(p => p.Persons);
        if (all == 0)
        {
            return new PovertyMeasures(0, 0, 0);
        }

        var below = people.Where(p => p.PerHead < p.Line).ToList();
        return new PovertyMeasures(
            (double)below.Sum(p => p.Persons) / all,
            below.Sum(p => p.Persons * (p.Line - p.PerHead) / p.Line) / all,
            GiniOf([.. people.OrderBy(p => p.PerHead)], all));
    }

    /// <summary>One minus twice the area under the Lorenz curve, by trapezoids.</summary>
    private static double GiniOf(IReadOnlyList<(double PerHead, double Line, long Persons)> ordered, long all)
    {
        var total = ordered.Sum(p => p.PerHead * p.Persons);
        if (total <= 0)
        {
            return 0;
        }

        var (area, share) = (0.0, 0.0);
        foreach (var (perHead, _, persons) in ordered)
        {
            var next = share + (perHead * persons / total);
            area += (share + next) / 2 * persons / all;
            share = next;
        }

        return 1 - (2 * area);
    }
}

/// <summary>Held against who is truly in need.</summary>
/// <param name="Leakage">Of those in a category, the share who are not in need.</param>
/// <param name="Undercoverage">Of those in need, the share in no category.</param>
public sealed record TargetingMeasures(int InCategory, int InNeed, int Wrongly, int Missed)
{
    public double Leakage => InCategory == 0 ? 0 : (double)Wrongly / InCategory;

    public double Undercoverage => InNeed == 0 ? 0 : (double)Missed / InNeed;
}
