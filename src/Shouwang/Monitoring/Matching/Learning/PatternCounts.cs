namespace Shouwang.Monitoring.Matching;

/// <summary>How often each pattern of levels occurred, in an order that does not depend on how they were met.</summary>
internal sealed class PatternCounts
{
    private readonly Dictionary<ulong, double> counts = [];

    public double Total { get; private set; }

    public void Add(ulong pattern, double weight = 1)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, pattern, out _) += weight;
        Total += weight;
    }

    public (ulong Pattern, double Count)[] Sorted() => [.. counts.OrderBy(p => p.Key).Select(p => (p.Key, p.Value))];
}
