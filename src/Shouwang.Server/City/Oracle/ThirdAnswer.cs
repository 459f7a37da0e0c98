using Shouwang.Server.City.Economy;

namespace Shouwang.Server.City.Oracle;

/// <param name="Category">A category, none, or undetermined.</param>
/// <param name="Possible">Every category that some value of a missing fact leads to.</param>
internal sealed record Verdict(string Category, IReadOnlyList<string> Possible, Means? Means);

/// <summary>
/// The third answer once more: what is missing is tried with every value of its trial list. Outside in every case is
/// outside; anything else is undetermined.
/// </summary>
internal sealed class ThirdAnswer(MeansOracle oracle)
{
    private static readonly long[] Incomes = [0, 3_000_00, 9_000_00, 20_000_00, 60_000_00, 300_000_00];
    private static readonly long[] Expenses = [0, 3_000_00, 10_000_00, 30_000_00, 100_000_00];
    private static readonly long[] Values = [0, 10_000_00, 50_000_00, 300_000_00];
    private static readonly long[] Supporters = [0, 20_000_00, 60_000_00, 200_000_00];

    public Verdict Of(FamilyFacts family)
    {
        var tried = Filled(family).Select(oracle.Of).ToList();
        var possible = tried.Select(m => m.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var means = tried.Count == 1 ? tried[0] : null;
        return new Verdict(means?.Category ?? (possible is ["none"] ? "none" : "undetermined"), possible, means);
    }

    // A family lacks a fact or two: the tree of trials stays small.
    private static IEnumerable<FamilyFacts> Filled(FamilyFacts family)
    {
        for (var i = 0; i < family.Members.Count; i++)
        {
            var (at, member) = (i, family.Members[i]);
            if (member.Incomes.FindIndex(r => r.Amount is null) is >= 0 and var income)
            {
                return Incomes.SelectMany(v => Filled(Replaced(family, at, member.With(Replaced(member.Incomes, income, member.Incomes[income] with { Amount = v }), member.Expenses))));
            }

            if (member.Expenses.FindIndex(r => r.Amount is null) is >= 0 and var expense)
            {
                return Expenses.SelectMany(v => Filled(Replaced(family, at, member.With(member.Incomes, Replaced(member.Expenses, expense, member.Expenses[expense] with { Amount = v })))));
            }
        }

        if (family.Assets.FindIndex(r => r.Value is null) is >= 0 and var asset)
        {
            return Values.SelectMany(v => Filled(family.With(family.Members, Replaced(family.Assets, asset, family.Assets[asset] with { Value = v }), family.Obligors, family.Crops)));
        }

        if (family.Obligors.FindIndex(r => r.Income is null) is >= 0 and var obligor)
        {
            return Supporters.SelectMany(v => Filled(family.With(family.Members, family.Assets, Replaced(family.Obligors, obligor, family.Obligors[obligor] with { Income = v }), family.Crops)));
        }

        return [family];
    }

    private static FamilyFacts Replaced(FamilyFacts family, int at, MemberFacts member) =>
        family.With(Replaced(family.Members, at, member), family.Assets, family.Obligors, family.Crops);

    private static List<T> Replaced<T>(List<T> list, int at, T value)
    {
        var copy = list.ToList();
        copy[at] = value;
        return copy;
    }
}
