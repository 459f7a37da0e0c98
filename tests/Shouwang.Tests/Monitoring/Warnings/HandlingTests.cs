using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Tests.Given;
using Xunit;
using static Shouwang.Tests.Monitoring.Warnings.GivenWarnings;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed class HandlingTests(Databases databases)
{
    private const string First = "W2025-000001";

    private readonly GivenWarnings given = new();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_warning_is_assigned_verified_and_closed_and_its_history_is_kept(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.RaiseAsync(database, "2025-09-26", Hit(person: Widow));
        await using var db = database.Open();

        Assert.Null(await new AssignWarning(db, given.Clock).RunAsync(new(First, "W2", "chen"), Cancel));
        Assert.Null(await new StartVerifying(db, given.Clock).RunAsync(new(First, "li"), Cancel));
        Assert.Null(await new VerifyWarning(db, given.Clock).RunAsync(new(First, WarningOutcome.Help, "独居，住院三周", "li"), Cancel));
        Assert.Null(await new CloseWarning(db, given.Clock).RunAsync(new(First, "已代办临时救助", "chen"), Cancel));

        var view = await new ShowWarning(db).RunAsync(First, Cancel);
        Assert.Equal((WarningState.Closed, "李工", WarningOutcome.Help), (view!.Line.State, view.Line.WorkerName, view.Line.Outcome));
        Assert.Equal([("night", "Raised"), ("chen", "Assigned"), ("li", "VerifyingStarted"), ("li", "Verified"), ("chen", "Closed")],
            view.Events.Select(change => (change.By, change.Kind.ToString())));
        Assert.Equal(given.Clock.GetUtcNow(), view.Events[^1].At);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_move_changes_nothing(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.RaiseAsync(database, "2025-09-26", Hit());
        await using var db = database.Open();

        Assert.Equal("not_found", (await new StartVerifying(db, given.Clock).RunAsync(new("W2025-000099", "li"), Cancel))?.Code);
        Assert.Equal("unknown_worker", (await new AssignWarning(db, given.Clock).RunAsync(new(First, "W9", "li"), Cancel))?.Code);
        Assert.Equal("same_worker", (await new AssignWarning(db, given.Clock).RunAsync(new(First, "W1", "li"), Cancel))?.Code);
        Assert.Equal("wrong_move", (await new VerifyWarning(db, given.Clock).RunAsync(new(First, WarningOutcome.Help, "x", "li"), Cancel))?.Code);
        Assert.Equal("reason_missing", (await new CloseWarning(db, given.Clock).RunAsync(new(First, " ", "li", WarningOutcome.Help), Cancel))?.Code);
        Assert.Null(await new StartVerifying(db, given.Clock).RunAsync(new(First, "li"), Cancel));
        Assert.Equal("outcome_missing", (await new CloseWarning(db, given.Clock).RunAsync(new(First, "x", "li"), Cancel))?.Code);

        var view = await new ShowWarning(db).RunAsync(First, Cancel);
        Assert.Equal([WarningEventKind.Raised, WarningEventKind.Assigned, WarningEventKind.VerifyingStarted], view!.Events.Select(change => change.Kind));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_officers_who_change_it_at_once_the_second_is_refused(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.RaiseAsync(database, "2025-09-26", Hit());
        await using var first = database.Open();
        await using var second = database.Open();

        var refusal = await second.ChangeAsync(First, warning =>
        {
            Assert.Null(new StartVerifying(first, given.Clock).RunAsync(new(First, "li"), Cancel).GetAwaiter().GetResult());
            return warning.Assign("W2", given.Stamp("chen"));
        }, Cancel);

        Assert.Equal("changed_meanwhile", refusal?.Code);
        var view = await new ShowWarning(second).RunAsync(First, Cancel);
        Assert.Equal(("W1", WarningState.Verifying, 3), (view!.Line.WorkerCode, view.Line.State, view.Events.Count));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Late_warnings_go_to_the_county_and_later_to_the_city_each_once(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.RaiseAsync(database, "2025-09-26", HouseholdHit(HouseholdInGrid), Hit(severity: "yellow"), HouseholdHit(HouseholdWithoutGrid));
        await using (var closing = database.Open())
        {
            Assert.Null(await new CloseWarning(closing, given.Clock).RunAsync(new("W2025-000002", "已核实", "li", WarningOutcome.NoIssue), Cancel));
        }

        Assert.Empty(await EscalateAsync(database, "2025-09-30"));
        Assert.Equal([(EscalationLevel.County, 1)], await EscalateAsync(database, "2025-10-01"));
        Assert.Empty(await EscalateAsync(database, "2025-10-01"));
        Assert.Equal([(EscalationLevel.City, 1)], await EscalateAsync(database, "2025-10-10"));
        Assert.Equal([(EscalationLevel.County, 1)], await EscalateAsync(database, "2025-10-17"));

        await using var db = database.Open();
        var told = await db.WarningEvents().Where(change => change.Kind == WarningEventKind.Escalated).ToListAsync(Cancel);
        Assert.Equal(["1 of 10 working days → county", "1 of 3 working days → county", "1.5 of 3 working days → city"], told.Select(change => change.Detail!).Order(StringComparer.Ordinal));
    }

    private async Task<List<(EscalationLevel, int)>> EscalateAsync(TestDatabase database, string asOf)
    {
        await using ShouwangDb db = database.Open();
        var told = await new EscalateOverdue(db, Settings, Calendar, given.Clock).RunAsync(Day(asOf), Cancel);
        return [.. told.Select(level => (level.Key, level.Value))];
    }
}
