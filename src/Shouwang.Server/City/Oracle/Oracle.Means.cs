namespace Shouwang.Server.City.Oracle;

internal sealed partial class Oracle
{
    private void WorkAndProjects(Facts member)
    {
        var insured = member.Of("insurance").Select(r => r.Day("month")!.Value).ToList();
        if (Capable(member.Person) && !insured.Exists(d => InMonths(d, 3)) && insured.Exists(d => InMonthsBefore(d, 3, 3)))
        {
            About(member, "A10", "yellow");
        }

        if (member.Of("project").Any(r => r.Code("status") is "failed" or "unsold" && InDays(r.Day("on")!.Value, Law.ProjectDays)))
        {
            About(member, "A26", "yellow");
        }

        if (member.Of("loan").Any(r => r["overdue_days"] > Law.OverdueDays && InDays(r.Day("on")!.Value, Law.LoanDays)))
        {
            About(member, "A27", "yellow");
        }
    }

    private void HouseholdWork()
    {
        var able = members.Where(m => Capable(m.Person) && m.Person.Stage == "none" && Age(m.Person, asOf) is >= Law.WorkingAge and <= Law.WorkingAgeEnd).ToList();
        if (able.Count > 0 && able.TrueForAll(IsJobless))
        {
            AboutAll("A11", "orange");
        }

        var (before, now) = (0L, 0L);
        foreach (var row in members.SelectMany(m => m.Of("tax_income")).Where(r => r.Code("item") is "wage" or "labour"))
        {
            before += InMonthsBefore(row.Day("month")!.Value, 12, 12) ? row["amount"] : 0;
            now += InMonths(row.Day("month")!.Value, 12) ? row["amount"] : 0;
        }

        if (before >= Law.WageFloor && now * 10 <= before * 7)
        {
            AboutAll("A12", "orange", before - now);
        }
    }

    private bool IsJobless(Facts member) =>
        member.Of("unemployment").Any(r => r.Code("kind") == "registered" && InMonths(r.Day("on")!.Value, 12))
        && !member.Of("insurance").Any(r => InMonths(r.Day("month")!.Value, 3));

    private void HouseholdMeans()
    {
        var size = members.Count;
        var homes = members.Sum(m => m.Of("property_right").Count(r => r.Code("use") == "residential" && r.Code("status") == "active"));
        var bought = members.Exists(m => m.Of("presale").Any(r => InMonths(r.Day("on")!.Value, 12)));
        if (AnyRecognised && (homes >= 2 || bought))
        {
            AboutAll("B04", "orange");
        }

        var bases = members.SelectMany(m => m.Of("insurance")).Where(r => InMonths(r.Day("month")!.Value, 12)).Sum(r => r["base"]);
        if (AnyDibaoClass && bases >= Law.Line * size)
        {
            AboutAll("B06", "orange", bases);
        }

        var limit = Law.Line * size * (AnyDibaoClass ? 2 : household.Members.Exists(m => m.Category == "marginal") ? 3 : 4);
        var balances = members.SelectMany(m => m.Of("bank")).ToList();
        var last = balances.Where(r => InMonths(r.Day("on")!.Value, 3)).Sum(r => r["balance"]);
        if (last > limit && balances.Where(r => InMonthsBefore(r.Day("on")!.Value, 3, 3)).Sum(r => r["balance"]) > limit)
        {
            AboutAll("B08", "orange", last);
        }

        var taxed = members.SelectMany(m => m.Of("tax_income").Concat(m.Of("invoice"))).Where(r => InMonths(r.Day("month")!.Value, 12)).Sum(r => r["amount"]);
        if (AnyRecognised && taxed * 2 >= Law.Line * size * 3)
        {
            AboutAll("B09", "yellow", taxed);
        }
    }

    private void Assets(Facts member)
    {
        var person = member.Person;
        var vehicles = member.Of("vehicle").Any(r => r.Code("kind") is "car" or "truck" && r.Code("status") == "active" && InMonths(r.Day("on")!.Value, 240));
        if ((person.InDibaoClass || person.Category == "marginal") && vehicles)
        {
            About(member, "B03", "orange");
        }

        if (person.Category is not null && member.Of("business").Any(r => r.Code("status") == "active"))
        {
            About(member, "B05", "yellow");
        }

        if (person.Category is not null && member.Of("pension").Any(r => r.Code("kind") == "employee" && r.Day("started") > asOf.AddDays(-Law.EventDays)))
        {
            About(member, "B07", "orange");
        }

        var fund = member.Of("housing_fund").Where(r => InMonths(r.Day("month")!.Value, 3)).Select(r => r["base"]).DefaultIfEmpty(0).Max();
        if (person.Category is not null && fund * 2 >= Law.MinWage * 3)
        {
            About(member, "B10", "yellow", fund);
        }

        var used = member.Of("bank").Where(r => InMonths(r.Day("on")!.Value, 6)).Select(r => r.Day("last_used")).Max();
        if ((Paid(member, "dibao") || Paid(member, "destitute_living")) && used < asOf.AddDays(-Law.DormantDays))
        {
            About(member, "B22", "yellow");
        }
    }
}
