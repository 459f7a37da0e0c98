using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Life;

/// <summary>What a household of a class is paid every month: nobody goes without what the rules call entitled.</summary>
internal static class Entitlement
{
    private const long Standard = 754_00;

    /// <summary>1.3 times the standard, rounded up to the yuan.</summary>
    private const long DestituteLiving = 981_00;

    public static void Give(ref Dice dice, CityPlan plan, Household household)
    {
        var account = plan.NewAccount();
        foreach (var person in household.Members)
        {
            var from = plan.MonthsAgo((int)dice.Between(3, 44));
            switch (person.Category)
            {
                case "dibao" or "dibao_individual":
                    Pay(person, "dibao", TopUp(household), from, account);
                    TopUpByAge(plan, person, from, account);
                    break;
                case "destitute":
                    Pay(person, "destitute_living", DestituteLiving, from, account);
                    Pay(person, "destitute_care", dice.Weighted([70, 20, 10]) switch { 0 => 58_00, 1 => 386_00, _ => 676_00 }, from, account);
                    break;
            }

            if (person.AgeAt(plan.AsOf) >= 80)
            {
                Pay(person, "old_age", person.AgeAt(plan.AsOf) >= 90 ? 100_00 : 50_00, from, account);
            }
        }
    }

    /// <summary>The two allowances that a valid certificate brings, and the top-up of a severe one.</summary>
    public static void Disabled(CityPlan plan, Person person, int grade)
    {
        var account = person.Benefits.FirstOrDefault()?.Account ?? person.Household!.Members.SelectMany(m => m.Benefits).FirstOrDefault()?.Account ?? plan.NewAccount();
        var from = plan.MonthsAgo(2);
        if (person.InDibaoClass && person.Benefits.TrueForAll(b => b.Kind != "disabled_living"))
        {
            Pay(person, "disabled_living", 76_00, from, account);
        }

        if (grade <= 2 && person.Benefits.TrueForAll(b => b.Kind != "disabled_care"))
        {
            Pay(person, "disabled_care", grade == 1 ? 80_00 : 70_00, from, account);
        }

        if (grade <= 2 && person.Category is "dibao" or "dibao_individual" && person.Benefits.TrueForAll(b => b.Kind != "category_topup"))
        {
            Pay(person, "category_topup", 226_00, from, account);
        }
    }

    public static Benefit Pay(Person person, string kind, long amount, DateOnly from, string account, DateOnly? to = null)
    {
        var benefit = new Benefit { Kind = kind, Amount = amount, From = from, To = to, Account = account, Holder = person.Household!.Head };
        person.Benefits.Add(benefit);
        return benefit;
    }

    // M = standard × N − income ÷ 12, shared out, in whole yuan rounded up.
    private static long TopUp(Household household)
    {
        var yearly = Standard * 12 * household.Members.Count - (household.Income ?? 0);
        var share = yearly / 12 / household.Members.Count;
        return Math.Clamp((share + 99) / 100 * 100, 110_00, Standard);
    }

    private static void TopUpByAge(CityPlan plan, Person person, DateOnly from, string account)
    {
        var age = person.AgeAt(plan.AsOf);
        if (age is >= 70 or < 18)
        {
            Pay(person, "category_topup", 151_00, from, account);
        }
    }
}
