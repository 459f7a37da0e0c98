using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

/// <summary>A hit with the day that was screened, checked and with its severity read.</summary>
internal sealed class Finding
{
    private Finding(RaisedHit hit, WarningSeverity severity, DateOnly asOf, string packHash)
    {
        Hit = hit;
        Severity = severity;
        AsOf = asOf;
        PackHash = packHash;
        EvidenceText = Warnings.EvidenceText.Write(hit.Evidence);
    }

    public RaisedHit Hit { get; }

    public WarningSeverity Severity { get; }

    public DateOnly AsOf { get; }

    public string PackHash { get; }

    /// <summary>The stored form of the evidence.</summary>
    public string EvidenceText { get; }

    public (string Rule, string Subject) Key => (Hit.Rule, Hit.Subject);

    /// <summary>In the order of rule and subject, so that numbers do not depend on the order in which screening found them.</summary>
    /// <exception cref="ArgumentException">A hit breaks the contract of <see cref="RaisedHit"/>: that is a fault of the screening.</exception>
    public static List<Finding> Of(IReadOnlyList<RaisedHit> hits, DateOnly asOf, string packHash)
    {
        var findings = new List<Finding>(hits.Count);
        var seen = new HashSet<(string, string)>(hits.Count);
        foreach (var hit in hits)
        {
            Refuse(!seen.Add((hit.Rule, hit.Subject)), hit, "a subject comes twice");
            Refuse(hit.Subject.Length == 18 && IdNumber.TryParse(hit.Subject, out _), hit, "a subject is an identity number");
            Refuse(hit.Scope == HitScope.Person && hit.PersonId is null, hit, "a person is missing");
            Refuse(hit.Scope == HitScope.Household && hit.HouseholdId is null, hit, "a household is missing");
            Refuse(!Words<WarningSeverity>.TryParse(hit.Severity, out var severity), hit, $"unknown severity {hit.Severity}");
            findings.Add(new Finding(hit, severity, asOf, packHash));
        }

        findings.Sort((a, b) => Compare(a.Key, b.Key));
        return findings;
    }

    private static int Compare((string Rule, string Subject) a, (string Rule, string Subject) b)
    {
        var rule = string.CompareOrdinal(a.Rule, b.Rule);
        return rule != 0 ? rule : string.CompareOrdinal(a.Subject, b.Subject);
    }

    // The subject stays out of the message: messages go to logs.
    private static void Refuse(bool broken, RaisedHit hit, string what)
    {
        if (broken)
        {
            throw new ArgumentException($"A hit of rule {hit.Rule}: {what}.", nameof(hit));
        }
    }
}
