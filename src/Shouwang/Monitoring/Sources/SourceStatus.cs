using System.Globalization;
using Shouwang.Monitoring.Ingest;

namespace Shouwang.Monitoring.Sources;

/// <summary>How one feed of one source stands on a day.</summary>
/// <param name="LatestPeriod">The newest period that counts, or null where nothing was ever delivered.</param>
/// <param name="CoveredTo">The last day that the newest period covers.</param>
/// <param name="DueOn">When the period after it should arrive.</param>
/// <param name="LateDays">Days beyond that; 0 while in time.</param>
/// <param name="Rows">Rows of all active batches, those in quarantine included.</param>
public sealed record FeedStatus(
    SourceContract Source,
    SourceFeed Feed,
    string? LatestPeriod,
    DateOnly? CoveredTo,
    DateTime? LastReceived,
    DateOnly? DueOn,
    int LateDays,
    int Batches,
    int Waiting,
    long Rows,
    long Quarantined,
    long Unlinked)
{
    /// <summary>Fresh enough that a missing row means something: the next delivery is not overdue.</summary>
    public bool IsFresh => CoveredTo is not null && LateDays == 0;

    public double QuarantineRate => Rows == 0 ? 0 : (double)Quarantined / Rows;
}

/// <summary>Reads the state of all feeds off the batches that the store holds.</summary>
public static class SourceStatus
{
    public static IReadOnlyList<FeedStatus> Of(SourceCatalog catalog, IReadOnlyList<Batch> batches, DateOnly asOf) =>
        [.. catalog.Sources.Values.SelectMany(s => s.Feeds.Select(f => Of(s, f, [.. batches.Where(b => b.Source == s.Code && b.Feed == f.Name)], asOf)))];

    /// <summary>Record types of which every feed that delivers them is fresh: only there does a missing row mean that there is nothing.</summary>
    public static IReadOnlySet<string> FreshRecords(IEnumerable<FeedStatus> feeds) =>
        feeds.GroupBy(f => f.Feed.Record.Name).Where(g => g.All(f => f.IsFresh)).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>The last day of a period as file names write it: yyyy, yyyyMM or yyyyMMdd.</summary>
    public static DateOnly? EndOf(string period)
    {
        if (period.Length < 4 || !int.TryParse(period.AsSpan(0, 4), CultureInfo.InvariantCulture, out var years) || years is < 1900 or > 2200)
        {
            return null;
        }

        if (DateOnly.TryParseExact(period, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (DateOnly.TryParseExact(period + "01", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return month.AddMonths(1).AddDays(-1);
        }

        return DateOnly.TryParseExact(period + "1231", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year) ? year : null;
    }

    private static FeedStatus Of(SourceContract source, SourceFeed feed, List<Batch> batches, DateOnly asOf)
    {
        var active = batches.Where(b => b.State == BatchState.Published).GroupBy(b => b.Period).Select(g => g.MaxBy(b => b.Revision)!).ToList();
        var latest = active.MaxBy(b => EndOf(b.Period) ?? DateOnly.MinValue);
        var covered = latest is null ? null : EndOf(latest.Period);
        DateOnly? due = covered is { } to ? Next(to, source.Cadence).AddDays(source.ExpectedWithinDays) : null;
        return new FeedStatus(
            source, feed, latest?.Period, covered, batches.Count == 0 ? null : batches.Max(b => b.Received), due,
            due is { } day ? Math.Max(0, asOf.DayNumber - day.DayNumber) : 0,
            active.Count, batches.Count(b => b.State == BatchState.Stopped), active.Sum(b => b.RowsIn), active.Sum(b => b.Quarantined), active.Sum(b => b.Unlinked));
    }

    private static DateOnly Next(DateOnly end, Cadence cadence) => cadence switch
    {
        Cadence.Daily => end.AddDays(1),
        Cadence.TenDays => EndOfTenDays(end.AddDays(1)),
        Cadence.Quarterly => end.AddDays(1).AddMonths(3).AddDays(-1),
        Cadence.Yearly => end.AddYears(1),
        _ => end.AddDays(1).AddMonths(1).AddDays(-1),
    };

    // 旬: the 10th, the 20th, the last of the month.
    private static DateOnly EndOfTenDays(DateOnly day) =>
        day.Day <= 20 ? new DateOnly(day.Year, day.Month, day.Day <= 10 ? 10 : 20) : new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
