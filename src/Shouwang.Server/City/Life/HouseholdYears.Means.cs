using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Life;

internal sealed partial class HouseholdYears
{
    // Insured without a gap (A10), nobody on dibao (B06), wages steady (A12) and below 1.5 times the line (B09).
    private void Work(ref Dice dice)
    {
        var earners = household.Members.FindAll(m => m.Labour is "skilled" or "ordinary" && m.AgeAt(plan.AsOf) is >= 18 and < 60);
        if (earners.Count == 0)
        {
            return;
        }

        var ceiling = Recognised ? 1_000_00L * household.Members.Count / earners.Count : 3_600_00L;
        foreach (var person in earners)
        {
            if (!DibaoClass && dice.Chance(3000))
            {
                var (@base, months) = (dice.Between(41, 52) * 100m, dice.Chance(3000) ? 24 : 12);
                for (var back = 0; back < months; back++)
                {
                    plan.Row(person, "insurance", ("month", plan.MonthsAgo(back)), ("base", @base));
                }

                if (dice.Chance(2500))
                {
                    HousingFund(ref dice, person);
                }
            }

            if (dice.Chance(1000))
            {
                Wages(ref dice, person, Math.Min(ceiling, 3_600_00));
            }
            else if (dice.Chance(150))
            {
                plan.Row(person, "unemployment", ("on", plan.AsOf.AddDays(-(int)dice.Between(380, 700))), ("kind", "registered"), ("amount", null));
            }
        }
    }

    private void HousingFund(ref Dice dice, Person person)
    {
        var @base = Recognised ? dice.Between(20, 27) * 100m : dice.Between(30, 60) * 100m;
        for (var back = 0; back < 12; back++)
        {
            plan.Row(person, "housing_fund", ("month", plan.MonthsAgo(back)), ("base", @base));
        }
    }

    private void Wages(ref Dice dice, Person person, long ceiling)
    {
        var usual = dice.Between(ceiling * 6 / 10, ceiling * 9 / 10);
        for (var back = 0; back < 24; back++)
        {
            plan.Row(person, "tax_income", ("month", plan.MonthsAgo(back)), ("item", "wage"), ("amount", dice.Between(usual * 95 / 100, usual * 105 / 100) / 100m));
        }
    }

    // All accounts of the household together below 80 % of its limit (B08), and used in the last weeks (B22).
    private void Savings(ref Dice dice)
    {
        var banks = plan.FeedsOf("bank");
        if (banks.Count == 0)
        {
            return;
        }

        var multiple = DibaoClass ? 2 : household.Members.Exists(m => m.Category == "marginal") ? 3 : 4;
        var left = 9_048_00L * household.Members.Count * multiple * 8 / 10;
        foreach (var person in household.Members)
        {
            if (person.AgeAt(plan.AsOf) < 16 || !dice.Chance(person.Role == 0 ? 8500 : 3000))
            {
                continue;
            }

            var bank = banks[dice.Weighted([10, 10, 8, 8, 8, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 3, 9, 9, 9, 9, 2, 2, 2, 1, 1]) % banks.Count];
            var (account, balance) = (plan.NewSerial(), dice.Between(20_00, Math.Max(21_00, left / 3)));
            left -= balance * 6 / 5;
            foreach (var period in bank.Periods)
            {
                var on = DateOnly.FromDayNumber((int)period.Last);
                plan.Row(person, bank, period, ("on", on), ("account", account), ("balance", dice.Between(balance, balance * 6 / 5) / 100m), ("last_used", on.AddDays(-dice.Below(70))));
            }
        }
    }

    // One home at most (B04), no car or truck (B03), no active business (B05).
    private void Property(ref Dice dice)
    {
        var head = household.Head;
        if (dice.Chance(2600))
        {
            plan.Row(head, "property_right", ("use", "residential"), ("status", "active"), ("area", (int)dice.Between(40, 110)));
        }

        if (dice.Chance(1400))
        {
            plan.Row(head, "house_safety", ("on", plan.AsOf.AddDays(-dice.Below(700))), ("grade", dice.Chance(7000) ? "a" : "b"), ("repaired", dice.Chance(2000)));
        }

        if (!household.Urban && dice.Chance(5500))
        {
            plan.Row(head, "subsidy", ("kind", "fertility"), ("on", new DateOnly(plan.AsOf.Year, 6, 10).AddDays(dice.Below(40))), ("amount", dice.Between(120, 900) / 1m));
        }

        foreach (var person in household.Members)
        {
            if (person.AgeAt(plan.AsOf) is >= 20 and < 70 && dice.Chance(700))
            {
                plan.Row(person, "vehicle", ("kind", dice.Chance(5500) ? "motorcycle" : "tricycle"), ("status", "active"));
            }

            if (person.AgeAt(plan.AsOf) is >= 22 and < 65 && dice.Chance(80))
            {
                plan.Row(person, "business", ("role", "individual"), ("status", "closed"), ("capital", null));
            }
        }
    }

    private void Events(ref Dice dice)
    {
        var head = household.Head;
        if (!household.Urban && dice.Chance(300))
        {
            plan.Row(head, "project", ("status", "running"));
        }

        if (!household.Urban && head.AgeAt(plan.AsOf) < 65 && dice.Chance(300))
        {
            plan.Row(head, "loan", ("on", plan.AsOf), ("overdue_days", dice.Chance(9500) ? 0 : dice.Below(15)), ("balance", dice.Between(30, 500) * 100m));
        }

        if (dice.Chance(60))
        {
            plan.Row(head, "water");
        }

        if (dice.Chance(80))
        {
            plan.Row(head, "disaster", ("on", plan.AsOf.AddDays(-(int)dice.Between(40, 700))), ("kind", "flood"), ("loss", dice.Between(3, 150) * 100m));
        }

        foreach (var person in household.Members)
        {
            var age = person.AgeAt(plan.AsOf);
            if (age is >= 20 and < 45 && dice.Chance(150))
            {
                plan.Row(person, "hukou", ("on", plan.AsOf.AddDays(-(int)dice.Between(40, 700))), ("kind", dice.Chance(7500) ? "marriage" : "divorce"));
            }

            if (age is >= 20 and < 60 && dice.Chance(60))
            {
                plan.Row(person, "accident", ("severity", "minor"));
            }

            if (age is >= 20 and < 60 && dice.Chance(20))
            {
                plan.Row(person, "detention");
            }
        }
    }

    // A wife who came from another registered household has two memberships, one ended. Who died last year or the
    // year before is in the register with an end date, unpaid since.
    private void FormerMembers(ref Dice dice)
    {
        var wife = household.Members.Find(m => m.Role == 1 && !m.Male && m.AgeAt(plan.AsOf) < 40);
        var home = plan.Households[dice.Below(plan.Households.Count)];
        if (wife is not null && home != household && !home.Planted && dice.Chance(1500))
        {
            (wife.Formerly, wife.MemberFrom) = (home, plan.AsOf.AddDays(-(int)dice.Between(100, 700)));
        }

        if (!dice.Chance(80))
        {
            return;
        }

        var died = plan.AsOf.AddDays(-(int)dice.Between(70, 500));
        var age = (int)dice.Between(68, 90);
        var person = new Person { Household = household, Role = 5, Male = dice.Chance(5000), Birth = died.AddYears(-age).AddDays(-dice.Below(300)), MemberTo = died, CategoryFrom = plan.MonthsAgo(60), Category = household.Head.Category };
        household.Past.Add(person);
        plan.Row(person, "hukou", ("on", died), ("kind", "death"));
        plan.Row(person, "enrolment", ("on", new DateOnly(plan.AsOf.Year, 1, 1)), ("kind", "resident"), ("paid", true));
        if (person.InDibaoClass && household.Members.SelectMany(m => m.Benefits).FirstOrDefault()?.Account is { } account)
        {
            Entitlement.Pay(person, person.Category == "destitute" ? "destitute_living" : "dibao", 400_00, plan.MonthsAgo(48), account, new DateOnly(died.Year, died.Month, 1));
        }
    }
}
