using Shouwang.Platform.Text;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Simulation;

/// <param name="Before">The law as it is.</param>
/// <param name="After">The law as it would be.</param>
/// <param name="Budget">The most that a year may cost, in fen; null where there is no cap.</param>
/// <param name="Protect">Pay every household at least what it has now.</param>
/// <param name="Elsewhere">Packs of other cities that must run on the same facts without code.</param>
/// <param name="Later">Days on which announced standards begin to count; empty asks the law for its next three.</param>
public sealed record SimulationQuestion(LawDay Before, LawDay After, long? Budget, bool Protect, IReadOnlyList<(string Name, LawDay Law)> Elsewhere, IReadOnlyList<DateOnly> Later);

/// <summary>Tries a reform on the whole register: nothing is written.</summary>
public sealed class Simulate(IEvaluator evaluator)
{
    private const int MostLater = 3;

    /// <exception cref="ArgumentException">The laws do not speak of the same facts.</exception>
    public SimulationReport Run(SimulatedRegister register, SimulationQuestion question, IProgress<double>? progress = null)
    {
        var complete = register.Complete();
        var before = StandingOf(register, question.Before);
        progress?.Report(0.3);
        var after = StandingOf(register, question.After);
        progress?.Report(0.6);
        var count = new Count(register, complete, question.After.Law.Outcome.Outside);
        var elsewhere = question.Elsewhere.Select(e => Trial(register, count, e.Name, e.Law)).ToList();
        progress?.Report(0.8);
        var later = Later(question).Select(day => Announced(register, count, question.After, day)).ToList();
        progress?.Report(0.95);
        var changes = count.Changes(before, after);
        var report = new SimulationReport(
            question.After.AsOf,
            question.After.KnownOn,
            question.Before.Law.Hash,
            question.After.Law.Hash,
            complete.Length,
            register.Population.Persons.Count,
            complete.Count(c => !c),
            count.Trial("before", question.Before.AsOf, before),
            count.Trial("after", question.After.AsOf, after),
            count.Moves(before, after),
            count.Costs(before, after, d => d / 1_000_000 * 1_000_000),
            count.Costs(before, after, d => d / 1_000 * 1_000),
            count.CostsByCategory(before, after),
            [.. changes.Where(c => c.Change < 0).OrderBy(c => c.Change).ThenBy(c => c.Household, StringComparer.Ordinal)],
            [.. changes.Where(c => c.Change > 0).OrderByDescending(c => c.Change).ThenBy(c => c.Household, StringComparer.Ordinal)],
            -changes.Where(c => c.Change < 0).Sum(c => c.Change),
            count.Targeting(before),
            count.Targeting(after),
            elsewhere,
            later,
            []);
        progress?.Report(1);
        return report with { Promises = Promises.Of(report, question) };
    }

    private Standing StandingOf(SimulatedRegister register, LawDay law) => Standing.Of(evaluator.Evaluate(register.Population.Under(law.Law), law));

    private TrialResult Trial(SimulatedRegister register, Count count, string name, LawDay law) => count.Trial(name, law.AsOf, StandingOf(register, law));

    private TrialResult Announced(SimulatedRegister register, Count count, LawDay after, DateOnly day)
    {
        try
        {
            // What is announced is known today: the second axis stays.
            return Trial(register, count, $"{day:yyyy-MM-dd}", after.Law.On(day, after.KnownOn));
        }
        catch (ParameterNotInForceException e)
        {
            return new TrialResult($"{day:yyyy-MM-dd}", day, 0, 0, 0, new PovertyMeasures(0, 0, 0), e.Message);
        }
    }

    /// <summary>The next days on which any value of the law changes, of those that are known already.</summary>
    private static IEnumerable<DateOnly> Later(SimulationQuestion question) => question.Later.Count > 0
        ? question.Later
        : question.After.Law.Used.SelectMany(p => p.Values).Where(v => v.From > question.After.AsOf && (v.Published ?? v.From) <= question.After.KnownOn).Select(v => v.From).Distinct().Order().Take(MostLater);
}
