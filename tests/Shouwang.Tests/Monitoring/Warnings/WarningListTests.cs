using System.Text.Json;
using Shouwang.Monitoring.Warnings;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;
using static Shouwang.Tests.Monitoring.Warnings.GivenWarnings;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed class WarningListTests(Databases databases)
{
    private readonly GivenWarnings given = new();

    // 1 A02 father orange, verified; 2 A02 mother orange; 3 A03 resident yellow; 4 A04 household in the grid red; 5 A04 the widow's household red, without worker.
    private async Task<TestDatabase> FiveAsync(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.RaiseAsync(database, "2025-09-26", Hit(amount: 1_000_000), Hit(person: Mother, amount: 3_000_000, source: "gat"), HouseholdHit(HouseholdInGrid), HouseholdHit(HouseholdWithoutGrid), ResidentHit("c0ffee", "340604003007"));
        await using var db = database.Open();
        Assert.Null(await new StartVerifying(db, given.Clock).RunAsync(new("W2025-000001", "li"), Cancel));
        Assert.Null(await new VerifyWarning(db, given.Clock).RunAsync(new("W2025-000001", WarningOutcome.NoIssue, "已报销", "li"), Cancel));
        return database;
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_filter_lets_through_what_it_names(DatabaseKind kind)
    {
        var database = await FiveAsync(kind);

        Assert.Equal("1 2 3 4 5", await ListAsync(database, new()));
        Assert.Equal("1", await ListAsync(database, new(States: [WarningState.Verified, WarningState.Closed])));
        Assert.Equal("3 4 5", await ListAsync(database, new(Severities: [WarningSeverity.Red, WarningSeverity.Yellow])));
        Assert.Equal("1 2", await ListAsync(database, new(Rule: "A02")));
        Assert.Equal("1 2 4", await ListAsync(database, new(Worker: "W1")));
        Assert.Equal("3 5", await ListAsync(database, new(Unassigned: true)));
        Assert.Equal("", await ListAsync(database, new(Unplaced: true)));
        Assert.Equal("1 2 3 4", await ListAsync(database, new(Within: DivisionCode.Parse("340604"))));
        Assert.Equal("5", await ListAsync(database, new(Within: DivisionCode.Parse(Town))));
        Assert.Equal("3", await ListAsync(database, new(Within: DivisionCode.Parse("340604003007"))));
        Assert.Equal("4 5", await ListAsync(database, new(DueBefore: Day("2025-10-01"))));
        Assert.Equal("2 4 5", await ListAsync(database, new(OverdueOn: Day("2025-10-11"))));
        Assert.Equal("", await ListAsync(database, new(OverdueOn: Day("2025-09-30"))));
        Assert.Equal("", await ListAsync(database, new(RaisedFrom: Day("2025-09-27"))));
        Assert.Equal("1 2 3 4 5", await ListAsync(database, new(RaisedFrom: Day("2025-09-26"), RaisedTo: Day("2025-09-26"))));
        Assert.Equal("4", await ListAsync(database, new(Number: " w2025-000004")));
        Assert.Equal("", await ListAsync(database, new(Number: "%")));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_order_is_the_same_on_both_databases(DatabaseKind kind)
    {
        var database = await FiveAsync(kind);

        Assert.Equal("4 5 1 2 3", await ListAsync(database, new(), WarningOrder.Due));
        Assert.Equal("3 1 2 4 5", await ListAsync(database, new(), WarningOrder.Due, descending: true));
        Assert.Equal("4 5 1 2 3", await ListAsync(database, new(), WarningOrder.Severity));
        Assert.Equal("4 5 1 3 2", await ListAsync(database, new(), WarningOrder.Amount));
        Assert.Equal("2 3 1 4 5", await ListAsync(database, new(), WarningOrder.Amount, descending: true));
        Assert.Equal("5 4 3 2 1", await ListAsync(database, new(), WarningOrder.Number, descending: true));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_page_is_a_part_of_the_whole(DatabaseKind kind)
    {
        await using var db = (await FiveAsync(kind)).Open();

        var page = await new ListWarnings(db).RunAsync(new(new(), WarningOrder.Number, Skip: 2, Take: 2), Cancel);
        var rest = await new ListWarnings(db).RunAsync(new(new(), WarningOrder.Number, Skip: 4, Take: null), Cancel);

        Assert.Equal((5, "W2025-000003", "W2025-000004"), (page.Total, page.Rows[0].Number, page.Rows[1].Number));
        Assert.Equal("W2025-000005", Assert.Single(rest.Rows).Number);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Names_are_visible_and_identity_numbers_are_not(DatabaseKind kind)
    {
        await using var db = (await FiveAsync(kind)).Open();

        var rows = (await new ListWarnings(db).RunAsync(new(new(), WarningOrder.Number), Cancel)).Rows;

        Assert.Equal(["赵父", "钱母", null, "赵父", "孙老太"], rows.Select(row => row.Name));
        Assert.Equal(["340699********0017", "340699********002X", null, null, null], rows.Select(row => row.IdNumber?.ToString()));
        Assert.Equal(["H1", "H1", null, "H1", "H2"], rows.Select(row => row.Household));
        Assert.Equal(["=王工", "=王工", null, "=王工", null], rows.Select(row => row.WorkerName));
        Assert.DoesNotContain("340699188001010017", JsonSerializer.Serialize(rows), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_warning_leads_back_to_its_rows_and_its_suppressed_hits(DatabaseKind kind)
    {
        var database = await FiveAsync(kind);
        await given.RaiseAsync(database, "2025-09-30", Hit(person: Mother, amount: 3_100_000, line: 77));
        await using var db = database.Open();

        var view = await new ShowWarning(db).RunAsync("W2025-000002", Cancel);

        Assert.Equal((3_000_000L, 3_100_000L, "pack", null), (view!.AmountRaised, view.Line.Amount, view.PackHash, view.Previous));
        Assert.Equal([Row(line: 77, fen: 3_100_000)], view.Evidence);
        Assert.Equal("""{"self_paid_year":1}""", view.ValuesJson);
        Assert.Equal([(Day("2025-09-30"), SuppressionReason.OpenMerged)], view.Suppressed.Select(hit => (hit.AsOf, hit.Reason)));
        Assert.Null(await new ShowWarning(db).RunAsync("W2025-000099", Cancel));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_yield_says_which_rules_and_sources_were_worth_the_walk(DatabaseKind kind)
    {
        var database = await FiveAsync(kind);
        await using var db = database.Open();
        Assert.Null(await new CloseWarning(db, given.On("2025-10-13").Clock).RunAsync(new("W2025-000002", "已救助", "li", WarningOutcome.Help), Cancel));

        var report = await new WarningYield(db).RunAsync(new(Day("2025-10-13")), Cancel);

        Assert.Equal([new YieldLine("A02", 2, 1, 0, 0, 1, 0, 1), new YieldLine("A03", 1, 0, 0, 0, 0, 0, 0), new YieldLine("A04", 2, 0, 0, 0, 0, 0, 2)], report.Rules);
        Assert.Equal([new YieldLine("gat", 1, 1, 0, 0, 0, 0, 1), new YieldLine("ybj", 4, 0, 0, 0, 1, 0, 2)], report.Sources);
        Assert.Equal([0.5m, null, null], report.Rules.Select(line => line.Precision));
        Assert.Empty((await new WarningYield(db).RunAsync(new(Day("2025-10-13"), From: Day("2025-09-27")), Cancel)).Rules);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_load_of_each_worker_and_queue_is_known(DatabaseKind kind)
    {
        await using var db = (await FiveAsync(kind)).Open();

        Assert.Equal(
            [new WorkerLoad("W1", "=王工", Street, 2, 1, 1), new WorkerLoad("W2", "李工", Town, 0, 0, 0), new WorkerLoad(null, null, Street, 1, 0, 0), new WorkerLoad(null, null, Town, 1, 1, 1)],
            await new WorkerLoads(db).RunAsync(Day("2025-10-01"), Cancel));
    }

    private static async Task<string> ListAsync(TestDatabase database, WarningFilter filter, WarningOrder order = WarningOrder.Number, bool descending = false)
    {
        await using var db = database.Open();
        var listing = await new ListWarnings(db).RunAsync(new(filter, order, descending), Cancel);
        Assert.Equal(listing.Rows.Count, listing.Total);
        return string.Join(' ', listing.Rows.Select(row => row.Number[^1]));
    }
}
