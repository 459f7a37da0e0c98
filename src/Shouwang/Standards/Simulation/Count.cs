namespace Shouwang.Standards.Simulation;

/// <summary>Counts and adds up what two laws make of the households whose facts are complete.</summary>
internal sealed class Count(SimulatedRegister register, bool[] complete, string outside)
{
    private readonly int[] households = [.. Enumerable.Range(0, complete.Length).Where(h => complete[h])];
    private readonly long[] divisions = register.Population.Households.Inputs["division"];
    private readonly int[] firstPerson = register.Population.Persons.First;

    public TrialResult Trial(string name, DateOnly asOf, Standing s) => new(
        name,
        asOf,
        households.Count(h => s.Category[h] != outside || AnyPerson(s, h)),
        households.Sum(h => PersonsIn(s, h)),
        households.Sum(h => s.Monthly[h]),
        PovertyMeasures.Of([.. households.Where(h => s.Size[h] > 0).Select(h => (((double)s.Income[h] + (12.0 * s.Monthly[h])) / s.Size[h], (double)s.Line[h], s.Size[h]))]));

    public IReadOnlyList<CategoryMove> Moves(Standing before, Standing after) => [.. households
        .GroupBy(h => (From: before.Category[h], To: after.Category[h]))
        .Select(g => new CategoryMove(g.Key.From, g.Key.To, g.Count(), g.Sum(Persons)))
        .OrderBy(m => m.From == m.To).ThenByDescending(m => m.Households).ThenBy(m => m.From, StringComparer.Ordinal).ThenBy(m => m.To, StringComparer.Ordinal)];

    public IReadOnlyList<CostLine> Costs(Standing before, Standing after, Func<long, long> place) => [.. households
        .GroupBy(h => place(divisions[h]))
        .Select(g => new CostLine($"{g.Key:D12}", g.Count(h => before.Monthly[h] > 0), g.Count(h => after.Monthly[h] > 0), g.Sum(h => before.Monthly[h]), g.Sum(h => after.Monthly[h])))
        .OrderBy(c => c.Key, StringComparer.Ordinal)];

    public IReadOnlyList<CostLine> CostsByCategory(Standing before, Standing after) => [.. households.Select(h => before.Category[h]).Concat(households.Select(h => after.Category[h])).Distinct(StringComparer.Ordinal)
        .Select(category =>
        {
            var was = households.Where(h => before.Category[h] == category).ToList();
            var becomes = households.Where(h => after.Category[h] == category).ToList();
            return new CostLine(category, was.Count, becomes.Count, was.Sum(h => before.Monthly[h]), becomes.Sum(h => after.Monthly[h]));
        })
        .OrderBy(c => c.Key, StringComparer.Ordinal)];

    public IReadOnlyList<HouseholdChange> Changes(Standing before, Standing after) => [.. households
        .Where(h => before.Monthly[h] != after.Monthly[h])
        .Select(h => new HouseholdChange(register.Codes[h], divisions[h], before.Category[h], after.Category[h], before.Monthly[h], after.Monthly[h], before.Category[h] != outside && after.Category[h] == outside))];

    public TargetingMeasures? Targeting(Standing s)
    {
        if (register.Entitled is not { } entitled)
        {
            return null;
        }

        var persons = households.SelectMany(h => Enumerable.Range(firstPerson[h], Persons(h))).ToList();
        return new TargetingMeasures(
            persons.Count(p => s.PersonCategory[p] != outside),
            persons.Count(p => entitled[p]),
            persons.Count(p => s.PersonCategory[p] != outside && !entitled[p]),
            persons.Count(p => s.PersonCategory[p] == outside && entitled[p]));
    }

    private int Persons(int household) => firstPerson[household + 1] - firstPerson[household];

    private int PersonsIn(Standing s, int household) => Enumerable.Range(firstPerson[household], Persons(household)).Count(p => s.PersonCategory[p] != outside);

    private bool AnyPerson(Standing s, int household) => PersonsIn(s, household) > 0;
}
