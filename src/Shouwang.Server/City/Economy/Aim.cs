using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Economy;

/// <summary>What a family's facts are to come to.</summary>
/// <param name="Assessed">Fen: income less rigid expenditure.</param>
/// <param name="Excess">True where property must be over every limit.</param>
/// <param name="Exact">True where every source agrees to the fen.</param>
/// <param name="Why">What is planted, or null where the family is as the register says.</param>
internal sealed record Aim(long Assessed, long Rigid, bool Excess = false, bool Exact = false, string? Why = null)
{
    public bool Hides => Why is "hidden_income" or "hidden_property";

    public static Aim Of(ref Dice dice, Household household, string category, int size)
    {
        var (line, n) = (MeansLaw.Line * size, Math.Max(1, household.Members.Count));
        var income = (household.Income ?? n * dice.Between(3_000, 8_000) * 100) * size / n;
        var usual = Usual(ref dice, category, income, (household.Rigid ?? 0) * size / n, line);
        // In per mille. What goes up goes out, what goes down should be higher; a line is hit to the fen; something is hidden.
        return dice.Weighted([910, 40, category is "destitute" or "dibao" ? 0 : 25, 8, category == "none" ? 0 : 17]) switch
        {
            1 when category == "dibao" => usual with { Assessed = dice.Between(line * 105 / 100, line * 22 / 10), Why = "better_off" },
            1 => usual with { Assessed = dice.Between(line * 17 / 10, line * 5 / 2), Rigid = usual.Rigid / 3, Excess = false, Why = "better_off" },
            2 => usual with { Assessed = dice.Between(line * 3 / 10, line * 95 / 100), Excess = false, Why = "worse_off" },
            3 => Border(ref dice, usual, line),
            4 => usual with { Why = dice.Chance(6500) ? "hidden_income" : "hidden_property" },
            _ => usual,
        };
    }

    private static Aim Usual(ref Dice dice, string category, long income, long rigid, long line)
    {
        switch (category)
        {
            case "destitute" or "dibao":
                return new Aim(Math.Max(0, Math.Min(income, line * 98 / 100) - rigid), rigid);
            case "marginal":
                return new Aim(Math.Clamp(income - rigid, line * 104 / 100, line * 148 / 100), rigid);
            case "rigid_expenditure":
                // The register's figure has the cost of living in it (domain.md 0.6).
                var (least, most) = ((income * MeansLaw.RigidPercent / 100) - line + 100_00, income - (line * 152 / 100));
                var spent = Math.Clamp(rigid - line, Math.Min(least, most), Math.Max(least, most));
                return new Aim(Math.Max(income - spent, line * 152 / 100), Math.Max(0, spent));
            case "other_hardship":
                return dice.Chance(7000) ? new Aim(income, rigid / 2, Excess: true) : new Aim(Math.Max(income, line * 2), rigid / 4);
            default:
                return dice.Weighted([65, 24, 11]) switch
                {
                    // Who has more than the limits allow is outside of every class, whatever the income.
                    0 => new Aim(Math.Min(income, line * 96 / 100), rigid / 2, Excess: true),
                    1 => new Aim(dice.Between(line * 2, line * 3), rigid / 3),
                    _ => new Aim(Math.Max(0, income - rigid), rigid, Why: "not_registered"),
                };
        }
    }

    private static Aim Border(ref Dice dice, Aim usual, long line)
    {
        var at = dice.Chance(6000) ? line : line * 3 / 2;
        return new Aim(at - dice.Below(2), Math.Min(usual.Rigid, at / 5), Exact: true, Why: "border");
    }
}
