using Shouwang.Server.City.Economy;

namespace Shouwang.Server.City.Oracle;

/// <summary>What a family owns, as far as the limits ask: of several sources the highest, what is exempt left out.</summary>
/// <param name="Savings">Deposits, securities, insurance, in fen.</param>
internal sealed record Property(long Savings, long Investments, int Vehicles, int Homes, int OtherRealEstate, int Companies, bool RecentHome)
{
    public static Property Of(IReadOnlyList<AssetRow> rows)
    {
        var things = rows.GroupBy(r => (r.Kind, r.Item)).Where(g => !g.Any(IsExempt)).Select(g => (g.Key.Kind, Value: g.Max(r => Math.Max(0, r.Value!.Value)), Recent: g.Any(r => r.Recent))).ToList();
        int Count(string kind) => things.Count(t => t.Kind == kind);
        return new Property(
            things.Where(t => t.Kind is "deposit" or "security" or "insurance").Sum(t => t.Value),
            things.Where(t => t.Kind == "investment").Sum(t => t.Value),
            Count("vehicle"),
            Count("home"),
            Count("other_real_estate"),
            Count("company"),
            things.Exists(t => t is { Kind: "home", Recent: true }));
    }

    public bool Fits(int lines, int size) => Savings <= MeansLaw.Line * lines * size && HasOnlyOneHome && !RecentHome && Investments <= MeansLaw.Line * MeansLaw.InvestmentLines;

    /// <param name="members">All members, whoever of them counts.</param>
    public bool FitsDestitute(int members) => Savings < MeansLaw.Line * MeansLaw.DestituteSavings * members && HasOnlyOneHome;

    private bool HasOnlyOneHome => Vehicles == 0 && Homes <= 1 && OtherRealEstate == 0 && Companies == 0;

    private static bool IsExempt(AssetRow row) => row.Exempt switch
    {
        "mobility_vehicle" or "motorcycle" or "livelihood_vehicle" => row.Kind == "vehicle",
        "only_home_commercial" => row.Kind == "other_real_estate",
        "treatment_deposit" => row.Kind == "deposit",
        "no_employees" or "cooperative" => row.Kind == "company",
        "earthen_house" => row.Kind == "home",
        _ => false,
    };
}
