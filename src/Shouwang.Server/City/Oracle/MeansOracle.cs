using Shouwang.Server.City.Economy;

namespace Shouwang.Server.City.Oracle;

/// <summary>What a family is entitled to be called, and what it is paid.</summary>
/// <param name="Category">Of the household; none where it is outside.</param>
/// <param name="Persons">Class of each member in order.</param>
/// <param name="Monthly">Fen, all benefits together.</param>
internal sealed record Means(string Category, IReadOnlyList<string> Persons, string Monitored, int Size, long Counted, long Rigid, long Assessed, long Monthly);

/// <summary>
/// The means test of one family in plain C#: domain.md 1, 2 and 8 read a second time, without the pack, its language or
/// SQL. The merged calibre decides: income counted low, rigid expenditure counted high, the wider scope.
/// </summary>
internal sealed partial class MeansOracle(DateOnly asOf)
{
    public Means Of(FamilyFacts family)
    {
        var property = Property.Of(family.Assets);
        var land = Land(family);
        var share = HalfUp(land, Math.Max(1, family.Members.Count));
        var destitute = family.Members.FindAll(m => IsDestitute(family, m, property, share));
        var tested = family.Members.FindAll(m => !destitute.Contains(m) && !m.OrphanAid && (LivesTogether(m) || SharesIncome(m)));
        var incomes = tested.ConvertAll(IncomeOf);
        var balance = incomes.Sum(i => i.Evidence) + land + Maintenance(family);
        var money = new Accounts(tested.Count, MeansLaw.Disposable(IsSuixi(family)), balance, incomes.Sum(i => i.Imputed), tested.Sum(RigidOf));
        var category = CategoryOf(family, property, money, destitute.Count);
        var persons = family.Members.ConvertAll(m => destitute.Contains(m) ? "destitute" : tested.Contains(m) ? ClassOf(category, m) : "none");
        return new Means(category, persons, MonitoredKind(family, tested, money), money.Size, money.Counted, money.Rigid, money.Assessed, Monthly(family, category, persons, money, share));
    }

    public static bool IsSuixi(FamilyFacts family) => family.Household.Village.Code / 1_000_000 == 340621;

    private static long HalfUp(long amount, long by) => ((2 * amount) + by) / (2 * by);

    private int Age(MemberFacts member) => member.Person.AgeAt(asOf);

    private bool LivesTogether(MemberFacts member)
    {
        if (member.Away != "none")
        {
            return false;
        }

        var person = member.Person;
        return person.Role is 0 or 1 || Age(member) < MeansLaw.AdultAge
            || (person.Stage != "postgraduate" && ((person.Role is 2 or 3 && person.Stage != "none") || (!member.Independent && member.Maintained)));
    }

    // The actual household of the countryside: students and migrant workers too.
    private static bool SharesIncome(MemberFacts member) => member.Away == "none" && !member.Independent;

    // Who was destitute as a minor may stay so while at school.
    private bool CannotWork(FamilyFacts family, MemberFacts member) => Age(member) is >= MeansLaw.ElderAge or < MeansLaw.ChildAge
        || (family.Previous == "destitute" && (Age(member) < MeansLaw.AdultAge || member.Person.Stage is "primary" or "junior" or "senior" or "vocational"))
        || member.Disability switch
        {
            "intellectual" or "mental" => member.Grade is >= 1 and <= 3,
            "physical" => member.Grade is 1 or 2,
            "visual" => member.Grade is 1,
            _ => false,
        };

    private bool IsDestitute(FamilyFacts family, MemberFacts member, Property property, long landShare) =>
        !family.RefusesCheck && !member.OrphanAid && (member.Away is "none" or "religious") && CannotWork(family, member) && member.Supporter != "capable"
        && property.FitsDestitute(family.Members.Count) && OwnIncome(member, landShare) < MeansLaw.Line;

    private long OwnIncome(MemberFacts member, long landShare) => Math.Max(0, IncomeOf(member).Evidence + landShare);

    private static bool IsSevere(MemberFacts member) => member.Disability != "none" && (member.Grade is 1 or 2 || (member.Grade == 3 && member.Disability is "intellectual" or "mental"));

    private static string CategoryOf(FamilyFacts family, Property property, Accounts money, int destitute)
    {
        var size = money.Size;
        if (size == 0 && destitute > 0)
        {
            return "destitute";
        }

        var may = size > 0 && !family.RefusesCheck && !family.Disposed;
        if (may && money.Assessed < MeansLaw.Line * size && property.Fits(MeansLaw.DibaoSavings, size))
        {
            return "dibao";
        }

        if (may && money.Assessed < MeansLaw.MarginalLine * size && property.Fits(MeansLaw.MarginalSavings, size))
        {
            return "marginal";
        }

        if (may && money.Counted < money.Disposable * size && money.IsMostlyRigid(money.Counted) && property.Fits(MeansLaw.RigidSavings, size))
        {
            return "rigid_expenditure";
        }

        return family.Emergency ? "other_hardship" : destitute > 0 ? "destitute" : "none";
    }

    // The others of a household that is called by its destitute member are in no class.
    private static string ClassOf(string category, MemberFacts member) => category switch
    {
        "destitute" => "none",
        "marginal" when IsSevere(member) || member.MajorIllness || member.Religious || member.JoblessKept => "dibao_individual",
        _ => category,
    };

    private static string MonitoredKind(FamilyFacts family, List<MemberFacts> counted, Accounts money)
    {
        if (family.Household.Urban || !family.Risk || money.Size == 0 || IsRiskEliminated(family, counted))
        {
            return "none";
        }

        return money.Assessed < MeansLaw.Line * money.Size
            ? family.Household.FormerPoor ? "unstable_poverty_exit" : "marginal_prone"
            : family.Shock ? "sudden_hardship" : "none";
    }

    private static bool IsRiskEliminated(FamilyFacts family, List<MemberFacts> counted) =>
        family.MonitoredMonths >= MeansLaw.EliminationMonths && family.Measures >= MeansLaw.LeastMeasures && family.StableMonths >= MeansLaw.StableMonths && family.GuaranteesMet
        && counted.Exists(m => m.Person.Labour is "skilled" or "ordinary" or "weak");

    /// <summary>A household's money of the year, in fen: with and without what is imputed.</summary>
    private sealed record Accounts(int Size, long Disposable, long Balance, long Imputed, long Rigid)
    {
        public long Counted => ImputedAlone ? WithoutImputed : WithImputed;

        public long Assessed => Math.Max(0, Counted - Rigid);

        private long WithoutImputed => Math.Max(0, Balance);

        private long WithImputed => Math.Max(0, Balance + Imputed);

        // Nobody is kept out by an imputed amount alone: where it takes the household over a line it does not count.
        private bool ImputedAlone => Imputed > 0 && (Crosses(MeansLaw.Line, Rigid) || Crosses(MeansLaw.MarginalLine, Rigid) || Crosses(Disposable, 0)
            || (IsMostlyRigid(WithoutImputed) && !IsMostlyRigid(WithImputed)));

        public bool IsMostlyRigid(long counted) => ((MeansLaw.Line * Size) + Rigid) * 100 > counted * MeansLaw.RigidPercent;

        private bool Crosses(long line, long less) => Math.Max(0, WithoutImputed - less) < line * Size && Math.Max(0, WithImputed - less) >= line * Size;
    }
}
