namespace Shouwang.Monitoring.Matching;

/// <summary>What a field holds, which decides how it is prepared and what can be compared in it.</summary>
public enum FieldKind
{
    Name,
    Date,
    Phone,
    Text,
    Code,
    Number,
}

/// <summary>How many counterparts a row may have.</summary>
public enum Pairing
{
    /// <summary>A left row is about at most one right row; a right row may be met many times.</summary>
    BestPerLeft,

    /// <summary>Each row of either side has at most one counterpart.</summary>
    OneToOne,

    /// <summary>Every pair above the threshold counts.</summary>
    All,
}

/// <summary>A field of both sides and the columns of a CSV file that hold it (several are joined by a blank).</summary>
public sealed record MatchField(string Name, FieldKind Kind, IReadOnlyList<string> LeftColumns, IReadOnlyList<string> RightColumns)
{
    internal DateOrder Order { get; init; }

    internal Forms Forms { get; init; }
}

/// <summary>One degree of agreement: how often true pairs reach it (<paramref name="M"/>) and how often strangers do (<paramref name="U"/>).</summary>
/// <param name="When">The condition as written.</param>
/// <param name="M">Probability among pairs that are the same entity.</param>
/// <param name="U">Probability among pairs that are not.</param>
/// <param name="Weak">A weak agreement counts in the score but does not meet a need.</param>
public sealed record AgreementLevel(string When, double M, double U, bool Weak)
{
    /// <summary>Evidence in bits: positive speaks for the same entity.</summary>
    public double Weight => Math.Log2(M / U);

    internal Agreement Agreement { get; init; } = new Otherwise();
}

/// <summary>How one field is compared: the first level that holds, from the top, counts.</summary>
/// <param name="ByFrequency">The top level's U is the value's own share of the right side: a rare name proves more than a common one.</param>
public sealed record FieldComparison(string Field, int FieldIndex, bool ByFrequency, IReadOnlyList<AgreementLevel> Levels);

/// <summary>One blocking key as written; two rows are compared if all its terms are present and equal in both.</summary>
public sealed record BlockKey(string Text)
{
    internal IReadOnlyList<KeyTerm> Terms { get; init; } = [];
}

/// <summary>When a scored pair is a match, a doubt, or nothing.</summary>
public sealed record DecisionRule
{
    /// <summary>Share of the left rows that have a counterpart on the right: the prior.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>Posterior probability from which a pair is a match.</summary>
    public double Match { get; init; } = 0.95;

    /// <summary>Posterior probability from which a person must look.</summary>
    public double Doubt { get; init; } = 0.5;

    /// <summary>Score in bits from which a pair is a match, instead of <see cref="Match"/>.</summary>
    public double? MatchScore { get; init; }

    /// <summary>Score in bits from which a pair is a doubt, instead of <see cref="Doubt"/>.</summary>
    public double? DoubtScore { get; init; }

    /// <summary>Bits by which the best candidate must lead the next.</summary>
    public double Margin { get; init; } = 3;

    public Pairing Pairing { get; init; } = Pairing.BestPerLeft;

    /// <summary>A block with more right rows than this is passed over: a key that common finds nobody.</summary>
    public int LargestBlock { get; init; } = 5000;

    /// <summary>Each group must have one field that agrees (not weakly, with positive weight), or the pair is no match.</summary>
    public IReadOnlyList<IReadOnlyList<string>> MatchNeeds { get; init; } = [];

    /// <summary>As <see cref="MatchNeeds"/>, for doubts.</summary>
    public IReadOnlyList<IReadOnlyList<string>> DoubtNeeds { get; init; } = [];
}

/// <summary>A specification of record linkage: fields, blocking keys, comparisons with their probabilities, and the decision.</summary>
public sealed record LinkageSpec
{
    /// <summary>The file it was read from.</summary>
    public required string File { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<MatchField> Fields { get; init; }

    public required IReadOnlyList<BlockKey> Blocks { get; init; }

    public required IReadOnlyList<FieldComparison> Comparisons { get; init; }

    public required DecisionRule Decision { get; init; }

    public required VariantForms Variants { get; init; }

    /// <summary>No level says how often it is reached: the weights must be learned before the matcher can judge.</summary>
    public bool IsUntaught { get; init; }

    /// <summary>Reads a specification.</summary>
    /// <exception cref="LinkageSpecException">All faults with file, line, column and reason.</exception>
    public static LinkageSpec Load(string path) => Parse(System.IO.File.ReadAllText(path), path);

    /// <summary>Reads a specification from text; <paramref name="path"/> is named in faults and is where relative files are looked for.</summary>
    /// <exception cref="LinkageSpecException">All faults with file, line, column and reason.</exception>
    public static LinkageSpec Parse(string yaml, string path) => new LinkageSpecReader(path).Read(yaml);

    /// <summary>The place of a field in a row of values.</summary>
    public int FieldIndex(string name) => Fields.Index().First(f => f.Item.Name == name).Index;
}
