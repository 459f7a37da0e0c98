using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Monitoring.Warnings;

/// <summary>The settings and calendar of the repository, a clock that stands at noon in China, and people with hits.</summary>
internal sealed class GivenWarnings
{
    /// <summary>The street 百善 and the town 百善.</summary>
    public const string Street = "340604003000";
    public const string Town = "340621108000";

    public static readonly Guid HouseholdInGrid = Guid.Parse("0190aaaa-0000-7000-8000-000000000001");
    public static readonly Guid HouseholdWithoutGrid = Guid.Parse("0190aaaa-0000-7000-8000-000000000002");
    public static readonly Guid Father = Guid.Parse("0190bbbb-0000-7000-8000-000000000001");
    public static readonly Guid Mother = Guid.Parse("0190bbbb-0000-7000-8000-000000000002");
    public static readonly Guid Widow = Guid.Parse("0190bbbb-0000-7000-8000-000000000003");

    public static WarningSettings Settings { get; } = Read("cn");

    public static WorkingDays Calendar { get; } = WorkingDays.Load(Repository.File("packs", "cn", "holidays.csv"));

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 9, 30, 4, 0, 0, TimeSpan.Zero));

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static WarningSettings Read(string pack)
    {
        var opened = Pack.Open(Repository.File("packs", pack));
        var settings = WarningSettings.Read(opened);
        return settings ?? throw new InvalidOperationException(string.Join('\n', opened.Faults.All));
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The clock moves to noon of this day, in China.</summary>
    public GivenWarnings On(string day)
    {
        Clock.AdjustTime(new DateTimeOffset(Day(day), new TimeOnly(12, 0), TimeSpan.FromHours(8)));
        return this;
    }

    public Stamp Stamp(string by = "zhang") => new(by, Clock.GetUtcNow());

    public static RaisedHit Hit(string rule = "A02", Guid? person = null, string severity = "orange", long? amount = 1_040_000, string source = "ybj", int line = 2) => new(
        rule, HitScope.Person, person ?? Father, null, (person ?? Father).ToString("N"), severity, amount, [Row(source, line, amount)], """{"self_paid_year":1}""");

    public static RaisedHit HouseholdHit(Guid household, string rule = "A04", string severity = "red", long? amount = null) =>
        new(rule, HitScope.Household, null, household, household.ToString("N"), severity, amount, [Row("ybj", 9, amount)], null);

    public static RaisedHit ResidentHit(string pseudonym, string? division = null, string rule = "A03") =>
        new(rule, HitScope.Resident, null, null, pseudonym, "yellow", 2_100_000, [Row("ybj", 7, 2_100_000)], null, Division: division is null ? null : DivisionCode.Parse(division));

    public static EvidenceRow Row(string source = "ybj", int line = 2, long? fen = 1) =>
        new("settlement", source, "settlement", $"{source}_settlement_202509.csv", new string('a', 64), line, new DateOnly(2025, 9, 1), fen);

    public static Finding Finding(RaisedHit hit, string asOf, string pack = "pack") => Shouwang.Monitoring.Warnings.Finding.Of([hit], Day(asOf), pack)[0];

    /// <summary>A warning that was just raised.</summary>
    public Warning Warning(RaisedHit hit, string asOf, string? worker = "W1")
    {
        var finding = Finding(hit, asOf);
        return Shouwang.Monitoring.Warnings.Warning.Raise(finding, 1, Guid.CreateVersion7(Clock.GetUtcNow()), new Place(HouseholdInGrid, "340604003003", Street, worker),
            Settings.DueOn(finding.Severity, finding.AsOf, Calendar), null, Stamp(Shouwang.Monitoring.Warnings.Stamp.Night));
    }

    /// <summary>The father and mother live in a grid of worker W1; the widow lives where no grid is.</summary>
    public static void Register(ShouwangDb db)
    {
        var (street, town) = (DivisionCode.Parse("340604003003"), DivisionCode.Parse("340621108201"));
        db.BulkInsert([new Worker("W1", "=王工", DivisionCode.Parse(Street)), new Worker("W2", "李工", DivisionCode.Parse(Town))]);
        db.BulkInsert([new Grid("G1", street, "W1")]);
        db.BulkInsert([
            new Household(HouseholdInGrid, "H1", new HouseholdParticulars(street, "", "", "G1", false, false, null, null, null)),
            new Household(HouseholdWithoutGrid, "H2", new HouseholdParticulars(town, "", "", null, false, false, null, null, null)),
        ]);
        db.BulkInsert([
            new Person(Father, IdNumber.Parse("340699188001010017"), new PersonParticulars("赵父", Sex.Male, LabourCapacity.Lost, StudentStage.None)),
            new Person(Mother, IdNumber.Parse("34069918851231002X"), new PersonParticulars("钱母", Sex.Female, LabourCapacity.Ordinary, StudentStage.None)),
            new Person(Widow, IdNumber.Parse("340699189902280035"), new PersonParticulars("孙老太", Sex.Male, LabourCapacity.None, StudentStage.None)),
        ]);
        db.BulkInsert([
            new Membership(Father, HouseholdInGrid, HouseholdRole.Head, new DateOnly(2020, 1, 1), null),
            new Membership(Mother, HouseholdWithoutGrid, HouseholdRole.Head, new DateOnly(2010, 1, 1), new DateOnly(2019, 12, 31)),
            new Membership(Mother, HouseholdInGrid, HouseholdRole.Spouse, new DateOnly(2020, 1, 1), null),
            new Membership(Widow, HouseholdWithoutGrid, HouseholdRole.Head, new DateOnly(2020, 1, 1), null),
        ]);
    }

    public async Task<RaiseSummary> RaiseAsync(TestDatabase database, string asOf, params RaisedHit[] hits)
    {
        await using var db = database.Open();
        return await new RaiseWarnings(db, Settings, Calendar, Clock).RunAsync(new(hits, Day(asOf), "pack"), Cancel);
    }

    /// <summary>A fresh database with <see cref="Register"/> in it.</summary>
    public static async Task<TestDatabase> RegisteredAsync(Databases databases, DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await using var db = database.Open();
        Register(db);
        return database;
    }
}
