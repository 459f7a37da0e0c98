using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Life;

/// <summary>Incomes and rigid expenditure as they would stand in the register of a county.</summary>
internal static class Means
{
    public static void Set(ref Dice dice, Household household)
    {
        var perHead = household.Head.Category switch
        {
            "destitute" => dice.Between(600, 5_200),
            "dibao" => dice.Between(2_400, 8_900),
            "marginal" or "dibao_individual" => dice.Between(9_100, 13_500),
            "rigid_expenditure" => dice.Between(14_000, 29_000),
            "other_hardship" => dice.Between(9_200, 19_000),
            _ => dice.Between(7_500, 16_000),
        };
        household.Income = perHead * household.Members.Count * 100 + dice.Between(0, 99) * 100;
        var share = household.Head.Category == "rigid_expenditure" ? dice.Between(60, 78) : dice.Between(0, 28);
        household.Rigid = household.Income * share / 100;
        if (household.Head.Category is "marginal" or "dibao_individual" or "other_hardship")
        {
            // More would put the household below the line, and so in another class.
            household.Rigid = Math.Min(household.Rigid.Value, Math.Max(0, household.Income.Value - (9_048_00L * household.Members.Count)));
        }
    }
}
