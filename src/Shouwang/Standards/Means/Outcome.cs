using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>A line that a household is measured against.</summary>
/// <param name="Distance">Money of the household and year: above zero while the household is below the line, zero on it.</param>
public sealed record OutcomeLine(string Name, Bilingual Label, Variable Distance);

/// <param name="Kind">The benefit's code in the pack.</param>
/// <param name="Amount">Money per month, of a household or a person.</param>
/// <param name="PaidAs">Under which kinds the register pays it; several benefits may share one.</param>
public sealed record OutcomeBenefit(string Kind, Bilingual Label, Variable Amount, IReadOnlyList<BenefitKind> PaidAs);

/// <summary>What the program must know of a means test beyond its formulas: <c>standards/outcome.yaml</c>.</summary>
/// <param name="Category">Text of the household.</param>
/// <param name="Outside">The code of <paramref name="Category"/> that means: in none.</param>
/// <param name="PersonCategory">Text of the person: the exclusive class.</param>
/// <param name="Monitored">Text of the household: the kind of the overlapping tag, or <paramref name="Outside"/>.</param>
/// <param name="Monthly">Money of the household per month, all benefits together.</param>
/// <param name="Size">Int of the household: members counted.</param>
/// <param name="Income">Money of the household and year: what is compared with the line, for measures of poverty.</param>
/// <param name="Line">Money per person and year.</param>
/// <param name="Order">Categories, the highest first; <paramref name="Outside"/> is not among them.</param>
/// <param name="Calibres">Counted income side by side, by name: money of the household and year.</param>
public sealed record Outcome(
    Variable Category,
    string Outside,
    Variable PersonCategory,
    Variable Monitored,
    Variable Monthly,
    Variable Size,
    Variable Income,
    Variable Line,
    IReadOnlyList<string> Order,
    IReadOnlyDictionary<string, Bilingual> Labels,
    IReadOnlyDictionary<string, Variable> Calibres,
    IReadOnlyList<OutcomeLine> Lines,
    IReadOnlyList<OutcomeBenefit> Benefits)
{
    /// <summary>The highest of some classes, or <see cref="Outside"/>.</summary>
    public string Highest(IReadOnlyCollection<string> classes) => Order.FirstOrDefault(classes.Contains) ?? Outside;
}
