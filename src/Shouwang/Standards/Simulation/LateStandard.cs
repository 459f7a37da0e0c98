using Shouwang.Registry;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Simulation;

/// <summary>What a household was paid too little or too much over some months.</summary>
/// <param name="Division">Of the village.</param>
/// <param name="Months">In which the amounts differ.</param>
/// <param name="Paid">Fen in those months, by the law as it was known then.</param>
/// <param name="Due">Fen in those months, by the law as it is known now.</param>
public sealed record Correction(string Household, long Division, int Months, long Paid, long Due)
{
    /// <summary>Above zero: underpaid.</summary>
    public long Difference => Due - Paid;
}

/// <param name="Refused">Months for which the law of then or of now has no value, with the reason.</param>
public sealed record LateStandardReport(Month From, Month To, DateOnly KnownOn, int Undetermined, IReadOnlyList<Correction> Corrections, IReadOnlyDictionary<Month, string> Refused);

/// <summary>
/// After a standard that was published late: each month as it was assessed then, on what was known at its end, and as it
/// must be assessed now. Finds who was underpaid and by how much; changes nothing.
/// </summary>
public sealed class LateStandard(IEvaluator evaluator)
{
    /// <param name="knownOn">The day on which one knows now.</param>
    public LateStandardReport Run(SimulatedRegister register, Law law, Month from, Month to, DateOnly knownOn)
    {
        var complete = register.Complete();
        var (paid, due, months) = (new long[complete.Length], new long[complete.Length], new int[complete.Length]);
        var refused = new Dictionary<Month, string>();
        for (var month = from; month <= to; month = month.AddMonths(1))
        {
            try
            {
                Add(register, law.On(month.FirstDay, month.LastDay), law.On(month.FirstDay, knownOn), paid, due, months);
            }
            catch (ParameterNotInForceException e)
            {
                refused[month] = e.Message;
            }
        }

        var divisions = register.Population.Households.Inputs["division"];
        return new LateStandardReport(
            from,
            to,
            knownOn,
            complete.Count(c => !c),
            [.. Enumerable.Range(0, complete.Length).Where(h => complete[h] && paid[h] != due[h]).Select(h => new Correction(register.Codes[h], divisions[h], months[h], paid[h], due[h])).OrderByDescending(c => c.Difference).ThenBy(c => c.Household, StringComparer.Ordinal)],
            refused);
    }

    private void Add(SimulatedRegister register, LawDay then, LawDay now, long[] paid, long[] due, int[] months)
    {
        var monthly = then.Law.Outcome.Monthly;
        var (was, becomes) = (evaluator.Evaluate(register.Population, then)[monthly], evaluator.Evaluate(register.Population, now)[monthly]);
        for (var h = 0; h < was.Length; h++)
        {
            if (was[h] != becomes[h])
            {
                paid[h] += was[h];
                due[h] += becomes[h];
                months[h]++;
            }
        }
    }
}
