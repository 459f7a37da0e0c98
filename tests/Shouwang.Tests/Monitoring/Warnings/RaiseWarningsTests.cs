using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Calendar;
using Shouwang.Tests.Given;
using Xunit;
using static Shouwang.Tests.Monitoring.Warnings.GivenWarnings;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed class RaiseWarningsTests(Databases databases)
{
    private readonly GivenWarnings given = new();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_person_goes_to_the_worker_of_the_grid_where_he_lives_now(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);

        var summary = await given.RaiseAsync(database, "2025-09-26", Hit(person: Mother), HouseholdHit(HouseholdInGrid));

        var warnings = await WarningsAsync(database);
        Assert.Equal(["W2025-000001", "W2025-000002"], warnings.Select(warning => warning.Number));
        Assert.All(warnings, warning => Assert.Equal(
            (HouseholdInGrid, "340604003003", Street, "W1", WarningState.Assigned),
            (warning.HouseholdId, warning.Division, warning.Unit, warning.WorkerCode, warning.State)));
        Assert.Equal([("A02", Day("2025-10-10")), ("A04", Day("2025-09-30"))], warnings.Select(warning => (warning.Rule, warning.DueOn)));
        Assert.Equal([new RuleRaised("A02", 1, 0, 0, 0, 0), new RuleRaised("A04", 1, 0, 0, 0, 0)], summary.Rules);
        Assert.Equal(0, summary.Unassigned);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_has_no_grid_waits_with_the_township_and_who_has_no_place_with_the_county(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);

        var summary = await given.RaiseAsync(database, "2025-09-26", Hit(person: Widow), ResidentHit("r1", "340604003007"), ResidentHit("r2"), ResidentHit("r3", "340604"));

        Assert.Equal(4, summary.Unassigned);
        var warnings = await WarningsAsync(database);
        Assert.Equal([Town, Street, null, null], warnings.Select(warning => warning.Unit));
        Assert.Equal(["340621108201", "340604003007", null, "340604000000"], warnings.Select(warning => warning.Division));
        Assert.All(warnings, warning => Assert.Equal((WarningState.New, (string?)null), (warning.State, warning.WorkerCode)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_hits_for_the_same_day_again_change_nothing(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.RaiseAsync(database, "2025-09-01", Hit(person: Mother), HouseholdHit(HouseholdInGrid));
        await CloseAsync(database, "W2025-000001", "2025-09-02");
        RaisedHit[] hits = [Hit(), Hit(person: Mother), HouseholdHit(HouseholdInGrid, amount: 7), ResidentHit("r1")];
        await given.RaiseAsync(database, "2025-09-26", hits);
        var before = await DumpAsync(database);

        var summary = await given.On("2025-09-27").RaiseAsync(database, "2025-09-26", hits);

        Assert.Equal((0, 0, 0, 1, 3), (summary.Raised, summary.Reopened, summary.Merged, summary.Suppressed, summary.Known));
        Assert.Equal(before, await DumpAsync(database));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_bill_of_the_worked_example_is_suppressed_in_June_and_raised_again_in_July(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.On("2025-05-05").RaiseAsync(database, "2025-05-05", Hit(amount: 1_040_000));
        await CloseAsync(database, "W2025-000001", "2025-05-12");

        var june = await given.On("2025-06-05").RaiseAsync(database, "2025-06-05", Hit(amount: 1_120_000));
        var july = await given.On("2025-07-05").RaiseAsync(database, "2025-07-05", Hit(amount: 1_260_000));

        Assert.Equal(new RuleRaised("A02", 0, 0, 0, 1, 0), Assert.Single(june.Rules));
        Assert.Equal(new RuleRaised("A02", 0, 1, 0, 0, 0), Assert.Single(july.Rules));
        await using var db = database.Open();
        var kept = Assert.Single(await db.SuppressedHits().ToListAsync(Cancel));
        var warnings = await WarningsAsync(database);
        Assert.Equal(new SuppressedHit("A02", Father.ToString("N"), Day("2025-06-05"), WarningSeverity.Orange, 1_120_000, SuppressionReason.SilentDays, warnings[0].Id), kept);
        Assert.Equal(warnings[0].Id, warnings[1].PreviousId);
        Assert.Equal(1_260_000, warnings[1].Amount);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_second_month_goes_into_the_open_warning_and_the_reason_is_kept(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.RaiseAsync(database, "2025-08-31", Hit());

        var summary = await given.RaiseAsync(database, "2025-09-30", Hit(amount: 1_500_000, severity: "red"), Hit("A01"));

        Assert.Equal([new RuleRaised("A01", 1, 0, 0, 0, 0), new RuleRaised("A02", 0, 0, 1, 0, 0)], summary.Rules);
        var warning = (await WarningsAsync(database))[0];
        Assert.Equal((1_500_000L, WarningSeverity.Red, 1, 3), (warning.Amount, warning.Severity, warning.MergedCount, warning.Version));
        await using var db = database.Open();
        Assert.Equal(SuppressionReason.OpenMerged, (await db.SuppressedHits().SingleAsync(Cancel)).Reason);
        Assert.Equal([WarningEventKind.Raised, WarningEventKind.Assigned, WarningEventKind.Confirmed],
            await db.WarningEvents().Where(change => change.WarningId == warning.Id).OrderBy(change => change.Sequence).Select(change => change.Kind).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task After_the_silence_a_new_warning_begins_and_numbers_begin_again_each_year(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        await given.RaiseAsync(database, "2025-09-01", Hit(), Hit(person: Mother));
        await CloseAsync(database, "W2025-000001", "2025-09-02");

        await given.RaiseAsync(database, "2025-12-02", Hit(), ResidentHit("r1"));
        await given.RaiseAsync(database, "2026-01-05", ResidentHit("r2"));

        var warnings = await WarningsAsync(database);
        Assert.Equal(["W2025-000001", "W2025-000002", "W2025-000003", "W2025-000004", "W2026-000001"], warnings.Select(warning => warning.Number));
        Assert.All(warnings, warning => Assert.Null(warning.PreviousId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_run_that_dies_before_its_end_leaves_nothing_and_the_next_one_does_all(DatabaseKind kind)
    {
        RaisedHit[] hits = [Hit(amount: 2_000_000), Hit(person: Mother), ResidentHit("r1"), HouseholdHit(HouseholdInGrid)];
        var (dying, clean) = (await RegisteredAsync(databases, kind), await RegisteredAsync(databases, kind));
        foreach (var database in new[] { dying, clean })
        {
            await given.RaiseAsync(database, "2025-08-31", Hit(), Hit(person: Widow));
        }

        var before = await DumpAsync(dying);
        await FailAsync(dying, kind, "monitoring_suppressed_hit");
        await Assert.ThrowsAsync<DbUpdateException>(() => given.RaiseAsync(dying, "2025-09-26", hits));
        Assert.Equal(before, await DumpAsync(dying));

        await FailAsync(dying, kind, null);
        await given.RaiseAsync(dying, "2025-09-26", hits);
        await given.RaiseAsync(clean, "2025-09-26", hits);
        Assert.Equal(await DumpAsync(clean, ids: false), await DumpAsync(dying, ids: false));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_thousands_of_hits_each_is_accounted_for_once(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        RaisedHit[] august = [.. Enumerable.Range(0, 3_000).Select(i => ResidentHit($"r{i}", "340604003007", $"A{i % 7}"))];
        RaisedHit[] september = [.. august.Take(2_000).Reverse(), .. Enumerable.Range(3_000, 1_000).Select(i => ResidentHit($"r{i}")), Hit()];

        await given.RaiseAsync(database, "2025-08-31", august);
        var summary = await given.RaiseAsync(database, "2025-09-30", september);

        Assert.Equal((1_001, 2_000, 1_000), (summary.Raised, summary.Merged, summary.Unassigned));
        Assert.Equal(september.Length, summary.Rules.Sum(rule => rule.Hits));
        var warnings = await WarningsAsync(database);
        Assert.Equal(Enumerable.Range(1, 4_001), warnings.Select(warning => warning.Ordinal));
        Assert.Equal(2_000, warnings.Count(warning => warning.LastSeenOn == Day("2025-09-30") && warning.MergedCount == 1));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_missing_calendar_stops_the_whole_run(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);

        var error = await Assert.ThrowsAsync<CalendarMissingException>(() => given.RaiseAsync(database, "2026-12-30", Hit()));

        Assert.Equal(2027, error.Year);
        Assert.Empty(await WarningsAsync(database));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_runs_at_the_same_time_raise_each_warning_once(DatabaseKind kind)
    {
        var database = await RegisteredAsync(databases, kind);
        RaisedHit[] hits = [Hit(), Hit(person: Mother), .. Enumerable.Range(0, 200).Select(i => ResidentHit($"r{i}"))];

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => given.RaiseAsync(database, "2025-09-26", hits))));

        Assert.Equal(202, runs.Sum(run => run.Raised));
        Assert.Equal(3 * 202, runs.Sum(run => run.Known));
        Assert.Equal(202, (await WarningsAsync(database)).Count);
    }

    public static TheoryData<string, RaisedHit[]> Broken => new()
    {
        { "a subject comes twice", [Hit(), Hit(amount: 3)] },
        { "a subject is an identity number", [ResidentHit("340699188001010017")] },
        { "unknown severity pink", [Hit(severity: "pink")] },
        { "a person is missing", [Hit() with { PersonId = null }] },
        { "a household is missing", [HouseholdHit(HouseholdInGrid) with { HouseholdId = null }] },
    };

    [Theory, MemberData(nameof(Broken))]
    public void A_hit_that_breaks_the_contract_is_refused_without_naming_anybody(string what, RaisedHit[] hits)
    {
        var error = Assert.Throws<ArgumentException>(() => Shouwang.Monitoring.Warnings.Finding.Of(hits, Day("2025-09-26"), "pack"));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("340699188001010017", error.Message, StringComparison.Ordinal);
    }

    private static async Task<List<Warning>> WarningsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Warnings().OrderBy(warning => warning.Year).ThenBy(warning => warning.Ordinal).ToListAsync(Cancel);
    }

    private async Task CloseAsync(TestDatabase database, string number, string day)
    {
        await using var db = database.Open();
        Assert.Null(await new CloseWarning(db, given.On(day).Clock).RunAsync(new(number, "已核实", "zhang", WarningOutcome.NoIssue), Cancel));
    }

    /// <summary>All that stands in the three tables, as text.</summary>
    private static async Task<List<string>> DumpAsync(TestDatabase database, bool ids = true)
    {
        await using var db = database.Open();
        var warnings = await db.Warnings().Include(warning => warning.Events).AsNoTracking().ToListAsync(Cancel);
        var numbers = warnings.ToDictionary(warning => warning.Id, warning => ids ? warning.Id.ToString() : warning.Number);
        var suppressed = await db.SuppressedHits().AsNoTracking().ToListAsync(Cancel);
        return
        [
            .. warnings.Select(w => $"{numbers[w.Id]} {w.Number} {w.Rule} {w.Subject} {w.PersonId} {w.HouseholdId} {w.Division} {w.Unit} {w.Severity} {w.AmountRaised} {w.Amount} {w.RaisedOn} {w.LastSeenOn} {w.DueOn} {w.State} {w.WorkerCode} {w.MergedCount} {w.Version} {w.Evidence} {w.ValuesJson} {w.PackHash} {w.Sources}").Order(StringComparer.Ordinal),
            .. warnings.SelectMany(w => w.Events).Select(e => $"{numbers[e.WarningId]} {e.Sequence} {e.Kind} {e.By} {e.At:O} {e.StateBefore} {e.StateAfter} {e.Detail} {e.Why}").Order(StringComparer.Ordinal),
            .. suppressed.Select(s => $"{s.Rule} {s.Subject} {s.AsOf} {s.Severity} {s.Amount} {s.Reason} {numbers[s.WarningId]}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Makes every insert into a table fail, or lets them pass again.</summary>
    private static async Task FailAsync(TestDatabase database, DatabaseKind kind, string? table)
    {
        await using var db = database.Open();
        string[] statements = (kind, table) switch
        {
            (DatabaseKind.Sqlite, null) => ["DROP TRIGGER dies"],
            (DatabaseKind.Sqlite, _) => [$"CREATE TRIGGER dies BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'dies'); END"],
            (_, null) => ["DROP FUNCTION dies() CASCADE"],
            _ => ["CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''dies''; END'", $"CREATE TRIGGER dies BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION dies()"],
        };
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement, Cancel);
        }
    }
}
