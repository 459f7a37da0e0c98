namespace Shouwang.Server.City;

/// <summary>What city to make. The same options give the same bytes, whatever the number of threads.</summary>
public sealed record CityOptions
{
    /// <summary>The place's pack, for example <c>packs/cn-ah-huaibei</c>.</summary>
    public required string PackFolder { get; init; }

    public required string Out { get; init; }

    /// <summary>1.0 is the size of the reform: 61,500 registered people, 6.04 million rows.</summary>
    public decimal Scale { get; init; } = 1.0m;

    public ulong Seed { get; init; } = 20250930;

    public DateOnly AsOf { get; init; } = new(2025, 9, 30);

    /// <summary>The division tree; null for <c>divisions.csv</c> of the pack.</summary>
    public string? DivisionsFile { get; init; }

    /// <summary>Files written at the same time; 0 for one per processor.</summary>
    public int Threads { get; init; }
}

/// <summary>How far the making is.</summary>
/// <param name="Done">Rows written so far.</param>
/// <param name="Total">Rows in all.</param>
public readonly record struct CityProgress(string Step, long Done, long Total);

/// <summary>What was made: counts to compare with what the night finds.</summary>
public sealed record CitySummary(
    long Rows,
    int Files,
    int Persons,
    int Households,
    int Residents,
    int Workers,
    long Spoilt,
    long Unlinked,
    int Warnings,
    int NearMisses,
    IReadOnlyList<RuleCount> Rules,
    EconomySummary Economy);

/// <summary>Rows of the households' facts.</summary>
public sealed record FactCounts(int Incomes, int Expenses, int Crops, int Assets, int Obligors);

/// <summary>What the means test finds of the city by the oracle.</summary>
/// <param name="Leakage">Households that hide what would put them lower or outside.</param>
/// <param name="Undercoverage">Households that are entitled and not in the register.</param>
/// <param name="Undetermined">Households that lack a fact and are not outside whatever it is.</param>
/// <param name="Households">By category, of what is true.</param>
public sealed record EconomySummary(FactCounts Facts, int Leakage, int Undercoverage, int Undetermined, IReadOnlyDictionary<string, int> Households);

/// <summary>Warnings that must arise, and planted cases that must not, of one rule.</summary>
public sealed record RuleCount(string Rule, int Warnings, int NearMisses);
