using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Truth;

namespace Shouwang.Server.City.Economy;

/// <summary>The facts of every household, what the law says of them, and the files of both.</summary>
internal sealed class CityEconomy(CityPlan plan, Population people, int threads)
{
    /// <summary>One per household in the city's order.</summary>
    public IReadOnlyList<Judged> Judge(CancellationToken cancel)
    {
        var judged = new Judged[plan.Households.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancel };
        Parallel.For(0, judged.Length, parallel, i =>
        {
            var family = new FamilyMaker(plan, plan.Households[i]).Make();
            var oracle = new MeansOracle(plan.AsOf);
            judged[i] = new Judged(family, oracle.Of(family.True), new ThirdAnswer(oracle).Of(family.Told));
        });
        return judged;
    }

    /// <returns>Counts of rows and of households by class.</returns>
    public EconomySummary Write(IReadOnlyList<Judged> judged)
    {
        using var facts = new FactFiles(plan, people, Path.Combine(plan.Options.Out, "register", "facts"));
        using var truth = new AssessmentFile(people, Path.Combine(plan.Options.Out, "truth", "assessments.csv"));
        foreach (var one in judged)
        {
            facts.Write(one.Family.Told);
            truth.Write(one);
        }

        return new EconomySummary(facts.Counts, judged.Count(j => j.Flag == "leakage"), judged.Count(j => j.Flag == "undercoverage"), judged.Count(j => j.ByFacts.Means is null),
            judged.GroupBy(j => j.ByTruth.Category, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal));
    }
}

/// <summary>A family, and what the oracle says of what is true and of what was told.</summary>
internal sealed record Judged(FamilyCase Family, Means ByTruth, Verdict ByFacts)
{
    private static readonly string[] Order = ["destitute", "dibao", "marginal", "rigid_expenditure", "other_hardship", "none"];

    public bool Registered => Family.Told.Household.Members.Exists(m => m.Category is not null);

    /// <summary>leakage: it hides what puts it lower or outside. hidden: it hides what changes nothing. undercoverage: entitled and not in the register.</summary>
    public string Flag => !Family.Hides ? ByTruth.Category != "none" && !Registered ? "undercoverage" : ""
        : Rank(ByTruth.Category) > ByFacts.Possible.Min(Rank) ? "leakage" : "hidden";

    private static int Rank(string category) => Array.IndexOf(Order, category);
}
