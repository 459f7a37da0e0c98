using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Economy;

internal sealed partial class FamilyMaker
{
    private bool InYear(CityRow row, string field) => row.Day(field) is { } day && day > YearAgo && day <= plan.AsOf;

    private void Income(int i, string kind, long amount, bool recorded = false, long cost = 0, int months = 12, int item = 1) =>
        telling.Income(told.Members[i], real.Members[i], new IncomeRow(kind, "checked", amount, plan.AsOf, "") { Item = item, Cost = cost, Months = months }, recorded);

    private bool Has(int i, string kind) => real.Members[i].Incomes.Exists(r => r.Kind == kind);

    /// <summary>What the city's records and payments already say of a member's twelve months.</summary>
    private void RecordedIncome()
    {
        for (var i = 0; i < Count; i++)
        {
            Earned(i);
            OldAge(i);
            Paid(i);
            var subsidy = records[i].Of("subsidy").Where(r => r.Code("kind") == "fertility" && InYear(r, "on")).Sum(r => r["amount"]);
            if (subsidy > 0)
            {
                Income(i, "farm_subsidy", subsidy, recorded: true);
            }

            Occasional(i);
        }
    }

    private void Earned(int i)
    {
        var wages = records[i].Of("tax_income").Where(r => r.Code("item") is "wage" or "labour" && InYear(r, "month")).ToList();
        if (wages.Count > 0)
        {
            Income(i, "wage", wages.Sum(r => r["amount"]), recorded: true, months: Math.Min(12, wages.Select(r => r.Day("month")).Distinct().Count()));
        }

        var business = records[i].Of("tax_income").Where(r => r.Code("item") == "business" && InYear(r, "month")).Sum(r => r["amount"]);
        var sales = records[i].Of("invoice").Where(r => InYear(r, "month")).Sum(r => r["amount"]);
        if (business + sales > 0)
        {
            Income(i, "business", business + sales, recorded: true, cost: sales * 6 / 10);
        }

        var benefit = records[i].Of("unemployment").Where(r => r.Code("kind") == "benefit" && InYear(r, "on")).Sum(r => Math.Max(0, r["amount"]));
        if (benefit > 0)
        {
            Income(i, "unemployment", benefit, recorded: true);
        }
    }

    // Everybody of sixty draws the basic part; the part from the own account is small and counts.
    private void OldAge(int i)
    {
        var monthly = records[i].Of("pension").Where(r => r.Code("kind") == "employee").Select(r => r["amount"]).DefaultIfEmpty(0).Max();
        if (monthly > 0)
        {
            var months = records[i].Of("pension").Where(r => r.Code("kind") == "employee").Min(r => r.Day("started"))!.Value is var started && started > YearAgo ? Math.Max(1, MonthsSince(started)) : 12;
            Income(i, "pension", monthly * months, recorded: true);
            return;
        }

        if (AgeOf(i) >= 60)
        {
            var drawn = records[i].Of("pension").Select(r => r["amount"]).DefaultIfEmpty(dice.Between(180, 265) * 100).Max();
            Income(i, "basic_pension", drawn * 12, recorded: records[i].Of("pension").Count > 0);
            if (dice.Chance(5200))
            {
                Income(i, "account_pension", dice.Between(8, 46) * 12_00);
            }
        }
    }

    private int MonthsSince(DateOnly day) => ((plan.AsOf.Year - day.Year) * 12) + plan.AsOf.Month - day.Month + 1;

    private void Paid(int i)
    {
        foreach (var (kind, benefits) in (ReadOnlySpan<(string, string[])>)[("dibao", ["dibao", "category_topup"]), ("destitute", ["destitute_living", "destitute_care"]),
            ("disability_allowance", ["disabled_living", "disabled_care"]), ("old_age", ["old_age"]), ("orphan", ["orphan"])])
        {
            var paid = household.Members[i].Benefits.Where(b => benefits.Contains(b.Kind, StringComparer.Ordinal) && b.ActiveOn(plan.AsOf)).Sum(b => b.Amount * Math.Min(12, MonthsSince(b.From)));
            if (paid > 0)
            {
                Income(i, kind, paid, recorded: true);
            }
        }
    }

    // What is not counted, or rarely met.
    private void Occasional(int i)
    {
        var (age, stage) = (AgeOf(i), household.Members[i].Stage);
        Now("condolence", 500, 3, 20);
        Now("temporary_aid", 260, 8, 60);
        Now("medical_aid", 350, 10, 90);
        Now("tied_grant", 60, 20, 200);
        Now("merit_pension", age >= 60 ? 90 : 0, 60, 140);
        Now("family_planning", age >= 60 ? 240 : 0, 9, 13);
        Now("scholarship", stage is "college" or "bachelor" or "senior" or "vocational" ? 3500 : 0, 10, 33);
        Now("accident_compensation", age >= 18 ? 12 : 0, 80, 600);
        Now("funeral", age >= 50 ? 15 : 0, 30, 120);
        Now("bravery", 1, 50, 100);
        Now("interest", age >= 50 ? 250 : 30, 1, 9);
        Now("dividend", household.Urban ? 0 : 180, 1, 6);

        void Now(string kind, int chance, int least, int most)
        {
            if (dice.Chance(chance))
            {
                Income(i, kind, dice.Between(least, most) * 100_00);
            }
        }
    }

    /// <summary>What is left until the family's assessed income is what it is to be.</summary>
    private void OtherIncome()
    {
        if (category == "destitute")
        {
            Alone();
            return;
        }

        Crops();
        var now = Raw();
        var left = aim.Assessed - now;
        var earners = Enumerable.Range(0, Count).Where(i => CanEarn(i) && !Has(i, "wage")).ToList();
        var others = Enumerable.Range(0, Count).Where(i => Lives(i) && AgeOf(i) >= 18 && household.Members[i].Stage == "none").ToList();
        if (others.Count == 0)
        {
            others = [.. Enumerable.Range(0, Count).Where(Lives)];
        }

        if (left <= 0 || others.Count == 0)
        {
            return;
        }

        if (earners.Count > 0)
        {
            left = Side(others, left, 22);
            for (var e = 0; e < earners.Count && left > 0; e++)
            {
                var share = e == earners.Count - 1 ? left : left * dice.Between(25, 70) / 100;
                left -= Work(earners[e], share);
            }

            return;
        }

        left = Side(others, left, 70);
        Rest(others, left);
    }

    // Counted less rigid, without the floor of zero.
    private long Raw()
    {
        var means = oracle.Of(real);
        return means.Counted - means.Rigid;
    }

    /// <summary>A job or a small trade that brings exactly this much.</summary>
    private long Work(int i, long net)
    {
        if (dice.Chance(1200) && !Has(i, "business"))
        {
            var cost = net * dice.Between(20, 160) / 100;
            Income(i, "business", net + cost, cost: cost);
            return net;
        }

        if (net > 5_000_00 && dice.Chance(400))
        {
            // Two jobs, one after the other.
            var first = net * dice.Between(30, 60) / 100 / 100 * 100;
            Income(i, "wage", first + (MeansLaw.WorkCostMonth * 4), months: 4);
            Income(i, "wage", net - first + (MeansLaw.WorkCostMonth * 6), months: 6, item: 2);
            return net;
        }

        var months = net < 3_000_00 ? (int)dice.Between(1, 4) : net > 22_000_00 ? (int)dice.Between(9, 12) : (int)dice.Between(4, 12);
        Income(i, "wage", net + (MeansLaw.WorkCostMonth * months), months: months);
        return net;
    }

    /// <summary>Rent, land let to others, animals: up to a share of what is left. Returns what remains.</summary>
    private long Side(List<int> members, long left, int percent)
    {
        var i = members[0];
        if (household.Urban)
        {
            return dice.Chance(700) ? left - One(i, "rent", Math.Min(left * percent / 100, dice.Between(12, 60) * 100_00)) : left;
        }

        if (dice.Chance(3800))
        {
            left -= One(i, "land", Math.Min(left * percent / 100, dice.Between(5, 48) * 100_00));
        }

        if (dice.Chance(1500) && left > 600_00)
        {
            var cost = dice.Between(3, 30) * 100_00;
            left -= One(i, "livestock", left * percent / 100, cost);
        }

        return left;
    }

    private long One(int i, string kind, long net, long cost = 0)
    {
        if (net < 50_00 || Has(i, kind))
        {
            return 0;
        }

        net = net / 100 * 100;
        Income(i, kind, net + cost, cost: cost);
        return net;
    }

    // Nobody can work: a survivor's or employee's pension, the rent of a room, a field that the old still till.
    private void Rest(List<int> members, long left)
    {
        if (left <= 0)
        {
            return;
        }

        var kind = household.Urban ? dice.Weighted([30, 30, 40]) switch { 0 => "survivor", 1 => "rent", _ => "other" } : dice.Weighted([15, 65, 20]) switch { 0 => "survivor", 1 => "farming", _ => "other" };
        var i = members.FindIndex(m => !Has(m, kind)) is >= 0 and var found ? members[found] : -1;
        if (i < 0)
        {
            return;
        }

        var cost = kind == "farming" ? left * dice.Between(20, 60) / 100 : 0;
        Income(i, kind, left + cost, cost: cost);
    }

    private void Alone()
    {
        for (var i = 0; i < Count; i++)
        {
            var left = (household.Income ?? 2_000_00) / Count * (aim.Why == "better_off" ? 4 : 1) - real.Members[i].Incomes.Where(r => r.Kind is "account_pension" or "farm_subsidy" or "interest" or "dividend").Sum(r => r.Amount!.Value);
            if (left > 100_00 && dice.Chance(8500))
            {
                Rest([i], left);
            }
        }
    }

    private void Crops()
    {
        if (household.Urban || aim.Assessed < 1_500_00 || !dice.Chance(4200))
        {
            return;
        }

        var most = aim.Assessed * dice.Between(15, 45) / 100;
        foreach (var kind in (string[])["wheat", dice.Chance(6000) ? "maize" : "soybean", dice.Chance(700) ? "vegetable" : dice.Chance(300) ? "fruit" : "other"])
        {
            // In tenths of a mu; a family of the plain tills one to eight.
            var mu = Math.Min(dice.Between(5, 60), most * 10 / MeansLaw.NetPerMu(kind, MeansOracle.IsSuixi(real))) * 10;
            if (mu >= 30 && (kind is not "other" || dice.Chance(500)))
            {
                most -= mu * MeansLaw.NetPerMu(kind, MeansOracle.IsSuixi(real)) / 100;
                var row = new CropRow(kind, mu, plan.AsOf.Year, plan.AsOf.AddDays(-(int)dice.Between(60, 110)), dice.Chance(6000) ? "survey" : "family");
                told.Crops.Add(row);
                real.Crops.Add(row);
            }
        }
    }
}
