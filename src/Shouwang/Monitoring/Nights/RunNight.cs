using System.Diagnostics;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Monitoring.Sources;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;
using Shouwang.Standards.Exits;
using Shouwang.Standards.Means;
using Shouwang.Standards.Reviews;

namespace Shouwang.Monitoring.Nights;

/// <summary>Everything that a night reads of the pack, read once and refused as a whole where it has faults.</summary>
/// <param name="Means">Null where the pack has no means test: then nobody is reassessed.</param>
public sealed record NightRules(Pack Pack, string Hash, SourceCatalog Sources, RuleSet Rules, LinkageSpec Linkage, WarningSettings Warnings, WorkingDays Calendar, Law? Means, ExitTerms? Exits)
{
    /// <exception cref="PackRefusedException">The pack has faults; all of them are named.</exception>
    public static NightRules Read(Pack pack)
    {
        var sources = SourceCatalog.Read(pack);
        var rules = RuleSet.Read(pack, sources.Records);
        var warnings = WarningSettings.Read(pack);
        var calendar = Required(pack, "holidays.csv");
        var linkage = Required(pack, "monitoring/matching.yaml");
        var means = Law.Read(pack);
        var exits = means is null ? null : ExitTerms.Read(pack, means);
        pack.RefuseFaults();
        return new NightRules(pack, pack.Hash(), sources, rules, LinkageSpec.Load(linkage!), warnings!, WorkingDays.Load(calendar!), means, exits);
    }

    private static string? Required(Pack pack, string name)
    {
        var file = pack.FindFile(name);
        if (file is null)
        {
            pack.Faults.Add(new PackFault(pack.Folder, 1, 1, "missing", new($"缺少文件 {name}", $"File {name} is missing")));
        }

        return file;
    }
}

/// <summary>
/// The night: takes in a folder of deliveries, matches, screens everybody, raises warnings, reassesses the register. Each step commits for itself
/// and repeats without harm, so a night that was killed is simply run again.
/// </summary>
public sealed class RunNight(ShouwangDb db, RecordStore store, Archive archive, KeyRing keys, Sealing sealing, Pseudonyms pseudonyms, NightRules rules, TimeProvider clock)
{
    private readonly List<NightStep> steps = [];

    /// <summary>See <see cref="IngestDeliveries.Settle"/>.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The register, where the caller is reading it already, and how long its process has been running.</summary>
    public (Task<RegisterSnapshot> Register, Func<TimeSpan> Age)? Opening { get; init; }

    /// <param name="deliveries">The folder to take in, or null to screen what is stored.</param>
    public async Task<NightReport> RunAsync(string? deliveries, DateOnly asOf, IProgress<(double Share, string Note)>? progress, CancellationToken cancel)
    {
        var whole = Stopwatch.StartNew();
        var before = Opening?.Age() ?? TimeSpan.Zero;
        // Two stores, two cores.
        var loading = Task.Run(() => PersonNumbers.Load(store), CancellationToken.None);
        var register = await RegisterAsync(loading, before, cancel);
        var matching = new MatchRows(db, rules.Linkage);
        // The matcher's view of the register is made while files are read.
        var index = Task.Run(() => matching.Index(register), cancel);
        var names = new NameAgreement(rules.Linkage.Variants);
        using var session = await TimedAsync("people", async () => IngestSession.Open(store, keys, sealing, pseudonyms, await loading, register, (delivered, registered) => names.Of(delivered, registered) != NameVerdict.Different, clock));
        var ingest = deliveries is null
            ? IngestSummary.Nothing
            : await TimedAsync("ingest", () => IngestAsync(deliveries, session, progress, cancel));
        progress?.Report((0.75, ""));
        // What screening needs of the register is laid out while the matcher's view of it is still being made.
        var relations = Timed("lay", () => Lay(register, session, asOf));
        var linked = await TimedAsync("match", async () => await matching.RunAsync(session, register, await index, cancel));
        progress?.Report((0.85, ""));
        var (hits, screening, feeds, hash) = Timed("screen", () => Screen(session, relations, asOf));
        progress?.Report((0.95, ""));
        // Warnings lie in the other database: meanwhile the store puts its house in order.
        var checkpoint = Task.Run(store.Checkpoint, CancellationToken.None);
        RaiseSummary raised;
        ReassessSummary? reassessed = null;
        try
        {
            raised = await TimedAsync("raise", () => new RaiseWarnings(db, rules.Warnings, rules.Calendar, clock).RunAsync(new(hits, asOf, rules.Hash), cancel));
            await TimedAsync("escalate", () => new EscalateOverdue(db, rules.Warnings, rules.Calendar, clock).RunAsync(asOf, cancel));
            if (rules.Means is { } law)
            {
                reassessed = await TimedAsync("reassess", () => new ReassessRegister(db, law, rules.Exits, clock).RunAsync(asOf, cancel));
            }
        }
        finally
        {
            await checkpoint.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await TimedAsync("checkpoint", async () =>
        {
            await checkpoint;
            return 0;
        });
        progress?.Report((1, ""));
        return new NightReport(asOf, rules.Hash, ingest, linked.Summary, screening.CountByRule, screening.Skipped, raised, reassessed, feeds, [.. steps], (before + whole.Elapsed).TotalSeconds, hash);
    }

    private async Task<RegisterSnapshot> RegisterAsync(Task loading, TimeSpan before, CancellationToken cancel)
    {
        try
        {
            if (Opening is not { Register: var reading })
            {
                return await TimedAsync("register", () => RegisterSnapshot.ReadAsync(db, cancel));
            }

            var watch = Stopwatch.StartNew();
            var register = await reading;
            steps.Add(new NightStep("open", (before + watch.Elapsed).TotalSeconds));
            return register;
        }
        catch
        {
            // Nobody closes the store while it is read.
            await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private ScreeningRelations Lay(RegisterSnapshot register, IngestSession session, DateOnly asOf)
    {
        var relations = new ScreeningRelations(register, session.Registered);
        relations.LayRegister(store, asOf);
        return relations;
    }

    private (IReadOnlyList<RaisedHit> Hits, ScreeningResult Result, IReadOnlyList<FeedStatus> Feeds, string Hash) Screen(IngestSession session, ScreeningRelations relations, DateOnly asOf)
    {
        ScreeningRelations.LayRows(store);
        var feeds = SourceStatus.Of(rules.Sources, session.Batches, asOf);
        var result = WithoutApart(Screener.Run(store.Connection, rules.Rules, asOf, delivered: SourceStatus.FreshRecords(feeds)), relations);
        var sightings = new Sightings(rules.Rules, relations, session.People.Map);
        var hits = sightings.Of(store.Connection, result);
        return (hits, result, feeds, sightings.Hash(result, hits));
    }

    // Who has left is no household: only what is said of the person counts.
    private static ScreeningResult WithoutApart(ScreeningResult found, ScreeningRelations relations)
    {
        bool Counts(RuleScope scope, int? household) => scope != RuleScope.Household || !relations.IsApart(household!.Value);
        var left = found.Hits.Where(h => !Counts(h.Scope, h.Household)).CountBy(h => h.Rule).ToDictionary(StringComparer.Ordinal);
        return left.Count == 0 ? found : found with
        {
            Hits = [.. found.Hits.Where(h => Counts(h.Scope, h.Household))],
            Evidence = [.. found.Evidence.Where(e => Counts(e.Scope, e.Household))],
            CountByRule = found.CountByRule.ToDictionary(rule => rule.Key, rule => rule.Value - left.GetValueOrDefault(rule.Key), StringComparer.Ordinal),
        };
    }

    private Task<IngestSummary> IngestAsync(string folder, IngestSession session, IProgress<(double, string)>? progress, CancellationToken cancel)
    {
        var relay = progress is null ? null : new Relay(progress);
        return new IngestDeliveries(db, rules.Sources, archive, clock) { Settle = Settle }.RunAsync(folder, session, relay, cancel);
    }

    private T Timed<T>(string name, Func<T> step)
    {
        var watch = Stopwatch.StartNew();
        var result = step();
        steps.Add(new NightStep(name, watch.Elapsed.TotalSeconds));
        return result;
    }

    private async Task<T> TimedAsync<T>(string name, Func<Task<T>> step)
    {
        var watch = Stopwatch.StartNew();
        var result = await step();
        steps.Add(new NightStep(name, watch.Elapsed.TotalSeconds));
        return result;
    }

    private sealed class Relay(IProgress<(double Share, string Note)> to) : IProgress<IngestProgress>
    {
        public void Report(IngestProgress value) => to.Report((0.05 + (value.Bytes == 0 ? 0 : 0.7 * value.BytesDone / value.Bytes), value.File));
    }
}
