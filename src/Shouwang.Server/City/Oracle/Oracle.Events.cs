using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Oracle;

internal sealed partial class Oracle
{
    private bool DiedInEvent(Facts member) =>
        member.Of("vital").Any(r => r.Code("kind") == "death" && InEvent(r.Day("on")!.Value))
        || member.Of("hukou").Any(r => r.Code("kind") == "death" && InEvent(r.Day("on")!.Value));

    private bool DetainedInEvent(Facts member, params string[] kinds) =>
        member.Of("detention").Any(r => kinds.Contains(r.Code("kind"), StringComparer.Ordinal) && InEvent(r.Day("on")!.Value));

    private bool IsMainEarner(Person person)
    {
        var earners = household.Members.Count(m => m.Labour is "skilled" or "ordinary");
        return person.Labour is "skilled" or "ordinary" && (person.Role == 0 || earners == 1);
    }

    private void PersonalEvents(Facts member)
    {
        if (IsMainEarner(member.Person) && DetainedInEvent(member, "prison", "custody"))
        {
            About(member, "A14", "orange");
        }

        if (member.Of("accident").Any(r => r.Code("severity") is "death" or "serious" && InEvent(r.Day("on")!.Value)))
        {
            About(member, "A15", "red");
        }

        if (Age(member.Person, asOf) < Law.AdultAge && members.Exists(m => LostAsSupporter(m, member.Person.Role)))
        {
            About(member, "A25", "red");
        }
    }

    // The head and the spouse support every child; a grandchild's parents are sons and daughters of the head, those of a brother or sister are the head's own.
    private bool LostAsSupporter(Facts member, int child) =>
        (member.Person.Role is 0 or 1 || (child == 4 && member.Person.Role is 2 or 3) || (child == 7 && member.Person.Role == 5))
        && Age(member.Person, asOf) >= Law.AdultAge && (DiedInEvent(member) || DetainedInEvent(member, "prison"));

    private void HouseholdEvents()
    {
        // Shown with the person who died, as the pack does: the case is the household's either way.
        foreach (var member in members.Where(m => IsMainEarner(m.Person) && DiedInEvent(m)))
        {
            About(member, "A13", "red");
        }

        var disasters = members.SelectMany(m => m.Of("disaster")).Where(r => InEvent(r.Day("on")!.Value)).ToList();
        var natural = disasters.Where(r => r.Code("kind") != "fire").ToList();
        var loss = natural.Sum(r => r["loss"]);
        if (loss >= Law.DisasterLoss || natural.Exists(r => r.Code("house") == "collapsed"))
        {
            AboutAll("A16", "red", loss);
        }

        if (disasters.Exists(r => r.Code("kind") == "fire"))
        {
            AboutAll("A17", "red");
        }

        if (members.Exists(m => m.Of("house_safety").Any(r => r.Code("grade") is "c" or "d" && r["repaired"] == 0 && InEvent(r.Day("on")!.Value))))
        {
            AboutAll("A18", "orange");
        }

        if (members.Exists(m => m.Of("water").Any(r => r.Day("restored") is null && r.Day("on") <= asOf.AddDays(-Law.WaterDays) && InDays(r.Day("on")!.Value, Law.WaterLookBack))))
        {
            AboutAll("A19", "orange");
        }
    }

    private long CostInSchoolYear(Facts member)
    {
        var sum = 0L;
        foreach (var row in member.Of("schooling"))
        {
            sum += row.Code("stage") is "senior" or "vocational" or "college" or "bachelor" && InSchoolYear(row.Day("on")!.Value) ? row["fee"] - row["grant"] : 0;
        }

        return sum;
    }

    private void School(Facts member)
    {
        var rows = member.Of("schooling");
        if (rows.Any(r => r.Code("stage") is "primary" or "junior" && r.Code("status") == "dropout" && InDays(r.Day("on")!.Value, Law.DropoutDays)))
        {
            About(member, "A20", "red");
        }

        var cost = CostInSchoolYear(member);
        if (cost > Law.SchoolYear)
        {
            About(member, "A21", "yellow", cost);
        }

        var began = rows.Any(r => r.Code("stage") is "college" or "bachelor" && r["grade"] == 1 && r.Code("status") == "enrolled" && InDays(r.Day("on")!.Value, Law.UniversityDays));
        if (began && member.Person.Category == "marginal")
        {
            About(member, "A22", "yellow");
        }

        var left = rows.Any(r => r.Code("status") == "graduated" && InDays(r.Day("on")!.Value, Law.LeftDays))
            || member.Of("hukou").Any(r => r.Code("kind") is "army" or "adopted" && InDays(r.Day("on")!.Value, Law.LeftDays));
        if (left)
        {
            About(member, "B13", "yellow");
        }
    }
}
