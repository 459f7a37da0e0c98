using System.Globalization;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Calendar;

/// <summary>Working days by the State Council's yearly notices: Monday to Friday, minus holidays, plus the weekend days worked in exchange.</summary>
public sealed class WorkingDays
{
    private static readonly string[] Header = ["date", "kind", "festival"];

    // Whether a listed day is worked; all other days follow the week.
    private readonly Dictionary<DateOnly, bool> listed;
    private readonly HashSet<int> years;

    private WorkingDays(Dictionary<DateOnly, bool> listed)
    {
        this.listed = listed;

        // Every notice frees 1 October; a year with only stray days of a neighbour's festival has no calendar.
        years = [.. listed.Where(day => day.Key is { Month: 10, Day: 1 } && !day.Value).Select(day => day.Key.Year)];
    }

    /// <summary>The years that can be counted in.</summary>
    public IReadOnlySet<int> Years => years;

    /// <summary>Reads <c>holidays.csv</c> (date,kind,festival; kind is <c>holiday</c> or <c>workday</c>).</summary>
    /// <exception cref="FileFaultException">The file has faults; all of them are named.</exception>
    public static WorkingDays Load(string path)
    {
        var faults = new List<FileFault>();
        var listed = new Dictionary<DateOnly, bool>();
        foreach (var row in CsvFile.Read(path, Header, faults))
        {
            Read(row, listed);
        }

        FileFaultException.ThrowIfAny(faults);
        return new WorkingDays(listed);
    }

    /// <exception cref="CalendarMissingException">The day's year has no calendar.</exception>
    public bool IsWorkingDay(DateOnly day)
    {
        if (!years.Contains(day.Year))
        {
            throw new CalendarMissingException(day.Year);
        }

        return listed.TryGetValue(day, out var worked) ? worked : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    /// <summary>The day on which a limit of so many working days ends. Day 0 itself never counts, worked or not.</summary>
    /// <exception cref="CalendarMissingException">The limit runs into a year that has no calendar.</exception>
    public DateOnly Add(DateOnly day0, int workingDays) => Add(day0, workingDays, []);

    /// <summary>The same where the clock stands still on some days, the first and the last among them.</summary>
    /// <exception cref="CalendarMissingException">The limit runs into a year that has no calendar.</exception>
    public DateOnly Add(DateOnly day0, int workingDays, IReadOnlyCollection<(DateOnly From, DateOnly To)> stopped)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var day = day0;
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorkingDay(day) && !stopped.Any(s => s.From <= day && day <= s.To) ? 1 : 0;
        }

        return day;
    }

    /// <summary>How many working days lie after <paramref name="day0"/> up to and including <paramref name="last"/>; 0 where it is not later.</summary>
    /// <exception cref="CalendarMissingException">The days run into a year that has no calendar.</exception>
    public int CountBetween(DateOnly day0, DateOnly last)
    {
        var count = 0;
        for (var day = day0; day < last;)
        {
            day = day.AddDays(1);
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The day itself where it is worked, else the next working day.</summary>
    /// <exception cref="CalendarMissingException">The search runs into a year that has no calendar.</exception>
    public DateOnly MoveToWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static void Read(CsvRow row, Dictionary<DateOnly, bool> listed)
    {
        if (!DateOnly.TryParseExact(row["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            row.Fault("date", "不是 yyyy-MM-dd 形式的日期", "not a date of the form yyyy-MM-dd");
        }
        else if (row["kind"] is not ("holiday" or "workday"))
        {
            row.Fault("kind", "应为 holiday 或 workday", "neither holiday nor workday");
        }
        else if (!listed.TryAdd(day, row["kind"] == "workday"))
        {
            row.Fault("date", "上文已列出这一天", "this day is already listed above");
        }
    }
}
