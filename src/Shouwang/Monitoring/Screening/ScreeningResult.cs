using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shouwang.Monitoring.Rules;

namespace Shouwang.Monitoring.Screening;

/// <param name="Person">Null for a household's hit.</param>
/// <param name="Household">Null for a resident's.</param>
/// <param name="Amount">Fen or a count, as the rule says; null where the rule has none or it is unknown.</param>
/// <param name="Named">JSON object of the values that decided, by <see cref="NamedValue.Key"/>: money in fen, rates in millionths.</param>
public sealed record Hit(string Rule, RuleScope Scope, int? Person, int? Household, Severity Severity, long? Amount, string Named);

/// <summary>A stored row that made a hit.</summary>
/// <param name="Person">The hit's person, null for a household's.</param>
/// <param name="Subject">Whom the row is about: the person or a member.</param>
/// <param name="Batch">Rank of the batch among the active ones, as in <c>in_&lt;record&gt;</c>.</param>
/// <param name="On">The date that windows count by.</param>
/// <param name="Amount">Fen; null where the record type has no amount or it is unknown.</param>
public sealed record HitEvidence(string Rule, RuleScope Scope, int? Person, int? Household, string Record, int Subject, int Batch, int Line, DateOnly On, long? Amount);

/// <summary>What a run found.</summary>
public sealed record ScreeningResult(DateOnly AsOf, IReadOnlyList<Hit> Hits, IReadOnlyList<HitEvidence> Evidence, IReadOnlyDictionary<string, int> CountByRule, IReadOnlyList<SkippedRule> Skipped)
{
    /// <summary>SHA-256 over hits and evidence in their order: equal for equal states, however the deliveries arrived.</summary>
    public string ContentHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var h in Hits)
        {
            Append(sha, $"H|{h.Rule}|{h.Scope}|{h.Person}|{h.Household}|{h.Severity}|{h.Amount}|{h.Named}\n");
        }

        foreach (var e in Evidence)
        {
            Append(sha, $"E|{e.Rule}|{e.Scope}|{e.Person}|{e.Household}|{e.Record}|{e.Subject}|{e.Batch}|{e.Line}|{e.On:yyyy-MM-dd}|{e.Amount}\n");
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static void Append(IncrementalHash sha, FormattableString line) => sha.AppendData(Encoding.UTF8.GetBytes(line.ToString(CultureInfo.InvariantCulture)));
}
