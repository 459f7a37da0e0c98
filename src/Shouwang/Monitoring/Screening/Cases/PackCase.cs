using Shouwang.Monitoring.Rules;

namespace Shouwang.Monitoring.Screening.Cases;

/// <summary>What a case expects of one rule.</summary>
/// <param name="Count">Hits of the rule in the case's household or on its resident.</param>
/// <param name="Severity">Of every hit; null where the case does not say.</param>
/// <param name="Amount">Fen or a count, of every hit; null where the case does not say.</param>
public sealed record Expectation(string Rule, int Count, Severity? Severity, long? Amount);

/// <summary>One row of an <c>in_*</c> relation: column → bool, long, DateOnly, string or null.</summary>
internal sealed record CaseRow(string Relation, IReadOnlyDictionary<string, object?> Values);

/// <summary>One case of the pack: a household or a resident, and the warnings that must arise.</summary>
/// <param name="Number">Its household's number, or the resident's.</param>
/// <param name="Delivered">Record types that stand in the case: a rule that requires another does not run on it.</param>
internal sealed record PackCase(string File, int Line, string Name, DateOnly AsOf, int Number, IReadOnlyList<CaseRow> Rows, IReadOnlySet<string> Delivered, IReadOnlyList<Expectation> Expected);
