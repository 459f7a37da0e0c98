using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Screening;
using Shouwang.Monitoring.Sources;
using Shouwang.Monitoring.Warnings;
using Shouwang.Standards.Reviews;

namespace Shouwang.Monitoring.Nights;

/// <summary>Seconds that a step of the night took.</summary>
public sealed record NightStep(string Name, double Seconds);

/// <summary>What a night did, from files to warnings.</summary>
/// <param name="Reassessed">Null where the pack has no means test.</param>
/// <param name="Seconds">From the start to the last commit, reading pack and register included; more than the sum of the steps by what lies between them.</param>
/// <param name="StateHash">SHA-256 of what screening found, by names that do not depend on the order of arrival: equal states have equal hashes.</param>
public sealed record NightReport(
    DateOnly AsOf,
    string PackHash,
    IngestSummary Ingest,
    MatchSummary Match,
    IReadOnlyDictionary<string, int> HitsByRule,
    IReadOnlyList<SkippedRule> Skipped,
    RaiseSummary Raised,
    ReassessSummary? Reassessed,
    IReadOnlyList<FeedStatus> Feeds,
    IReadOnlyList<NightStep> Steps,
    double Seconds,
    string StateHash);
