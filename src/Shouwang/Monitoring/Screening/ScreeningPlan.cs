using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>A statement that makes one temporary table.</summary>
public sealed record ScreeningStage(string Table, string Sql);

/// <summary>The rows of one record type behind the hits of some rules.</summary>
/// <param name="Sql">Columns rule, scope, person, household, subject, batch, line, on, amount.</param>
public sealed record EvidenceSelect(RecordType Record, IReadOnlySet<string> Rules, string Sql);

/// <summary>A rule that this run leaves out, and why.</summary>
public sealed record SkippedRule(string Rule, Bilingual Reason);

/// <summary>
/// A run as SQL: stages in order, then one select of hits and one of evidence per record type. Made from the checked
/// rules alone, the same for every engine but for the sign of whole division.
/// </summary>
/// <param name="Hits">Columns rule, scope, person, household, severity, amount, named (JSON: money in fen, rates in millionths).</param>
public sealed record ScreeningPlan(
    DateOnly AsOf,
    SqlDialect Dialect,
    IReadOnlyList<ScreeningStage> Stages,
    string Hits,
    IReadOnlyList<EvidenceSelect> Evidence,
    IReadOnlyList<WarningRule> Rules,
    IReadOnlyList<SkippedRule> Skipped)
{
    /// <param name="overrides">Parameters to try: <c>A02.threshold</c> → <c>8000</c>.</param>
    /// <param name="delivered">Record types of which deliveries exist; null where every type is.</param>
    /// <exception cref="UnknownOverrideException">An override names no parameter or is no value of it.</exception>
    public static ScreeningPlan Make(RuleSet rules, DateOnly asOf, SqlDialect dialect, IReadOnlyDictionary<string, string>? overrides = null, IReadOnlySet<string>? delivered = null)
    {
        var parameters = new ParameterDay(rules, asOf, overrides ?? new Dictionary<string, string>());
        var skipped = new List<SkippedRule>();
        var used = new List<WarningRule>();
        foreach (var rule in rules.Rules.Values)
        {
            if (WhyNot(rule, parameters, asOf, delivered) is { } reason)
            {
                skipped.Add(new SkippedRule(rule.Id, reason));
            }
            else
            {
                used.Add(rule);
            }
        }

        return new PlanBuilder(rules.Vocabulary, dialect, asOf, parameters.Of, used).Build(skipped);
    }

    private static Bilingual? WhyNot(WarningRule rule, ParameterDay parameters, DateOnly asOf, IReadOnlySet<string>? delivered)
    {
        if (rule.Parameters.FirstOrDefault(p => !parameters.Has(p)) is { } parameter)
        {
            return new ParameterNotInForceException(parameter.Name, asOf, asOf).Reason;
        }

        return delivered is not null && rule.Requires.FirstOrDefault(r => !delivered.Contains(r.Name)) is { } record
            ? new Bilingual($"“{record.Label.Zh}”没有交付，不能据其缺失下结论", $"No delivery of '{record.Name}': its absence proves nothing")
            : null;
    }
}
