namespace Shouwang.Server.City.Oracle;

/// <summary>
/// The numbers of the means test as the truth knows them, in fen: a second time, and on purpose (decision 0012).
/// In force on 2025-09-30.
/// </summary>
internal static class MeansLaw
{
    /// <summary>Per person and year.</summary>
    public const long Line = 9_048_00;

    /// <summary>Per person and year: 1.5 times the line.</summary>
    public const long MarginalLine = 13_572_00;

    /// <summary>Last year's disposable income per head: of Suixi county, of the city's districts.</summary>
    public static long Disposable(bool suixi) => suixi ? 28_300_00 : 32_900_00;

    public const long MinWage = 1_930_00;

    /// <summary>Work cost per worked month: 30 % of the monthly line.</summary>
    public const long WorkCostMonth = 226_20;

    public const int RigidPercent = 60;
    public const int ElderAge = 60;
    public const int AdultAge = 18;
    public const int ChildAge = 16;

    /// <summary>Financial assets per head as multiples of the line.</summary>
    public const int DestituteSavings = 3;
    public const int DibaoSavings = 2;
    public const int MarginalSavings = 3;
    public const int RigidSavings = 4;

    /// <summary>Investments of the whole family as a multiple of the line.</summary>
    public const int InvestmentLines = 2;

    public const int ChildSupportPercent = 20;

    public const int TopUpElder = 70;
    public const int SevereTopUp = 30;
    public const int AgeTopUp = 20;
    public const int RefusedWork = 3;

    /// <summary>Per month, in fen: 1.3 times the line, rounded up to the yuan.</summary>
    public const long DestituteLiving = 981_00;

    /// <summary>Percent of the minimum wage.</summary>
    public static int CarePercent(int unable, bool institution) => unable switch
    {
        0 => institution ? 4 : 3,
        <= 3 => institution ? 30 : 20,
        _ => institution ? 50 : 35,
    };

    public const int EliminationMonths = 6;
    public const int StableMonths = 6;
    public const int LeastMeasures = 1;

    /// <summary>Net fen per mu of 2025.</summary>
    public static long NetPerMu(string crop, bool suixi) => crop switch
    {
        "wheat" => suixi ? 680_00 : 650_00,
        "maize" => suixi ? 590_00 : 550_00,
        "soybean" => suixi ? 510_00 : 480_00,
        "vegetable" => suixi ? 2_600_00 : 2_800_00,
        "fruit" => suixi ? 3_100_00 : 3_400_00,
        _ => 520_00,
    };

    /// <summary>What counts of an expense at most, per person and year. Of schooling what a public school of the stage costs.</summary>
    public static long Cap(string kind, string stage) => kind switch
    {
        "medical" => 200_000_00,
        "rehabilitation" => 30_000_00,
        "disaster" => 50_000_00,
        "other" => 10_000_00,
        _ => stage switch
        {
            "kindergarten" => 6_000_00,
            "primary" or "junior" => 1_500_00,
            "senior" or "vocational" => 3_000_00,
            "college" => 6_000_00,
            "bachelor" => 6_500_00,
            _ => 0,
        },
    };
}
