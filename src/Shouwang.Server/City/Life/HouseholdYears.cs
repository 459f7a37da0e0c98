using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Life;

/// <summary>The records of one household in which nothing is planted.</summary>
internal sealed partial class HouseholdYears(CityPlan plan, Household household)
{
    private readonly DateOnly yearAgo = plan.AsOf.AddMonths(-12);

    private bool Recognised => household.Members.Exists(m => m.Category is not null);

    private bool DibaoClass => household.Members.Exists(m => m.InDibaoClass);

    public void Live(ref Dice dice)
    {
        Disability(ref dice);
        Illness(ref dice);
        Schooling(ref dice);
        Pensions(ref dice);
        Work(ref dice);
        Savings(ref dice);
        Property(ref dice);
        Events(ref dice);
        FormerMembers(ref dice);
    }

    // One certificate a household at most (A08), nobody of 60 or older (A09), none about to expire (B14).
    private void Disability(ref Dice dice)
    {
        if (!dice.Chance(2300))
        {
            return;
        }

        var holder = household.Members[dice.Below(household.Members.Count)];
        if (holder.AgeAt(plan.AsOf) is < 3 or >= 59)
        {
            return;
        }

        var grade = 1 + dice.Weighted([14, 30, 32, 24]);
        var issued = plan.AsOf.AddDays(-(int)dice.Between(100, 3000));
        if (issued < holder.Birth)
        {
            issued = holder.Birth.AddDays(60);
        }

        var kind = 1 + dice.Weighted([12, 10, 4, 46, 14, 11, 3]);
        if (issued < plan.AsOf.AddDays(-60))
        {
            plan.Row(holder, "disability", ("kind", kind), ("grade", grade), ("issued", issued), ("valid_to", issued.AddYears(10)), ("status", "valid"));
            Entitlement.Disabled(plan, holder, grade);
            if (holder.Labour is "skilled" or "ordinary" && grade <= 2)
            {
                holder.Labour = "lost";
            }
        }
    }

    // The household's medical cost of 12 months stays below 30 % of its income (A04, A31) and a formerly poor person's
    // below 5,000 a year (A02).
    private void Illness(ref Dice dice)
    {
        var income = household.Income ?? 12_000_00;
        var left = Math.Min(Math.Max(1_700_00, income * 3 / 10), household.FormerPoor ? 4_200_00 : 8_500_00);
        foreach (var person in household.Members)
        {
            var month = 0L;
            var visits = dice.Weighted([34, 28, 18, 11, 6, 3]);
            for (var i = 0; i < visits; i++)
            {
                var on = plan.AsOf.AddDays(-dice.Below(725));
                var inpatient = dice.Chance(1500);
                var self = inpatient ? dice.Between(400_00, 5_500_00) : dice.Between(4_00, 190_00);
                var thisMonth = on.Year == plan.AsOf.Year && on.Month == plan.AsOf.Month;
                if (on > yearAgo ? self > left : self > 20_000_00)
                {
                    continue;
                }

                if (thisMonth && !inpatient && (month += self) > 400_00)
                {
                    continue;
                }

                left -= on > yearAgo ? self : 0;
                var kind = inpatient ? "inpatient" : dice.Chance(2500) ? "special" : "outpatient";
                var row = plan.Row(person, "settlement", ("on", on), ("kind", kind), ("self_paid", self / 100m), ("total", self * dice.Between(20, 55) / 10 / 100m));
                if (row is not null && dice.Chance(30))
                {
                    plan.Again(row);
                }
            }

            if (dice.Chance(200))
            {
                plan.Row(person, "disease", ("on", plan.AsOf.AddDays(-(int)dice.Between(40, 700))));
            }
        }
    }

    // Net cost below 20 % of the income or 3,000, so that medical cost and school together stay below A31.
    private void Schooling(ref Dice dice)
    {
        var left = Math.Max(3_000_00, (household.Income ?? 12_000_00) / 5);
        foreach (var person in household.Members)
        {
            if (person.Stage is "none" or "postgraduate")
            {
                continue;
            }

            var cost = person.Stage switch
            {
                "kindergarten" => dice.Between(1_600_00, 3_600_00),
                "senior" => 850_00,
                "vocational" => 0,
                "college" => dice.Between(38, 62) * 100_00,
                "bachelor" => dice.Between(45, 65) * 100_00,
                _ => 0L,
            };
            var grant = Math.Max(0, Math.Min(cost, cost - left));
            left -= cost - grant;
            var start = new DateOnly(plan.AsOf.Year, 9, 1);
            var grade = person.Stage switch { "primary" => Math.Clamp(person.AgeAt(plan.AsOf) - 5, 1, 6), "kindergarten" => 2, _ => 2 + dice.Below(2) };
            Enrolled(person, start, grade, cost, grant);
            if (grade > 1)
            {
                // A year earlier is a year ago in the windows too: the fee of that year is outside of "within 12 months".
                Enrolled(person, start.AddYears(-1), grade - 1, cost, grant);
            }
        }
    }

    private void Enrolled(Person person, DateOnly start, int grade, long cost, long grant) => plan.Row(
        person, "schooling", ("on", start), ("stage", person.Stage), ("grade", grade), ("fee", cost / 100m), ("grant", grant / 100m), ("status", "enrolled"));

    private void Pensions(ref Dice dice)
    {
        foreach (var person in household.Members)
        {
            var sixty = person.Birth.AddYears(60);
            if (sixty > plan.AsOf.AddDays(-120) || !dice.Chance(9000))
            {
                continue;
            }

            var amount = (decimal)dice.Between(180, 265);
            foreach (var back in (int[])[5, 2, 1, 0])
            {
                if (back < 5 || dice.Chance(5000))
                {
                    plan.Row(person, "pension", ("month", plan.MonthsAgo(back)), ("kind", "resident"), ("amount", amount), ("started", sixty));
                }
            }
        }
    }
}
