namespace Shouwang.Standards.Language;

public enum SpanUnit
{
    Day,
    Month,
    Year,
    /// <summary>From 1 September.</summary>
    SchoolYear,
}

/// <param name="Count">How many units (a literal or a parameter); null for the calendar period to date.</param>
public sealed record Span(Formula? Count, SpanUnit Unit);

/// <summary>Days that count: <c>After &lt; date ≤ Until</c>; no lower end where After is null.</summary>
public readonly record struct DateRange(DateOnly? After, DateOnly Until);

/// <summary>Which rows of a record type count, by its date field.</summary>
public sealed record Window(Span? Within, Span? Before)
{
    /// <summary>The days of the window on the run's date. Month arithmetic clamps: 31 May less 3 months is 28 February.</summary>
    /// <param name="count">The value of a span's count on that date.</param>
    public DateRange On(DateOnly asOf, Func<Formula, int> count)
    {
        var until = Before is null ? asOf : Before.Count is { } m ? Back(asOf, count(m), Before.Unit) : FirstDay(asOf, Before.Unit).AddDays(-1);
        if (Within is null)
        {
            return new DateRange(null, until);
        }

        if (Within.Count is not { } n)
        {
            return new DateRange(FirstDay(asOf, Within.Unit).AddDays(-1), until);
        }

        // Counted from the run's date in one step, so that adjoining windows share their boundary.
        var after = Before?.Count is { } offset && Before.Unit == Within.Unit
            ? Back(asOf, count(n) + count(offset), Within.Unit)
            : Back(until, count(n), Within.Unit);
        return new DateRange(after, until);
    }

    private static DateOnly FirstDay(DateOnly day, SpanUnit period) => period switch
    {
        SpanUnit.Month => new DateOnly(day.Year, day.Month, 1),
        SpanUnit.SchoolYear => new DateOnly(day.Month >= 9 ? day.Year : day.Year - 1, 9, 1),
        _ => new DateOnly(day.Year, 1, 1),
    };

    private static DateOnly Back(DateOnly day, int count, SpanUnit unit) => unit switch
    {
        SpanUnit.Day => day.AddDays(-count),
        SpanUnit.Month => day.AddMonths(-count),
        _ => day.AddYears(-count),
    };
}
