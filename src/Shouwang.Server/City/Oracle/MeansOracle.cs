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
        var destitute = family.Members.FindAll(m => IsDestitute(m, property, family.Members.Count));
        var tested = family.Members.FindAll(m => !destitute.Contains(m) && !m.OrphanAid && (LivesTogether(m) || SharesIncome(m)));
        var incomes = tested.ConvertAll(IncomeOf);
        var balance = incomes.Sum(i => i.Evidence) + Land(family) + Maintenance(family);
        var money = new Accounts(tested.Count, balance, incomes.Sum(i => i.Imputed), tested.Sum(RigidOf));
        var category = CategoryOf(family, property, money, destitute.Count);
        var persons = family.Members.ConvertAll(m => destitute.Contains(m) ? "destitute" : tested.Contains(m) ? ClassOf(category, m) : "none");
        return new Means(category, persons, MonitoredKind(family, money), money.Size, money.Counted, money.Rigid, money.Assessed, Monthly(family, category, persons, money));
    }

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

    private bool CannotWork(MemberFacts member) => Age(member) is >= MeansLaw.ElderAge or < MeansLaw.ChildAge
        || (Age(member) < MeansLaw.AdultAge && member.Person.Stage != "none")
        || member.Disability switch
        {
            "intellectual" or "mental" => member.Grade is >= 1 and <= 3,
            "physical" => member.Grade is 1 or 2,
            "visual" => member.Grade is 1,
            _ => false,
        };

    private bool IsDestitute(MemberFacts member, Property property, int members) =>
        CannotWork(member) && member.Supporter != "capable" && !member.OrphanAid && property.FitsDestitute(members) && IncomeOf(member).Evidence < MeansLaw.Line;

    private static bool IsSevere(MemberFacts member) => member.Disability != "none" && (member.Grade is 1 or 2 || (member.Grade == 3 && member.Disability is "intellectual" or "mental"));

    private static string CategoryOf(FamilyFacts family, Property property, Accounts money, int destitute)
    {
        var size = money.Size;
        if (size == 0)
        {
            return destitute > 0 ? "destitute" : "none";
        }

        if (family.RefusesCheck || family.Disposed)
        {
            return "none";
        }

        if (money.Assessed < MeansLaw.Line * size && property.Fits(MeansLaw.DibaoSavings, size))
        {
            return "dibao";
        }

        if (money.Assessed < MeansLaw.MarginalLine * size && property.Fits(MeansLaw.MarginalSavings, size))
        {
            return "marginal";
        }

        if (money.Counted < MeansLaw.Disposable * size && money.IsMostlyRigid(money.Counted) && property.Fits(MeansLaw.RigidSavings, size))
        {
            return "rigid_expenditure";
        }

        return family.Emergency ? "other_hardship" : "none";
    }

    private static string ClassOf(string category, MemberFacts member) =>
        category == "marginal" && (IsSevere(member) || member.MajorIllness || member.Religious || member.JoblessKept) ? "dibao_individual" : category;

    private static string MonitoredKind(FamilyFacts family, Accounts money)
    {
        if (family.Household.Urban || !family.Risk || money.Size == 0)
        {
            return "none";
        }

        return money.Assessed < MeansLaw.Line * money.Size
            ? family.Household.FormerPoor ? "unstable_poverty_exit" : "marginal_prone"
            : family.Shock ? "sudden_hardship" : "none";
    }

    /// <summary>A household's money of the year, in fen: with and without what is imputed.</summary>
    private sealed record Accounts(int Size, long Balance, long Imputed, long Rigid)
    {
        public long Counted => ImputedAlone ? WithoutImputed : WithImputed;

        public long Assessed => Math.Max(0, Counted - Rigid);

        private long WithoutImputed => Math.Max(0, Balance);

        private long WithImputed => Math.Max(0, Balance + Imputed);

        // Nobody is kept out by an imputed amount alone: where it takes the household over a line it does not count.
        private bool ImputedAlone => Imputed > 0 && (Crosses(MeansLaw.Line, Rigid) || Crosses(MeansLaw.MarginalLine, Rigid) || Crosses(MeansLaw.Disposable, 0)
            || (IsMostlyRigid(WithoutImputed) && !IsMostlyRigid(WithImputed)));

        public bool IsMostlyRigid(long counted) => ((MeansLaw.Line * Size) + Rigid) * 100 > counted * MeansLaw.RigidPercent;

        private bool Crosses(long line, long less) => Math.Max(0, WithoutImputed - less) < line * Size && Math.Max(0, WithImputed - less) >= line * Size;
    }
}
