using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>
/// Every value of every variable for a population, kept as <see cref="Population"/> keeps inputs. Whoever explains reads
/// these: nothing is computed a second time.
/// </summary>
public sealed class Evaluation
{
    private readonly Dictionary<Variable, (long[] Values, long[]? Branches)> columns;

    internal Evaluation(Population population, LawDay day, Dictionary<Variable, (long[] Values, long[]? Branches)> columns)
    {
        Population = population;
        Day = day;
        this.columns = columns;
    }

    public Population Population { get; }

    public LawDay Day { get; }

    /// <returns>One value per row of the variable's entity.</returns>
    public long[] this[Variable variable] => columns[variable].Values;

    /// <returns>For a variable with cases which of them counted, from 1, per row; null for other variables.</returns>
    public long[]? Branches(Variable variable) => columns[variable].Branches;
}

/// <summary>Values given in the place of a formula, for tests and for what an officer corrects by hand: variable → row → value.</summary>
public sealed record GivenValues(IReadOnlyDictionary<Variable, IReadOnlyDictionary<int, long>> Values)
{
    public static readonly GivenValues None = new(new Dictionary<Variable, IReadOnlyDictionary<int, long>>());
}

/// <summary>One of the two ways to evaluate a law: delegates, or SQL on an engine. All give the same values.</summary>
public interface IEvaluator
{
    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    Evaluation Evaluate(Population population, LawDay day, GivenValues? given = null);
}
