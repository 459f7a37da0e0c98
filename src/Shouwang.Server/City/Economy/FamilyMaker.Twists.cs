using Shouwang.Server.City.Oracle;

namespace Shouwang.Server.City.Economy;

internal sealed partial class FamilyMaker
{
    // Pay in cash, or a car in a cousin's name: true, and nobody told.
    private void Hide()
    {
        var worker = Enumerable.Range(0, Count).FirstOrDefault(i => Lives(i) && AgeOf(i) is >= 18 and < 70 && !Has(i, "wage"), -1);
        if (aim.Why == "hidden_income" && worker >= 0)
        {
            var amount = (MeansLaw.Line * Count * dice.Between(6, 22) / 10) + (12 * MeansLaw.WorkCostMonth);
            real.Members[worker].Incomes.Add(new IncomeRow("wage", "checked", amount / 100 * 100, plan.AsOf, "truth"));
            return;
        }

        real.Assets.Add(dice.Chance(5500)
            ? new AssetRow(++items, "vehicle", "checked", dice.Between(40, 160) * 1_000_00, plan.AsOf, "truth")
            : new AssetRow(++items, "deposit", "checked", (MeansLaw.Line * MeansLaw.RigidSavings * Count) + (dice.Between(5, 300) * 1_000_00), plan.AsOf, "truth"));
    }

    /// <summary>What a survey leaves open: an amount that nobody knows, an income that is only imputed, one that is contested.</summary>
    private string? Twist()
    {
        if (aim.Exact)
        {
            return null;
        }

        if (dice.Chance(200))
        {
            return Miss();
        }

        var idle = Enumerable.Range(0, Count).FirstOrDefault(i => CanEarn(i) && household.Members[i].Labour != "weak" && !Has(i, "wage") && AgeOf(i) < 60, -1);
        return idle >= 0 && dice.Chance(2600) ? Impute(idle) : null;
    }

    // The minimum wage for the months not worked: entered with its reason, and half the time contested. It is not true.
    private string Impute(int i)
    {
        var months = (int)dice.Between(3, 12);
        told.Members[i].Incomes.Add(new IncomeRow("wage", "surveyed", MeansLaw.MinWage * months, plan.AsOf.AddDays(-(int)dice.Between(10, 50)), "survey")
        {
            Months = months,
            Imputed = true,
            Reason = dice.Weighted([70, 15, 15]) switch { 0 => "able_not_working", 1 => "cost_of_living", _ => "similar_households" },
            Contested = dice.Chance(5000),
        });
        return "imputed";
    }

    private string? Miss()
    {
        switch (dice.Weighted([50, 20, 20, 10]))
        {
            case 0 when told.Members.Find(m => m.Incomes.Exists(r => r.Kind is "wage" or "business" or "land" or "livestock" or "farming")) is { } member:
                var kind = member.Incomes.First(r => r.Kind is "wage" or "business" or "land" or "livestock" or "farming").Kind;
                Forget(member.Incomes, r => r.Kind == kind, r => r with { Amount = null });
                break;
            case 1 when told.Members.Find(m => m.Expenses.Exists(r => r.Kind == "medical")) is { } member:
                Forget(member.Expenses, r => r.Kind == "medical", r => r with { Amount = null });
                break;
            case 3 when told.Obligors.Count > 0:
                told.Obligors[0] = told.Obligors[0] with { Income = null, Settled = null };
                break;
            default:
                if (told.Assets.FindIndex(r => r.Kind == "deposit") is not (>= 0 and var at))
                {
                    return null;
                }

                var item = told.Assets[at].Item;
                Forget(told.Assets, r => r.Item == item, r => r with { Value = null });
                break;
        }

        return "missing_fact";
    }

    // One source is left, and it does not say how much.
    private static void Forget<T>(List<T> rows, Predicate<T> about, Func<T, T> forgotten)
    {
        var first = rows.FindIndex(about);
        rows[first] = forgotten(rows[first]);
        for (var i = rows.Count - 1; i > first; i--)
        {
            if (about(rows[i]))
            {
                rows.RemoveAt(i);
            }
        }
    }
}
