namespace Shouwang.Monitoring.Matching;

/// <summary>How far an evaluation has come: what it does, and the share done from 0 to 1.</summary>
public readonly record struct EvaluationProgress(string Step, double Share);

/// <summary>How a specification did on labelled rows. A pair is true if both rows bear the same label.</summary>
/// <param name="PairsPossible">All pairs of rows there are.</param>
/// <param name="PairsCompared">Pairs that share a block.</param>
/// <param name="PairsTrue">Pairs with the same label.</param>
/// <param name="PairsTrueCompared">True pairs that blocking found.</param>
/// <param name="Matched">Pairs the model matched.</param>
/// <param name="MatchedTrue">Of these, true ones.</param>
/// <param name="Doubts">Left rows left to a person.</param>
/// <param name="DoubtsTrue">Doubts with a true counterpart among the candidates.</param>
/// <param name="BlocksPassedOver">Searches given up because the block was too large.</param>
/// <param name="Seconds">Wall time of preparing and matching, without reading the files.</param>
public sealed record EvaluationResult(
    long LeftRows,
    long RightRows,
    long PairsPossible,
    long PairsCompared,
    long PairsTrue,
    long PairsTrueCompared,
    long Matched,
    long MatchedTrue,
    long Doubts,
    long DoubtsTrue,
    long BlocksPassedOver,
    double Seconds)
{
    /// <summary>Share of pairs that blocking spared.</summary>
    public double ReductionRatio => PairsPossible == 0 ? 0 : 1 - ((double)PairsCompared / PairsPossible);

    /// <summary>Share of true pairs that blocking let through: the ceiling of recall.</summary>
    public double PairsCompleteness => PairsTrue == 0 ? 0 : (double)PairsTrueCompared / PairsTrue;

    public double Precision => Matched == 0 ? 0 : (double)MatchedTrue / Matched;

    public double Recall => PairsTrue == 0 ? 0 : (double)MatchedTrue / PairsTrue;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}
