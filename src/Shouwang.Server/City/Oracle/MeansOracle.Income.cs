using Shouwang.Server.City.Economy;

namespace Shouwang.Server.City.Oracle;

internal sealed partial class MeansOracle
{
    private static readonly HashSet<string> Counts = new(StringComparer.Ordinal)
    {
        "wage", "business", "farming", "livestock", "rent", "land", "interest", "dividend", "pension", "account_pension", "unemployment", "survivor", "farm_subsidy", "other",
    };

    // Of several sources the lowest; what nobody else says but the imputing does not count where it is contested.
    private static long CountedOf(MemberFacts member) =>
        member.Incomes.Where(r => Counts.Contains(r.Kind) && !(r.Imputed && r.Contested)).GroupBy(r => r.Kind, StringComparer.Ordinal).Sum(g => g.Min(Net)) - Deducted(member);

    private static long Net(IncomeRow row) => row.Kind == "wage" ? NetWage(row.Amount!.Value, row.Months) - row.Cost : row.Amount!.Value - row.Cost;

    private static long Deducted(MemberFacts member) => Highest(member, "tax", "insurance", "maintenance_paid");

    private static long RigidOf(MemberFacts member) =>
        Highest(member, "medical", "rehabilitation", "disaster", "other") + Math.Min(Highest(member, "education"), MeansLaw.PublicSchool(member.Person.Stage));

    private static long Highest(MemberFacts member, params string[] kinds) => member.Expenses.Where(r => kinds.Contains(r.Kind, StringComparer.Ordinal))
        .GroupBy(r => r.Kind, StringComparer.Ordinal).Sum(g => g.Max(r => Math.Max(0, r.Amount!.Value - r.Received)));

    private static long Land(FamilyFacts family) => family.Crops.Sum(c => c.Mu * MeansLaw.NetPerMu(c.Kind) / 100);

    // What is due against what is received: the lower of the two.
    private static long Maintenance(FamilyFacts family) => family.Obligors.Sum(o => Math.Min(Due(o), o.Received));

    private static long Due(ObligorRow obligor) => obligor.Settled ?? Math.Max(0, obligor.Income!.Value - (2 * MeansLaw.Line * obligor.Size)) / 5 / Math.Max(1, obligor.Supported);

    /// <summary>What the family owns, as far as the limits ask.</summary>
    private sealed record Property(long Savings, long Investments, int Vehicles, int Homes, int OtherHomes, bool Bought, bool Company)
    {
        public static Property Of(IReadOnlyList<AssetRow> rows)
        {
            var things = rows.GroupBy(r => (r.Kind, r.Item)).Select(g => (g.Key.Kind, Value: g.Max(r => r.Value ?? 0), Exempt: g.Select(r => r.Exempt).FirstOrDefault(e => e != "none"), Recent: g.Any(r => r.Recent))).ToList();
            return new Property(
                things.Where(t => t.Kind is "deposit" or "security" or "insurance" or "investment" && t.Exempt is null).Sum(t => t.Value),
                things.Where(t => t.Kind == "investment").Sum(t => t.Value),
                things.Count(t => t.Kind == "vehicle" && t.Exempt is null),
                things.Count(t => t.Kind == "home" && t.Exempt is null),
                things.Count(t => t.Kind == "other_real_estate" && t.Exempt is null),
                things.Exists(t => t.Recent && t.Kind == "home"),
                things.Exists(t => t.Kind == "company" && t.Exempt is null));
        }

        public bool Fits(int lines, int size) => Savings <= MeansLaw.Line * lines * size && HasOnlyWhatIsNeeded;

        public bool FitsDestitute(int size) => Savings < MeansLaw.Line * MeansLaw.DestituteSavings * size && HasOnlyWhatIsNeeded;

        private bool HasOnlyWhatIsNeeded => Vehicles == 0 && Homes <= 1 && OtherHomes == 0 && !Bought && !Company;
    }
}
