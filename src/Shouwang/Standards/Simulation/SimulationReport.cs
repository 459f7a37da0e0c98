namespace Shouwang.Standards.Simulation;

/// <param name="Households">And persons who go from one category to another.</param>
public sealed record CategoryMove(string From, string To, int Households, int Persons);

/// <summary>What a group costs before and after.</summary>
/// <param name="Key">Division code, or category.</param>
/// <param name="Before">Fen per month.</param>
public sealed record CostLine(string Key, int HouseholdsBefore, int HouseholdsAfter, long Before, long After)
{
    public long Change => After - Before;

    public long YearBefore => Before * 12;

    public long YearAfter => After * 12;
}

/// <param name="Division">Of the village.</param>
/// <param name="Before">Fen per month.</param>
/// <param name="FadesOut">The household leaves its category: the law's fade-out keeps the old amount for its months.</param>
public sealed record HouseholdChange(string Household, long Division, string CategoryBefore, string CategoryAfter, long Before, long After, bool FadesOut)
{
    public long Change => After - Before;
}

public enum Verdict
{
    Kept,
    /// <summary>Kept by a measure that costs something: the text says which.</summary>
    Protected,
    Broken,
    /// <summary>The question was not put: no cap, no other city, no announced standard.</summary>
    NotAsked,
}

/// <summary>One of the reform's four promises, held against the numbers.</summary>
/// <param name="Name"><c>benefits</c>, <c>budget</c>, <c>copy</c> or <c>lasts</c>.</param>
public sealed record Promise(string Name, Verdict Verdict, Platform.Text.Bilingual Text);

/// <summary>One law on one day, over the whole register.</summary>
/// <param name="Name">Of the pack, or of the day.</param>
/// <param name="Monthly">Fen.</param>
public sealed record TrialResult(string Name, DateOnly AsOf, int HouseholdsIn, int PersonsIn, long Monthly, PovertyMeasures Poverty, string? Refused = null);

/// <summary>What a reform would change.</summary>
/// <param name="Undetermined">Households left out because a fact is missing.</param>
/// <param name="Losers">The largest loss first.</param>
/// <param name="ProtectionMonthly">What it would cost per month to pay every household at least what it has now.</param>
public sealed record SimulationReport(
    DateOnly AsOf,
    DateOnly KnownOn,
    string PackBefore,
    string PackAfter,
    int Households,
    int Persons,
    int Undetermined,
    TrialResult Before,
    TrialResult After,
    IReadOnlyList<CategoryMove> Moves,
    IReadOnlyList<CostLine> ByCounty,
    IReadOnlyList<CostLine> ByTownship,
    IReadOnlyList<CostLine> ByCategory,
    IReadOnlyList<HouseholdChange> Losers,
    IReadOnlyList<HouseholdChange> Winners,
    long ProtectionMonthly,
    TargetingMeasures? TargetingBefore,
    TargetingMeasures? TargetingAfter,
    IReadOnlyList<TrialResult> Elsewhere,
    IReadOnlyList<TrialResult> Later,
    IReadOnlyList<Promise> Promises);
