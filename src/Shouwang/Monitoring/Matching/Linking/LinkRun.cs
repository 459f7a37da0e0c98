namespace Shouwang.Monitoring.Matching;

/// <summary>Which entity each row is about, where that is known; -1 where it is not.</summary>
internal sealed record Labels(int[] Left, int[] Right)
{
    public bool Same(int left, int right) => Left[left] >= 0 && Left[left] == Right[right];
}

/// <summary>The answers of one run with its counts.</summary>
internal sealed class LinkRun(int leftRows, Labels? labels)
{
    private long pairs;
    private long truePairs;
    private long passedOver;

    public Labels? Labels { get; } = labels;

    /// <summary>Compared pairs that are the same entity by their labels.</summary>
    public long TruePairs => truePairs;

    public Link[] Links { get; } = new Link[leftRows];

    public long Pairs => pairs;

    public long PassedOver => passedOver;

    public void AddPairs(long more, long trueOnes)
    {
        Interlocked.Add(ref pairs, more);
        Interlocked.Add(ref truePairs, trueOnes);
    }

    public void AddPassedOver(long more) => Interlocked.Add(ref passedOver, more);
}
