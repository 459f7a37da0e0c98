using Shouwang.Server.City.Economy;

namespace Shouwang.Server.City.Oracle;

internal sealed partial class MeansOracle
{
    // Each payment is rounded up once, to the whole yuan.
    private long Monthly(FamilyFacts family, string category, IReadOnlyList<string> persons, Accounts money, long landShare)
    {
        var (year, others) = (category == "dibao" ? Allowance(family, persons, money) : 0, 0L);
        for (var i = 0; i < persons.Count; i++)
        {
            var member = family.Members[i];
            year += persons[i] == "dibao" ? MeansLaw.Line * TopUpPercent(member) / 100 : 0;
            others += persons[i] switch
            {
                "destitute" => MeansLaw.DestituteLiving + WholeYuan(MeansLaw.MinWage * MeansLaw.CarePercent(member.Unable, member.Institution), 100),
                "dibao_individual" => WholeYuan(Math.Max(0, MeansLaw.Line - OwnIncome(member, landShare)), 12),
                _ => 0,
            };
        }

        return WholeYuan(year, 12) + others;
    }

    // The difference to the line, less the share of those who refused work too often.
    private long Allowance(FamilyFacts family, IReadOnlyList<string> persons, Accounts money)
    {
        var refusers = family.Members.Where((m, i) => persons[i] == "dibao" && RefusesWork(m)).Count();
        var difference = (MeansLaw.Line * money.Size) - money.Assessed;
        return refusers == 0 ? difference : HalfUp(difference * (money.Size - refusers), money.Size);
    }

    private bool RefusesWork(MemberFacts member) =>
        member.RefusedWork >= MeansLaw.RefusedWork && (member.Person.Labour is "skilled" or "ordinary") && Age(member) is >= MeansLaw.ChildAge and < MeansLaw.ElderAge;

    private int TopUpPercent(MemberFacts member) => IsSevere(member) || member.MajorIllness ? MeansLaw.SevereTopUp
        : Age(member) is >= MeansLaw.TopUpElder or < MeansLaw.AdultAge ? MeansLaw.AgeTopUp : 0;

    private static long WholeYuan(long fen, long by) => (fen + (by * 100) - 1) / (by * 100) * 100;
}
