using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Turns warnings into lines of the list, in the order given, with the names of people.</summary>
internal static class WarningRows
{
    public static IQueryable<WarningRow> AsRows(this IQueryable<Warning> warnings, ShouwangDb db) =>
        from warning in warnings
        join found in db.Persons().AsNoTracking() on warning.PersonId equals found.Id into persons
        from person in persons.DefaultIfEmpty()
        join home in db.Households().AsNoTracking() on warning.HouseholdId equals home.Id into households
        from household in households.DefaultIfEmpty()
        join employed in db.Workers().AsNoTracking() on warning.WorkerCode equals employed.Code into workers
        from worker in workers.DefaultIfEmpty()
        let head = db.Memberships().Where(member => member.HouseholdId == warning.HouseholdId && member.Role == HouseholdRole.Head && member.To == null)
            .Join(db.Persons(), member => member.PersonId, one => one.Id, (member, one) => one.Name).FirstOrDefault()
        select new WarningRow(
            warning.Number,
            warning.Rule,
            warning.Scope,
            warning.Subject,
            person != null ? person.Name : head,
            person != null ? person.IdNumber : null,
            household != null ? household.Code : null,
            warning.Division,
            warning.Unit,
            warning.Severity,
            warning.State,
            warning.WorkerCode,
            worker != null ? worker.Name : null,
            warning.Amount,
            warning.AmountUnit,
            warning.RaisedOn,
            warning.LastSeenOn,
            warning.DueOn,
            warning.MergedCount,
            warning.Escalation,
            warning.Outcome,
            warning.OutcomeReason,
            warning.VerifiedOn,
            warning.ClosedOn,
            warning.Sources);

    public static IQueryable<Warning> InOrder(this IQueryable<Warning> warnings, WarningOrder order, bool descending)
    {
        var sorted = (order, descending) switch
        {
            (WarningOrder.Due, false) => warnings.OrderBy(warning => warning.DueOn),
            (WarningOrder.Due, true) => warnings.OrderByDescending(warning => warning.DueOn),
            (WarningOrder.Severity, false) => warnings.OrderBy(Urgency),
            (WarningOrder.Severity, true) => warnings.OrderByDescending(Urgency),
            (WarningOrder.Raised, false) => warnings.OrderBy(warning => warning.RaisedOn),
            (WarningOrder.Raised, true) => warnings.OrderByDescending(warning => warning.RaisedOn),

            // The databases disagree on where a missing amount stands: here it is the least.
            (WarningOrder.Amount, false) => warnings.OrderBy(warning => warning.Amount ?? long.MinValue),
            (WarningOrder.Amount, true) => warnings.OrderByDescending(warning => warning.Amount ?? long.MinValue),
            (_, true) => warnings.OrderByDescending(warning => warning.Year).ThenByDescending(warning => warning.Ordinal),
            _ => warnings.OrderBy(warning => warning.Year).ThenBy(warning => warning.Ordinal),
        };
        return sorted.ThenBy(warning => warning.Year).ThenBy(warning => warning.Ordinal);
    }

    // Severities are stored as words, whose alphabetical order means nothing.
    private static readonly System.Linq.Expressions.Expression<Func<Warning, int>> Urgency = warning =>
        warning.Severity == WarningSeverity.Red ? 0 : warning.Severity == WarningSeverity.Orange ? 1 : warning.Severity == WarningSeverity.Yellow ? 2 : 3;
}
