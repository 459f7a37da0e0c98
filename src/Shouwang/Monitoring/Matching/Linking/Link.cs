namespace Shouwang.Monitoring.Matching;

/// <summary>What the model says about one left row.</summary>
public enum LinkKind
{
    /// <summary>No right row is likely enough.</summary>
    None,

    /// <summary>A person must decide between the candidates, or whether there is one.</summary>
    Doubt,

    /// <summary>One right row (or several, where the specification pairs all).</summary>
    Matched,
}

/// <summary>A right row that may be the counterpart.</summary>
/// <param name="Right">Its place on the right side, from 0.</param>
/// <param name="Score">Evidence in bits, without the prior.</param>
/// <param name="Posterior">Probability that it is the one, given the other candidates.</param>
public readonly record struct Candidate(int Right, double Score, double Posterior);

/// <summary>The answer for one left row.</summary>
/// <param name="Right">The matched right row, from 0; -1 otherwise.</param>
/// <param name="Score">Evidence of the best candidate in bits; 0 where there is none.</param>
/// <param name="Posterior">Probability of the best candidate.</param>
/// <param name="Candidates">For a doubt, the candidates, best first; with pairing <c>all</c>, the matched rows.</param>
public readonly record struct Link(LinkKind Kind, int Right, double Score, double Posterior, IReadOnlyList<Candidate> Candidates)
{
    public static Link None { get; } = new(LinkKind.None, -1, 0, 0, []);
}

/// <summary>How one field spoke for or against a pair. Holds no value of either row.</summary>
/// <param name="Level">The condition that held, or null where a value is missing.</param>
/// <param name="Weight">Evidence in bits; 0 where a value is missing.</param>
public readonly record struct ExplanationLine(string Field, string? Level, double Weight);

/// <summary>The calculation behind a score: <c>Score</c> is the sum of the lines, the posterior follows from score and prior.</summary>
/// <param name="Prior">The prior in bits: log2 of the odds that two rows, before looking, are the same.</param>
/// <param name="Posterior">Probability of this pair, without regard to other candidates.</param>
/// <param name="MeetsMatchNeeds">Whether the fields that a match needs agree.</param>
public sealed record Explanation(double Score, double Prior, double Posterior, bool MeetsMatchNeeds, IReadOnlyList<ExplanationLine> Lines);
