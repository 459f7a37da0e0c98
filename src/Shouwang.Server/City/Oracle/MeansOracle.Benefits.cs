using Shouwang.Server.City.Economy;

namespace Shouwang.Server.City.Oracle;

internal sealed partial class MeansOracle
{
    // In twelfths of a fen until the one rounding up to the yuan.
    private long Monthly(FamilyFacts family, string category, IReadOnlyList<string> persons, Accounts money)
    {
        var twelfths = category == "dibao" ? Math.Max(0, (MeansLaw.Line * money.Size) - money.Assessed) : 0;
        for (var i = 0; i < persons.Count; i++)
        {
            var member = family.Members[i];
            twelfths += persons[i] switch
            {
                "destitute" => 12 * (MeansLaw.DestituteLiving + (MeansLaw.MinWage * MeansLaw.CarePercent(member.Unable, member.Institution) / 100)),
                "dibao" => MeansLaw.Line * TopUpPercent(member) / 100,
                "dibao_individual" => MeansLaw.Line * TopUpPercent(member) / 100,
                _ => 0,
            };
        }

        return (twelfths + 1199) / 1200 * 100;
    }

    private int TopUpPercent(MemberFacts member) => IsSevere(member) || member.MajorIllness ? MeansLaw.SevereTopUp
        : Age(member) >= MeansLaw.TopUpElder || Age(member) < MeansLaw.AdultAge ? MeansLaw.AgeTopUp : 0;
}
