using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;

namespace Shouwang.Monitoring.Warnings;

/// <summary>
/// Tells the county, then the city, of warnings that nobody has verified in time. The limit is the number of working days from the day
/// of raising to the last day; a share of it has passed when the whole working days in it lie behind: 100 % of 3 days
/// is passed on the day after the third working day, 150 % (4.5 days) on the day after the fourth. Each level is told once.
/// </summary>
public sealed class EscalateOverdue(ShouwangDb db, WarningSettings settings, WorkingDays calendar, TimeProvider clock)
{
    /// <returns>How many warnings stand on each level after being told now.</returns>
    /// <exception cref="CalendarMissingException">A limit runs into a year without a calendar; nothing was written.</exception>
    public async Task<IReadOnlyDictionary<EscalationLevel, int>> RunAsync(DateOnly asOf, CancellationToken cancel = default)
    {
        var stamp = new Stamp(Stamp.Night, clock.GetUtcNow());
        await using var transaction = await db.BeginAloneOnWarningsAsync(cancel);
        var late = await LateAsync(asOf, cancel);
        var told = late.Where(warning => warning.Escalate(asOf, settings, calendar, stamp)).ToList();
        db.BulkUpsert(told);
        db.BulkInsert(told.SelectMany(warning => warning.Events));
        await transaction.CommitAsync(cancel);
        return told.GroupBy(warning => warning.Escalation).ToDictionary(level => level.Key, level => level.Count());
    }

    // A first step below 100 % would come before the last day, so the last day itself is no filter.
    private Task<List<Warning>> LateAsync(DateOnly asOf, CancellationToken cancel) => db.Warnings().AsNoTracking()
        .Where(warning => warning.State == WarningState.New || warning.State == WarningState.Assigned || warning.State == WarningState.Verifying)
        .Where(warning => warning.RaisedOn < asOf && warning.Escalation != EscalationLevel.City)
        .ToListAsync(cancel);
}
