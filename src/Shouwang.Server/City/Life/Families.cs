using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Life;

/// <summary>Ordinary registered households: sizes, ages and roles as in a county, so many that the totals come out.</summary>
internal static class Families
{
    // Households of 1, 2 … 6 people, per thousand: 2.46 people on average.
    private static readonly int[] Sizes = [300, 290, 190, 130, 60, 30];

    public static void Make(CityPlan plan, int households, int persons)
    {
        var dice = Dice.Of(plan.Options.Seed, "families");
        foreach (var size in SizesFor(ref dice, households, persons))
        {
            var household = new Household { Number = plan.Households.Count };
            plan.Households.Add(household);
            foreach (var member in Compose(ref dice, plan, size))
            {
                household.Add(member);
            }

            Classify(ref dice, plan, household);
            Means.Set(ref dice, household);
            Entitlement.Give(ref dice, plan, household);
            if (dice.Chance(300))
            {
                household.Income = null;
            }
        }
    }

    private static List<int> SizesFor(ref Dice dice, int households, int persons)
    {
        var sizes = new List<int>(households);
        for (var i = 0; i < households; i++)
        {
            sizes.Add(1 + dice.Weighted(Sizes));
        }

        var sum = sizes.Sum();
        while (sum != persons)
        {
            var at = dice.Below(households);
            if (sum < persons && sizes[at] < 7)
            {
                sizes[at]++;
                sum++;
            }
            else if (sum > persons && sizes[at] > 1)
            {
                sizes[at]--;
                sum--;
            }
        }

        return sizes;
    }

    private static List<Person> Compose(ref Dice dice, CityPlan plan, int size)
    {
        var members = new List<Person>(size);
        var headAge = size switch
        {
            1 => dice.Chance(6200) ? (int)dice.Between(60, 90) : (int)dice.Between(30, 59),
            2 => dice.Chance(5000) ? (int)dice.Between(60, 84) : (int)dice.Between(36, 59),
            _ => (int)dice.Between(30, 58),
        };
        var male = dice.Chance(size == 1 ? 6400 : 7800);
        members.Add(Member(ref dice, plan, headAge, male, 0));
        if (size >= 2 && dice.Chance(size == 2 ? 6200 : 7800))
        {
            members.Add(Member(ref dice, plan, Math.Max(22, headAge + (int)dice.Between(-5, 3)), !male, 1));
        }

        if (size >= 4 && headAge < 62 && dice.Chance(3500))
        {
            members.Add(Member(ref dice, plan, Math.Min(92, headAge + (int)dice.Between(21, 32)), dice.Chance(4200), 5));
        }

        while (members.Count < size)
        {
            members.Add(Younger(ref dice, plan, headAge));
        }

        return members;
    }

    private static Person Younger(ref Dice dice, CityPlan plan, int headAge)
    {
        var male = dice.Chance(5300);
        if (headAge < 58 || dice.Chance(5500))
        {
            return Member(ref dice, plan, Math.Max(0, headAge - (int)dice.Between(22, 36)), male, male ? 2 : 3);
        }

        return Member(ref dice, plan, (int)dice.Between(1, 16), male, 4);
    }

    private static Person Member(ref Dice dice, CityPlan plan, int age, bool male, int role)
    {
        var birth = plan.AsOf.AddYears(-age).AddDays(-(int)dice.Between(1, 364));
        // A 16th or 18th birthday in the coming weeks is a planted matter (B17).
        for (var years = 16; years <= 18; years += 2)
        {
            var birthday = birth.AddYears(years);
            if (birthday > plan.AsOf.AddDays(-1) && birthday <= plan.AsOf.AddDays(62))
            {
                birth = birth.AddDays(-70);
            }
        }

        var stage = StageAt(ref dice, age);
        return new Person
        {
            Male = male,
            Birth = birth,
            Role = role,
            Stage = stage,
            Labour = LabourAt(ref dice, age, stage),
            MemberFrom = birth > new DateOnly(2019, 1, 1) ? birth : new DateOnly(2019, 1, 1).AddDays(dice.Below(1800)),
        };
    }

    private static string StageAt(ref Dice dice, int age) => age switch
    {
        < 3 => "none",
        < 6 => dice.Chance(7500) ? "kindergarten" : "none",
        < 12 => "primary",
        < 15 => "junior",
        < 18 => dice.Chance(5200) ? "senior" : dice.Chance(8500) ? "vocational" : "none",
        < 23 => dice.Weighted([45, 27, 28]) switch { 0 => "none", 1 => "college", _ => "bachelor" },
        < 26 => dice.Chance(400) ? "postgraduate" : "none",
        _ => "none",
    };

    private static string LabourAt(ref Dice dice, int age, string stage) => age switch
    {
        < 16 => "none",
        _ when stage != "none" => "none",
        < 60 => dice.Weighted([4, 34, 40, 22]) switch { 0 => "skilled", 1 => "ordinary", 2 => "weak", _ => "lost" },
        < 70 => dice.Weighted([6, 34, 60]) switch { 0 => "ordinary", 1 => "weak", _ => "none" },
        _ => "none",
    };

    private static void Classify(ref Dice dice, CityPlan plan, Household household)
    {
        var alone = household.Members.Count == 1;
        string? category = dice.Weighted(alone ? [430, 400, 60, 20, 10, 80] : [640, 25, 170, 35, 12, 118]) switch
        {
            0 => "dibao",
            1 => "destitute",
            2 => "marginal",
            3 => "rigid_expenditure",
            4 => "other_hardship",
            _ => null,
        };
        foreach (var member in household.Members)
        {
            member.Category = category;
            member.CategoryFrom = plan.MonthsAgo(Recognition.MonthsAgo(category, (int)dice.Between(2, 70)));
        }

        if (category == "marginal" && dice.Chance(3000))
        {
            household.Members[dice.Below(household.Members.Count)].Category = "dibao_individual";
        }

        household.FormerPoor = dice.Chance(2200);
        if (category is null || dice.Chance(category is "dibao" or "marginal" ? 900 : 300))
        {
            household.Monitored = household.FormerPoor ? "unstable_poverty_exit" : dice.Chance(6500) ? "marginal_prone" : "sudden_hardship";
            string[] causes = ["illness", "illness", "disability", "schooling", "work", "labour", "disaster", "accident", "project", "other"];
            household.Causes = dice.Pick(causes);
        }
    }
}
