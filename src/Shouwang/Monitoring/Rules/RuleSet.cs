using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Rules;

/// <summary>The warning rules of a pack, checked: <c>monitoring/warnings/*.yaml</c> of every layer.</summary>
public sealed class RuleSet
{
    internal RuleSet(Vocabulary vocabulary, RecordCatalog records, VariableCatalog variables, IReadOnlyDictionary<string, Parameter> parameters, IReadOnlyDictionary<string, WarningRule> rules, IReadOnlyDictionary<string, WaitingRule> waiting)
    {
        Vocabulary = vocabulary;
        Records = records;
        Variables = variables;
        Parameters = parameters;
        Rules = rules;
        Waiting = waiting;
    }

    public Vocabulary Vocabulary { get; }

    public RecordCatalog Records { get; }

    public VariableCatalog Variables { get; }

    /// <summary>By name: <c>line</c> for the pack's own, <c>A02.threshold</c> for a rule's.</summary>
    public IReadOnlyDictionary<string, Parameter> Parameters { get; }

    public IReadOnlyDictionary<string, WarningRule> Rules { get; }

    public IReadOnlyDictionary<string, WaitingRule> Waiting { get; }

    /// <summary>Rules that stand in the pack but have faults: what else speaks of them is no fault of its own.</summary>
    public IReadOnlySet<string> Faulty { get; init; } = new HashSet<string>();

    /// <summary>Reads and checks. Faults go to the pack; a rule with a fault is left out, so ask <see cref="Pack.RefuseFaults"/> before use.</summary>
    public static RuleSet Read(Pack pack) => Read(pack, RecordCatalog.Read(pack));

    /// <summary>The same pack with one rule alone: a what-if need not run the others.</summary>
    public RuleSet Only(WarningRule rule) => new(Vocabulary, Records, Variables, Parameters, new Dictionary<string, WarningRule> { [rule.Id] = rule }, Waiting);

    public static RuleSet Read(Pack pack, RecordCatalog records) => new RuleSetReader(pack, records).Read();
}
