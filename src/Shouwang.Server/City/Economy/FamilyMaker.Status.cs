namespace Shouwang.Server.City.Economy;

internal sealed partial class FamilyMaker
{
    private static readonly string[] Kinds = ["none", "visual", "hearing", "speech", "physical", "intellectual", "mental", "multiple"];

    private void Statuses()
    {
        for (var i = 0; i < Count; i++)
        {
            Status(i, told.Members[i]);
        }

        if (household.Members.Exists(m => m.Category == "dibao_individual"))
        {
            Individual();
        }
    }

    private void Status(int i, MemberFacts member)
    {
        var (person, age) = (household.Members[i], AgeOf(i));
        if (records[i].Of("disability").LastOrDefault(r => r.Code("status") == "valid" && r.Day("valid_to") >= plan.AsOf) is { } certificate)
        {
            (member.Disability, member.Grade) = (Kinds[(int)certificate["kind"]], (int)certificate["grade"]);
        }

        var held = records[i].Of("detention").FirstOrDefault(r => r.Code("kind") is "prison" or "detox" && (r.Day("until") is not { } until || until >= plan.AsOf));
        var missing = records[i].Of("hukou").Any(r => r.Code("kind") == "missing");
        member.Away = held is not null ? held.Code("kind")! : missing ? "missing"
            : Count > 1 && i > 0 && age is >= 20 and < 60 && dice.Chance(45) ? dice.Weighted([60, 20, 20]) switch { 0 => "prison", 1 => "detox", _ => "religious" } : "none";
        member.Religious = member.Away == "religious" || (age >= 30 && dice.Chance(6));
        member.Independent = person.Role is 2 or 3 && age >= 25 && person.Stage == "none" && person.Labour is "skilled" or "ordinary" && member.Grade == 0 && dice.Chance(500);
        member.Maintained = person.Role is not (4 or 5 or 7 or 8) || dice.Chance(9850);
        member.MajorIllness = records[i].Of("disease").Count > 0 || (age >= 30 && dice.Chance(150));
        member.RefusedWork = age is >= 18 and < 60 && person.Labour is "skilled" or "ordinary" && dice.Chance(60) ? 3 : 0;
        member.Carer = !person.Male && age is >= 18 and < 60 && person.Labour is not "none" && household.Members.Exists(m => m.AgeAt(plan.AsOf) < 1 || m.Category == "dibao_individual") && dice.Chance(6000);
        member.OrphanAid = person.Benefits.Exists(b => b.Kind == "orphan" && b.ActiveOn(plan.AsOf));
        member.Unable = member.Grade == 1 ? (int)dice.Between(2, 6) : age >= 80 && dice.Chance(2000) ? (int)dice.Between(1, 4) : 0;
        if (person.Category == "destitute")
        {
            Destitute(member, age);
        }

        member.JoblessKept = member.Grade is 1 or 2 && person.Role != 0 && age >= 18 && person.Stage == "none" && member.Away == "none" && dice.Chance(7000);
    }

    // Who is destitute cannot work and has nobody; of a few the register has not noticed that it is no longer so.
    private void Destitute(MemberFacts member, int age)
    {
        member.Supporter = dice.Weighted([74, 22, 4]) switch { 0 => "none", 1 => "incapable", _ => "capable" };
        if (age is >= 16 and < 60 && member.Grade == 0 && dice.Chance(9200))
        {
            (member.Disability, member.Grade) = dice.Weighted([40, 35, 25]) switch
            {
                0 => ("intellectual", (int)dice.Between(1, 3)),
                1 => ("mental", (int)dice.Between(1, 3)),
                _ => ("physical", (int)dice.Between(1, 2)),
            };
        }

        var care = member.Person.Benefits.FirstOrDefault(b => b.Kind == "destitute_care")?.Amount ?? 0;
        member.Unable = care >= 600_00 ? (int)dice.Between(4, 6) : care >= 300_00 ? (int)dice.Between(1, 3) : 0;
        member.Institution = dice.Chance(900);
        member.Away = member.Away is "religious" or "prison" or "detox" && Count > 1 ? "none" : member.Away;
    }

    // Individual dibao has a ground: severe disability, illness, a religious vocation, or a jobless disabled adult who is kept.
    private void Individual()
    {
        foreach (var member in told.Members.Where(m => m.Person.Category == "dibao_individual" && m.Grade is 0 or > 2))
        {
            switch (dice.Weighted([66, 26, 2, 6]))
            {
                case 0:
                    member.MajorIllness = true;
                    break;
                case 1:
                    (member.Disability, member.Grade) = (dice.Chance(5000) ? "mental" : "intellectual", 3);
                    break;
                case 2:
                    member.Religious = true;
                    break;
            }
        }
    }

    private void Situation()
    {
        var monitored = household.Monitored;
        told.Previous = category;
        told.Risk = monitored is not null && dice.Chance(9000);
        told.Shock = monitored == "sudden_hardship" && dice.Chance(9500);
        told.Emergency = category == "other_hardship" ? dice.Chance(9500) : dice.Chance(15);
        told.RefusesCheck = dice.Chance(12);
        told.Disposed = dice.Chance(8);
        told.GuaranteesMet = monitored is null || !told.Risk || dice.Chance(7500);
        if (monitored is not null)
        {
            var from = household.Head.CategoryFrom == default ? plan.MonthsAgo(12) : household.Head.CategoryFrom;
            told.MonitoredMonths = ((plan.AsOf.Year - from.Year) * 12) + plan.AsOf.Month - from.Month;
            told.Measures = dice.Weighted([15, 35, 30, 20]);
            told.StableMonths = told.Risk ? dice.Below(6) : (int)dice.Between(4, 14);
        }
        else
        {
            told.StableMonths = dice.Below(25);
        }
    }
}
