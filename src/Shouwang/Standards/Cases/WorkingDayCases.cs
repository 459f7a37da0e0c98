using Shouwang.Platform.Calendar;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Cases;

/// <summary>
/// <c>working_days: {day0: 2025-09-22, stopped: [{from: …, to: …}]}</c> with <c>expect: {10: 2025-10-11}</c>, or
/// <c>working_days: {year: 2025}</c> with <c>expect: {count: 248}</c>, on the calendar of the pack.
/// </summary>
public sealed class WorkingDayCases(WorkingDays calendar) : ICaseKind
{
    public string Key => "working_days";

    public IReadOnlyList<(string What, string Expected, string Found)>? Judge(PackNode given, PackNode expect)
    {
        if (given.OptionalInt("year") is { } year)
        {
            given.NoOthers();
            var count = expect.IntOf("count");
            expect.NoOthers();
            return [("count", $"{count}", Found(() => $"{calendar.CountBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31))}"))];
        }

        var day0 = Day(given.Required("day0"));
        var stopped = given.OptionalItems("stopped").Select(ReadStop).ToList();
        given.NoOthers();
        var lines = expect.Entries().Select(e => (Days: (long?)ValueReader.Read(e.KeyAt, FormulaType.Int), Until: Day(e.Value))).ToList();
        return day0 is { } from && lines.All(l => l.Days is >= 0 && l.Until is not null) && stopped.All(s => s is not null)
            ? [.. lines.Select(l => ($"+{l.Days}", ValueText.Day(l.Until!.Value), Found(() => ValueText.Day(calendar.Add(from, (int)l.Days!.Value, [.. stopped.Select(s => s!.Value)])))))]
            : null;
    }

    private static (DateOnly From, DateOnly To)? ReadStop(PackNode at)
    {
        var stop = (From: Day(at.Required("from")), To: Day(at.Required("to")));
        at.NoOthers();
        return stop is { From: { } from, To: { } to } ? (from, to) : null;
    }

    private static DateOnly? Day(PackNode? at) => at is null ? null : (DateOnly?)ValueReader.Read(at, FormulaType.Date);

    private static string Found(Func<string> count)
    {
        try
        {
            return count();
        }
        catch (CalendarMissingException e)
        {
            return e.Message;
        }
    }
}
