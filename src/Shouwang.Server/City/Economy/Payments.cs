using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Economy;

/// <summary>
/// Brings what the register pays into line with what the office would reckon from the facts that it was told. A few
/// households stay with the sum of their application: an office that has not reckoned again.
/// </summary>
internal static class Payments
{
    private const ulong NotReckonedAgain = 3;

    private static readonly string[] ByMeans = ["dibao", "category_topup", "destitute_living", "destitute_care"];

    public static void Reckon(CityPlan plan, IReadOnlyList<Judged> judged)
    {
        foreach (var one in judged)
        {
            var household = one.Family.Told.Household;
            if (one.ByFacts.Means is { } means && IsClassedSo(household, means.Persons) && Dice.Mix((ulong)household.Number, 16) % 100 >= NotReckonedAgain)
            {
                Reckon(household, means.Monthly, plan.AsOf);
            }
        }
    }

    private static bool IsClassedSo(Household household, IReadOnlyList<string> classes) =>
        household.Members.Select(m => m.Category ?? "none").SequenceEqual(classes, StringComparer.Ordinal);

    private static void Reckon(Household household, long due, DateOnly on)
    {
        var paid = household.Members.SelectMany(m => m.Benefits).Where(b => b.ActiveOn(on) && ByMeans.Contains(b.Kind, StringComparer.Ordinal)).ToList();
        var main = paid.FindAll(b => b.Kind == "dibao");
        main = main.Count > 0 ? main : paid.FindAll(b => b.Kind == "destitute_living");
        var total = due - paid.Except(main).Sum(b => b.Amount);
        if (main.Count == 0 || total < 1_00 * main.Count)
        {
            return;
        }

        // In whole yuan, the rest to the first.
        var share = total / 100 / main.Count * 100;
        main.ForEach(b => b.Amount = share);
        main[0].Amount += total - (share * main.Count);
    }
}
