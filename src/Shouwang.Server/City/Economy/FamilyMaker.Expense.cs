namespace Shouwang.Server.City.Economy;

internal sealed partial class FamilyMaker
{
    private void Expense(int i, string kind, long amount, bool recorded = false, long received = 0, bool agreed = false) =>
        telling.Expense(told.Members[i], real.Members[i], new ExpenseRow(kind, "checked", amount, plan.AsOf, "") { Received = received, Agreed = agreed }, recorded);

    /// <summary>School and treatment as recorded; the rest of the year's rigid expenditure is treatment elsewhere and rehabilitation.</summary>
    private void Expenses()
    {
        var left = aim.Rigid;
        var treated = new long[Count];
        for (var i = 0; i < Count; i++)
        {
            left -= Schooling(i);
            treated[i] = records[i].Of("settlement").Where(r => InYear(r, "on")).Sum(r => r["self_paid"]);
            left -= treated[i];
            if (told.Members[i].Grade > 0 && dice.Chance(4500))
            {
                var rehabilitation = Math.Clamp(left * dice.Between(5, 30) / 100, 200_00, 6_000_00) / 100 * 100;
                Expense(i, "rehabilitation", rehabilitation, received: dice.Chance(2500) ? rehabilitation / 4 : 0);
                left -= rehabilitation;
            }

            left -= Misfortune(i);
            Contributions(i);
        }

        Treatment(treated, left);
    }

    private long Schooling(int i)
    {
        var year = records[i].Of("schooling").Where(r => InYear(r, "on") && r.Code("status") == "enrolled").ToList();
        var (fee, grant) = (year.Sum(r => r["fee"]), year.Sum(r => r["grant"]));
        if (fee > 0)
        {
            Expense(i, "education", fee, recorded: true, received: grant);
        }
        else if (household.Members[i].Stage is "primary" or "junior" && dice.Chance(2600))
        {
            // A private school: nothing of it counts.
            Expense(i, "education", dice.Between(8, 60) * 100_00);
        }

        return fee - grant;
    }

    private long Misfortune(int i)
    {
        var loss = records[i].Of("disaster").Where(r => InYear(r, "on")).Sum(r => r["loss"]);
        if (loss > 0)
        {
            var relief = Math.Clamp(records[i].Of("disaster").Where(r => InYear(r, "on")).Sum(r => Math.Max(0, r["relief"])), 0, loss);
            Expense(i, "disaster", loss, received: relief);
            return loss - relief;
        }

        if (dice.Chance(70))
        {
            Expense(i, "other", dice.Between(3, 30) * 100_00, agreed: true);
        }

        return 0;
    }

    private void Contributions(int i)
    {
        var age = AgeOf(i);
        if (age >= 16 && !household.Members[i].InDibaoClass && dice.Chance(3600))
        {
            Expense(i, "insurance", (age < 60 && dice.Chance(6000) ? 600 : 400) * 100);
        }

        if (Has(i, "wage") && dice.Chance(300))
        {
            Expense(i, "tax", dice.Between(1, 9) * 60_00);
        }

        if (age is >= 25 and < 60 && Count <= 2 && dice.Chance(60))
        {
            Expense(i, "maintenance_paid", dice.Between(10, 60) * 100_00);
        }
    }

    // Most of it falls on one; everybody who was treated has what the medical office knows.
    private void Treatment(long[] treated, long left)
    {
        var ill = Enumerable.Range(0, Count).Where(Lives).OrderByDescending(i => told.Members[i].MajorIllness).ThenByDescending(i => told.Members[i].Grade > 0).ThenByDescending(AgeOf).FirstOrDefault();
        for (var i = 0; i < Count; i++)
        {
            var more = i == ill ? Math.Max(0, left) : treated[i] == 0 && dice.Chance(3200) ? Math.Min(dice.Between(40, 420) * 100, aim.Rigid / 4) : 0;
            if (treated[i] + more > 0)
            {
                // Told gross, with what insurance and aid gave back.
                var back = more > 500_00 && dice.Chance(3000) ? more * dice.Between(20, 70) / 100 / 100 * 100 : 0;
                Expense(i, "medical", treated[i] + more + back, recorded: treated[i] > 0, received: back);
            }
        }
    }
}
