namespace Shouwang.Monitoring.Matching;

/// <summary>Settles left rows that claim the same right row, where each may have only one.</summary>
internal static class Rivals
{
    /// <summary>The clearly best claim stays; the others, and claims too close to call, become doubts.</summary>
    public static void Settle(Link[] links, double margin)
    {
        var best = new Dictionary<int, (double First, double Second)>();
        foreach (var link in links)
        {
            if (link.Kind == LinkKind.Matched)
            {
                var (first, second) = best.GetValueOrDefault(link.Right, (double.NegativeInfinity, double.NegativeInfinity));
                best[link.Right] = link.Score > first ? (link.Score, first) : (first, Math.Max(second, link.Score));
            }
        }

        for (var row = 0; row < links.Length; row++)
        {
            var link = links[row];
            if (link.Kind == LinkKind.Matched && best[link.Right] is var (first, second)
                && (link.Score < first || first - second < Math.Max(margin, double.Epsilon)) && !double.IsNegativeInfinity(second))
            {
                links[row] = new(LinkKind.Doubt, -1, link.Score, link.Posterior, [new(link.Right, link.Score, link.Posterior)]);
            }
        }
    }
}
