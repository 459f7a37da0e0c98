namespace Shouwang.Standards.Language.Compiled;

/// <summary>What compiled formulas call: dates as day numbers, and rounding by the remainder of a division.</summary>
internal static class Primitives
{
    /// <summary>Full years; who is born on 29 February grows older on 1 March of a common year.</summary>
    public static long Years(long from, long to)
    {
        var (a, b) = (Day(from), Day(to));
        return b.Year - a.Year - (b.Month < a.Month || (b.Month == a.Month && b.Day < a.Day) ? 1 : 0);
    }

    /// <summary>Full months: the day of the month must be reached.</summary>
    public static long Months(long from, long to)
    {
        var (a, b) = (Day(from), Day(to));
        return ((b.Year - a.Year) * 12L) + b.Month - a.Month - (b.Day < a.Day ? 1 : 0);
    }

    /// <exception cref="OverflowException">Beyond the calendar.</exception>
    public static long Moved(long day, long days)
    {
        var moved = checked(day + days);
        return moved >= DateOnly.MinValue.DayNumber && moved <= DateOnly.MaxValue.DayNumber ? moved : throw new OverflowException("A date left the calendar.");
    }

    public static long Floor(long n, long d) => n / d - (n % d < 0 ? 1 : 0);

    public static long Ceil(long n, long d) => n / d + (n % d > 0 ? 1 : 0);

    /// <summary>Halves go away from zero (四舍五入).</summary>
    public static long HalfUp(long n, long d)
    {
        var rest = Math.Abs(n % d);
        return n / d + (rest >= d - rest ? Math.Sign(n) : 0);
    }

    /// <summary>Halves go to the even neighbour.</summary>
    public static long HalfEven(long n, long d)
    {
        var whole = n / d;
        var rest = Math.Abs(n % d);
        return whole + (rest > d - rest || (rest == d - rest && whole % 2 != 0) ? Math.Sign(n) : 0);
    }

    private static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number);
}
