namespace Shouwang.Monitoring.Warnings;

/// <summary>What raising did with the hits of one rule. Every hit is counted once.</summary>
/// <param name="Raised">New warnings.</param>
/// <param name="Reopened">New warnings that broke the silence of a closed one.</param>
/// <param name="Merged">Went into an open warning.</param>
/// <param name="Suppressed">Kept silent, with the reason stored.</param>
/// <param name="Known">Told before: nothing changed.</param>
public sealed record RuleRaised(string Rule, int Raised, int Reopened, int Merged, int Suppressed, int Known)
{
    public int Hits => Raised + Reopened + Merged + Suppressed + Known;
}

/// <param name="Rules">By rule code.</param>
/// <param name="Unassigned">New warnings for which no worker was found: they wait in the queue of the township or county.</param>
public sealed record RaiseSummary(IReadOnlyList<RuleRaised> Rules, int Unassigned)
{
    public int Raised => Rules.Sum(rule => rule.Raised);

    public int Reopened => Rules.Sum(rule => rule.Reopened);

    public int Merged => Rules.Sum(rule => rule.Merged);

    public int Suppressed => Rules.Sum(rule => rule.Suppressed);

    public int Known => Rules.Sum(rule => rule.Known);
}
