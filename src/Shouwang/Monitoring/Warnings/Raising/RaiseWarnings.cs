using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;

namespace Shouwang.Monitoring.Warnings;

/// <summary>
/// Turns the hits of one screening into warnings: merged into open ones, suppressed after closing, or new, with worker and last day.
/// All in one transaction, or nothing; the same hits for the same day again change nothing.
/// </summary>
public sealed class RaiseWarnings(ShouwangDb db, WarningSettings settings, WorkingDays calendar, TimeProvider clock)
{
    /// <param name="AsOf">The day that was screened.</param>
    /// <param name="PackHash">The pack under which it was screened.</param>
    public sealed record Command(IReadOnlyList<RaisedHit> Hits, DateOnly AsOf, string PackHash);

    /// <exception cref="CalendarMissingException">A limit runs into a year without a calendar; nothing was written.</exception>
    /// <exception cref="ArgumentException">A hit breaks the contract of <see cref="RaisedHit"/>; nothing was written.</exception>
    public async Task<RaiseSummary> RunAsync(Command command, CancellationToken cancel = default)
    {
        // Writing down the evidence takes as long as reading the earlier warnings: both at once.
        var findings = Task.Run(() => Finding.Of(command.Hits, command.AsOf, command.PackHash), cancel);
        await using var transaction = await db.BeginAloneOnWarningsAsync(cancel);
        var raising = new Raising(settings, calendar, new Stamp(Stamp.Night, clock.GetUtcNow()), await EarlierAsync(command.AsOf, cancel));
        var fresh = raising.Answer(await findings);
        if (fresh.Count > 0)
        {
            var places = await Places.LoadAsync(db, [.. fresh.Select(finding => finding.Finding.Hit)], command.AsOf, cancel);
            raising.Raise(fresh, places, await LastOrdinalAsync(command.AsOf.Year, cancel));
        }

        Write(raising);
        await transaction.CommitAsync(cancel);
        return raising.Summary();
    }

    // Open ones, and those whose silence has not ended.
    private Task<List<Warning>> EarlierAsync(DateOnly asOf, CancellationToken cancel)
    {
        var since = asOf.AddDays(-settings.SilentDays);
        return db.Warnings().AsNoTracking()
            .Where(warning => warning.State != WarningState.Closed || warning.ClosedOn >= since || warning.LastSeenOn >= asOf)
            .ToListAsync(cancel);
    }

    private async Task<int> LastOrdinalAsync(int year, CancellationToken cancel) =>
        await db.Warnings().Where(warning => warning.Year == year).MaxAsync(warning => (int?)warning.Ordinal, cancel) ?? 0;

    private void Write(Raising raising)
    {
        db.BulkInsert(raising.New);
        db.BulkUpsert(raising.Changed);
        db.BulkInsert(raising.New.Concat(raising.Changed).SelectMany(warning => warning.Events));
        db.BulkUpsert(raising.Suppressed);
    }
}
