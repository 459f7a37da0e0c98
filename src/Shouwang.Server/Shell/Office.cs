using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Access;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Server.Cli;

namespace Shouwang.Server.Shell;

/// <summary>What a running server has open: a data folder, the pack with its texts, the division tree and the calendar.</summary>
internal sealed class Office
{
    private readonly Workplace place;

    private Office(Workplace place, RuleBook book, DivisionTree divisions, WorkingDays calendar)
    {
        this.place = place;
        Book = book;
        Divisions = divisions;
        Calendar = calendar;
    }

    public RuleBook Book { get; }

    public DivisionTree Divisions { get; }

    public WorkingDays Calendar { get; }

    public Workplace Place => place;

    public TimeProvider Clock => place.Clock;

    /// <summary>The place itself: the prefecture of the pack.</summary>
    public Division City => Divisions.OfLevel(DivisionLevel.Prefecture).First();

    public DateOnly Today => Clock.Today();

    /// <summary>Whether the clock runs from another day: made-up people, marked on every page.</summary>
    public bool IsDemo => Clock is ShiftedClock;

    /// <exception cref="PackRefusedException">The pack has faults.</exception>
    public static async Task<Office> OpenAsync(Workplace place, CancellationToken cancel)
    {
        // Brings the tables to the present version and holds the database against the folder's keys, once.
        await using (await place.OpenDbAsync(cancel))
        {
        }

        var file = place.Pack.FindFile("divisions.csv") ?? throw new PackRefusedException([new PackFault(place.Pack.Folder, 1, 1, "missing", new("缺少 divisions.csv", "divisions.csv is missing"))]);
        return new Office(place, RuleBook.Read(place), DivisionTree.Load(file), place.Calendar());
    }

    /// <summary>A context for one request.</summary>
    public ShouwangDb Db() => place.Db();

    /// <summary>The name of a place without those above it; its code where the pack does not know it.</summary>
    public string NameOf(string? code) =>
        code is null ? "" : DivisionCode.TryParse(code, out var division) && Divisions.Find(division) is { } found ? found.Spoken : code;

    /// <summary>County, township and village, as far as a code goes.</summary>
    public string PathOf(string? code)
    {
        if (code is null || !DivisionCode.TryParse(code, out var division) || Divisions.Find(division) is null)
        {
            return code ?? "";
        }

        return string.Concat(Divisions.PathTo(division).Where(step => step.Level >= DivisionLevel.County).Select(step => step.Spoken));
    }
}
