using Shouwang.Platform.Calendar;

namespace Shouwang.Monitoring.Warnings;

/// <summary>The decisions of one raising, in memory.</summary>
internal sealed class Raising
{
    private readonly WarningSettings settings;
    private readonly WorkingDays calendar;
    private readonly Stamp stamp;
    private readonly Dictionary<(string Rule, string Subject), Warning> earlier = [];
    private readonly Dictionary<(string Rule, HitAnswer Answer), int> counts = [];
    private readonly Dictionary<WarningSeverity, DateOnly> dueOn = [];

    /// <param name="stored">Open warnings and lately closed ones.</param>
    public Raising(WarningSettings settings, WorkingDays calendar, Stamp stamp, IEnumerable<Warning> stored)
    {
        (this.settings, this.calendar, this.stamp) = (settings, calendar, stamp);
        foreach (var warning in stored)
        {
            var key = (warning.Rule, warning.Subject);
            if (!earlier.TryGetValue(key, out var other) || Decides(warning, other))
            {
                earlier[key] = warning;
            }
        }
    }

    public List<Warning> New { get; } = [];

    public List<Warning> Changed { get; } = [];

    public List<SuppressedHit> Suppressed { get; } = [];

    /// <summary>Merges and suppresses; what remains must become warnings.</summary>
    public List<(Finding Finding, Warning? Previous)> Answer(IEnumerable<Finding> findings)
    {
        var fresh = new List<(Finding, Warning?)>();
        foreach (var finding in findings)
        {
            var before = earlier.GetValueOrDefault(finding.Key);
            var answer = before?.AnswerTo(finding, settings) ?? HitAnswer.New;
            Count(finding, answer);
            switch (answer)
            {
                case HitAnswer.Merge:
                    before!.Merge(finding, settings, calendar, stamp);
                    Changed.Add(before);
                    Suppress(finding, SuppressionReason.OpenMerged, before);
                    break;
                case HitAnswer.Silent:
                    Suppress(finding, SuppressionReason.SilentDays, before!);
                    break;
                case HitAnswer.RaiseAgain or HitAnswer.New:
                    fresh.Add((finding, answer == HitAnswer.RaiseAgain ? before : null));
                    break;
            }
        }

        return fresh;
    }

    /// <param name="lastOrdinal">The highest number given in the year so far.</param>
    public void Raise(IEnumerable<(Finding Finding, Warning? Previous)> fresh, Places places, int lastOrdinal)
    {
        foreach (var (finding, previous) in fresh)
        {
            lastOrdinal++;
            New.Add(Warning.Raise(finding, lastOrdinal, Guid.CreateVersion7(stamp.At), places[finding.Hit], DueOn(finding), previous, stamp));
        }
    }

    public RaiseSummary Summary() => new(
        [.. counts.Keys.Select(key => key.Rule).Distinct().Order(StringComparer.Ordinal).Select(Summary)],
        New.Count(warning => warning.WorkerCode is null));

    // The open one; where none is open, the one closed last.
    private static bool Decides(Warning warning, Warning other) =>
        warning.IsOpen || (!other.IsOpen && (warning.ClosedOn, warning.Year, warning.Ordinal).CompareTo((other.ClosedOn, other.Year, other.Ordinal)) > 0);

    private DateOnly DueOn(Finding finding)
    {
        if (!dueOn.TryGetValue(finding.Severity, out var day))
        {
            dueOn[finding.Severity] = day = settings.DueOn(finding.Severity, finding.AsOf, calendar);
        }

        return day;
    }

    private void Suppress(Finding finding, SuppressionReason reason, Warning warning) =>
        Suppressed.Add(new SuppressedHit(finding.Hit.Rule, finding.Hit.Subject, finding.AsOf, finding.Severity, finding.Hit.Amount, reason, warning.Id));

    private void Count(Finding finding, HitAnswer answer) =>
        counts[(finding.Hit.Rule, answer)] = counts.GetValueOrDefault((finding.Hit.Rule, answer)) + 1;

    private RuleRaised Summary(string rule) => new(
        rule,
        counts.GetValueOrDefault((rule, HitAnswer.New)),
        counts.GetValueOrDefault((rule, HitAnswer.RaiseAgain)),
        counts.GetValueOrDefault((rule, HitAnswer.Merge)),
        counts.GetValueOrDefault((rule, HitAnswer.Silent)),
        counts.GetValueOrDefault((rule, HitAnswer.Known)));
}
