using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Oracle;

internal sealed partial class Oracle
{
    private long DearestAdmission(Facts member)
    {
        var dearest = 0L;
        foreach (var row in member.Of("settlement"))
        {
            if (row.Code("kind") == "inpatient" && InEvent(row.Day("on")!.Value))
            {
                dearest = Math.Max(dearest, row["self_paid"]);
            }
        }

        return dearest;
    }

    private long SelfPaidInYear(Facts member)
    {
        var sum = 0L;
        foreach (var row in member.Of("settlement"))
        {
            sum += InYear(row.Day("on")!.Value) ? row["self_paid"] : 0;
        }

        return sum;
    }

    private long OutpatientInMonth(Facts member)
    {
        var sum = 0L;
        foreach (var row in member.Of("settlement"))
        {
            sum += row.Code("kind") is "outpatient" or "special" && InMonth(row.Day("on")!.Value) ? row["self_paid"] : 0;
        }

        return sum;
    }

    private long SelfPaidIn12Months()
    {
        var sum = 0L;
        foreach (var member in members)
        {
            foreach (var row in member.Of("settlement"))
            {
                sum += InMonths(row.Day("on")!.Value, 12) ? row["self_paid"] : 0;
            }
        }

        return sum;
    }

    private void Illness(Facts member)
    {
        var admission = DearestAdmission(member);
        if (admission > Law.Admission)
        {
            About(member, "A01", admission > Law.AdmissionRed ? "red" : "orange", admission);
        }

        var year = SelfPaidInYear(member);
        if (year > Law.Year || (household.FormerPoor && year >= Law.YearFormerPoor))
        {
            About(member, "A02", "orange", year);
        }

        var month = OutpatientInMonth(member);
        if (month >= Law.OutpatientMonth)
        {
            About(member, "A05", "yellow", month);
        }

        if (member.Of("disease").Any(r => InEvent(r.Day("on")!.Value)))
        {
            About(member, "A06", "yellow");
        }

        if (asOf > Law.ClosingDate(asOf.Year) && !member.Of("enrolment").Any(r => r["paid"] == 1 && InYear(r.Day("on")!.Value)))
        {
            About(member, "A23", "yellow");
        }
    }

    private bool IsValid(CityRow certificate) => certificate.Code("status") == "valid" && certificate.Day("valid_to") >= asOf;

    private void Certificates(Facts member)
    {
        var rows = member.Of("disability");
        foreach (var row in rows)
        {
            var severe = row["grade"] <= 2 || (row["grade"] == 3 && row["kind"] is 5 or 6);
            if (InEvent(row.Day("issued")!.Value) && row.Code("status") == "valid" && severe)
            {
                About(member, "A07", "orange");
                break;
            }
        }

        if (rows.Any(IsValid) && Age(member.Person, asOf) >= Law.ElderAge)
        {
            About(member, "A09", "yellow");
        }

        var living = rows.Any(IsValid) && member.Person.InDibaoClass && !Paid(member, "disabled_living");
        var severely = rows.Any(r => IsValid(r) && r["grade"] <= 2);
        if (living || (severely && !Paid(member, "disabled_care")) || LacksTopUp(member, severely) || LacksOrphanAid(member))
        {
            About(member, "A30", "yellow");
        }

        if (rows.Any(EndsOrEnded))
        {
            About(member, "B14", "blue");
        }
    }

    private bool LacksTopUp(Facts member, bool severe) =>
        Paid(member, "dibao") && !Paid(member, "category_topup") && (severe || Age(member.Person, asOf) is >= Law.TopUpAge or < Law.AdultAge);

    private bool LacksOrphanAid(Facts member) =>
        member.Person.Role is 2 or 3 && Age(member.Person, asOf) < Law.AdultAge
        && members.Count(m => m.Person.Role is 0 or 1 && m.Of("vital").Concat(m.Of("hukou")).Any(r => r.Code("kind") == "death" && r.Day("on") <= asOf)) >= 2
        && !Paid(member, "orphan") && !Paid(member, "destitute_living");

    private bool EndsOrEnded(CityRow certificate)
    {
        var validTo = certificate.Day("valid_to")!.Value;
        return certificate.Code("status") == "cancelled"
            ? validTo > asOf.AddDays(-Law.CancelledDays)
            : validTo >= asOf.AddDays(-Law.CertificateDays) && validTo <= asOf.AddDays(Law.CertificateDays);
    }

    private void HouseholdCost()
    {
        var holders = members.Count(m => m.Of("disability").Any(IsValid));
        if (holders >= 2)
        {
            AboutAll("A08", "orange", holders, counts: true);
        }

        var self = SelfPaidIn12Months();
        var beyondProvince = self * (household.FormerPoor ? 2 : 1) > Law.ProvincialRuralIncome;
        if (beyondProvince || (self >= Law.IncomeShareFloor && self * 10 > household.Income * 4))
        {
            AboutAll("A04", "red", self);
        }

        if (household.Income is not { } income)
        {
            return;
        }

        var rigid = self;
        foreach (var row in members.SelectMany(m => m.Of("schooling")))
        {
            rigid += InMonths(row.Day("on")!.Value, 12) ? row["fee"] - row["grant"] : 0;
        }

        if (!AnyDibaoClass && rigid >= Law.RigidFloor && rigid * 10 > income * 6)
        {
            AboutAll("A31", "orange", rigid);
        }
    }
}
