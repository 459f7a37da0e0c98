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
        var living = family.Members.FindAll(m => LivesTogether(family, m));
        var property = Property.Of(family.Assets);
        var destitute = living.FindAll(m => IsDestitute(m, property, living.Count));
        var tested = living.Except(destitute).ToList();
        var size = tested.Count;
        var counted = Math.Max(0, tested.Sum(CountedOf) + Land(family) + Maintenance(family));
        var rigid = tested.Sum(RigidOf);
        var assessed = Math.Max(0, counted - rigid);
        var category = destitute.Count > 0 && size == 0 ? "destitute" : CategoryOf(family, property, size, counted, rigid);
        var persons = family.Members.ConvertAll(m => destitute.Contains(m) ? "destitute" : tested.Contains(m) ? ClassOf(category, m) : "none");
        return new Means(category, persons, MonitoredKind(family, size, assessed), size, counted, rigid, assessed, Monthly(family, category, persons, size, assessed));
    }

    public static long NetWage(long gross, int months) => gross - Math.Min(MeansLaw.WorkCostMonth * months, gross);

    // Postgraduates and other grown children count where the actual household of the countryside counts them.
    private static bool LivesTogether(FamilyFacts family, MemberFacts member) =>
        member.Away == "none" && !member.Independent && member.Maintained && (member.Person.Stage != "postgraduate" || !family.Household.Urban);

    private int Age(MemberFacts member) => member.Person.AgeAt(asOf);

    private bool CannotWork(MemberFacts member) => Age(member) >= MeansLaw.ElderAge || Age(member) < MeansLaw.ChildAge
        || (Age(member) < MeansLaw.AdultAge && member.Person.Stage != "none")
        || member.Disability switch
        {
            "intellectual" or "mental" => member.Grade is >= 1 and <= 3,
            "physical" => member.Grade is 1 or 2,
            "visual" => member.Grade is 1,
            _ => false,
        };

    private bool IsDestitute(MemberFacts member, Property property, int size) =>
        CannotWork(member) && member.Supporter != "capable" && !member.OrphanAid && property.FitsDestitute(size) && CountedOf(member) < MeansLaw.Line;

    private static bool IsSevere(MemberFacts member) => member.Grade is 1 or 2 || (member.Grade == 3 && member.Disability is "intellectual" or "mental");

    private static string CategoryOf(FamilyFacts family, Property property, int size, long counted, long rigid)
    {
        if (size == 0 || family.RefusesCheck || family.Disposed)
        {
            return "none";
        }

        var assessed = Math.Max(0, counted - rigid);
        if (assessed < MeansLaw.Line * size && property.Fits(MeansLaw.DibaoSavings, size))
        {
            return "dibao";
        }

        if (assessed < MeansLaw.MarginalLine * size && property.Fits(MeansLaw.MarginalSavings, size))
        {
            return "marginal";
        }

        var spent = (MeansLaw.Line * size) + rigid;
        if (counted < MeansLaw.Disposable * size && (counted == 0 || spent * 100 > counted * MeansLaw.RigidPercent) && property.Fits(MeansLaw.RigidSavings, size))
        {
            return "rigid_expenditure";
        }

        return family.Emergency ? "other_hardship" : "none";
    }

    private static string ClassOf(string category, MemberFacts member) =>
        category == "marginal" && (IsSevere(member) || member.MajorIllness || member.Religious || member.JoblessKept) ? "dibao_individual" : category;

    private static string MonitoredKind(FamilyFacts family, int size, long assessed)
    {
        if (family.Household.Urban || !family.Risk || size == 0)
        {
            return "none";
        }

        return assessed < MeansLaw.Line * size
            ? family.Household.FormerPoor ? "unstable_poverty_exit" : "marginal_prone"
            : family.Shock ? "sudden_hardship" : "none";
    }
}
