using Shouwang.Platform.Records;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Rules;

/// <summary>Whom a rule warns about.</summary>
public enum RuleScope
{
    /// <summary>A registered person.</summary>
    Person,
    /// <summary>A registered household.</summary>
    Household,
    /// <summary>Somebody who is not registered and about whom there are records.</summary>
    Resident,
}

/// <summary>The urgency of a warning, most urgent first.</summary>
public enum Severity
{
    Red,
    Orange,
    Yellow,
    Blue,
}

/// <summary>The first case that holds gives the severity; a fixed severity has no cases.</summary>
public sealed record SeverityRule(IReadOnlyList<(Formula When, Severity Then)> Cases, Severity Else);

/// <summary>A value that decided, for the explanation of a hit.</summary>
/// <param name="Key">The name as the rule writes it: a variable, an input, <c>p.threshold</c> or an aggregate's own text.</param>
public sealed record NamedValue(string Key, Bilingual Label, Formula Formula);

/// <summary>A warning rule: a typed condition over one entity. See docs/packs.md.</summary>
/// <param name="Text">What the officer is told beyond the name; null where the name says it all.</param>
/// <param name="Amount">What suppression compares (fen or a count); null where a repeat is a repeat.</param>
/// <param name="Requires">Record types that must be delivered before absence means anything.</param>
/// <param name="Uses">Record types that the rule reads.</param>
/// <param name="Parameters">Every parameter that the rule depends on, also through variables.</param>
/// <param name="Named">The values that decide, in the order of the condition.</param>
public sealed record WarningRule(
    string Id,
    Bilingual Name,
    Bilingual? Text,
    RuleScope Scope,
    Formula When,
    Formula? Amount,
    SeverityRule Severity,
    IReadOnlyList<RecordType> Requires,
    IReadOnlyList<string> FollowUp,
    string Cite,
    IReadOnlyList<RecordType> Uses,
    IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<NamedValue> Named)
{
    /// <summary>The condition, the severity and the scope as the author wrote them.</summary>
    public string Written { get; init; } = "";
}

/// <summary>What a rule of the catalogue waits for.</summary>
public enum WaitingFor
{
    /// <summary>A part of the system that is not built yet.</summary>
    CaseWork,
    /// <summary>A department or company that does not deliver yet.</summary>
    Source,
}

/// <summary>A rule of the catalogue that cannot run yet, and why.</summary>
public sealed record WaitingRule(string Id, Bilingual Name, WaitingFor For, Bilingual Reason);
