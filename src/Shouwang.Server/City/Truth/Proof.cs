using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Scenarios;

namespace Shouwang.Server.City.Truth;

/// <summary>
/// Finds what must arise in the whole register and proves the city honest: every planted case does what it says,
/// nothing arises where nothing was planted, and rows of uncertain identity change nothing.
/// </summary>
internal static class Proof
{
    /// <exception cref="InvalidOperationException">The city is not what it says; the message lists the first contradictions.</exception>
    public static IReadOnlyList<Expected> Find(CityPlan plan, IReadOnlyList<Intent> intents)
    {
        var accounts = Oracle.Oracle.Accounts(plan.Households, plan.AsOf);
        var oracle = new Oracle.Oracle(plan.AsOf, accounts);
        var expected = new List<Expected>();
        var faults = new List<string>();
        foreach (var household in plan.Households)
        {
            var found = oracle.Of(household);
            expected.AddRange(found);
            if (!household.Planted)
            {
                faults.AddRange(found.Select(f => $"{f.Rule} by chance in {household.Code}"));
                faults.AddRange(oracle.Of(household, allRows: true).Select(f => $"{f.Rule} in {household.Code} if unlinked rows counted"));
            }
        }

        foreach (var resident in plan.Residents)
        {
            expected.AddRange(oracle.OfResident(resident));
        }

        CheckIntents(plan, intents, expected, faults);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"{faults.Count} contradictions in the city:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Take(30))}");
        }

        return expected;
    }

    private static void CheckIntents(CityPlan plan, IReadOnlyList<Intent> intents, List<Expected> expected, List<string> faults)
    {
        var raised = expected.Select(e => (e.Rule, (object?)e.Person)).Concat(expected.Select(e => (e.Rule, (object?)e.Household))).ToHashSet();
        foreach (var intent in intents)
        {
            // A pack without the source of a record type cannot raise what needs it.
            var about = (object?)intent.Person ?? intent.Household;
            if (raised.Contains((intent.Rule, about)) != intent.Hit && IsComplete(plan))
            {
                faults.Add($"{intent.Rule} {(intent.Hit ? "hit" : "near miss")} \"{intent.Why}\" is not what it says ({intent.Household?.Code})");
            }
        }
    }

    private static bool IsComplete(CityPlan plan) => Records.OrdinaryRows.KnownRecords.All(r => plan.FeedsOf(r).Count > 0);
}
