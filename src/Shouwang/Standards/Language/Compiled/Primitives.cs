namespace Shouwang.Standards.Language.Compiled;

/// <summary>What compiled formulas call: dates as day numbers, tables, rounding. Unknown is <see cref="long.MinValue"/>.</summary>
internal static class Primitives
{
    /// <summary>Full years; who is born on 29 February grows older on 1 March of a common year.</summary>
    public static long Years(long from, long to)
    {
        var (a, b) = (Day(from), Day(to));
        return b.Year - a.Year - ((b.Month * 100) + b.Day < (a.Month * 100) + a.Day ? 1 : 0);
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

    public static long Floor(long n, long d) => checked(n >= 0 ? n / d : -((-n + d - 1) / d));

    public static long Ceil(long n, long d) => checked(n > 0 ? (n + d - 1) / d : -(-n / d));

    /// <summary>Halves go away from zero (四舍五入).</summary>
    public static long HalfUp(long n, long d) => checked(n >= 0 ? ((2 * n) + d) / (2 * d) : -(((-2 * n) + d) / (2 * d)));

    /// <summary>Halves go to the even neighbour.</summary>
    public static long HalfEven(long n, long d)
    {
        checked
        {
            var floor = Floor(n, d);
            var twice = 2 * (n - (floor * d));
            return floor + (twice > d || (twice == d && floor % 2 != 0) ? 1 : 0);
        }
    }

    private static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number);
}

/// <summary>A table as it counts on one day: for every key a range that it must lie in, the most exact entry first.</summary>
internal sealed class CompiledTable
{
    private readonly long[] bounds;
    private readonly long[] values;

    /// <param name="number">A code or value as one number.</param>
    public CompiledTable(ParameterTable table, Func<object, long> number)
    {
        values = [.. table.Entries.Select(e => number(e.Value))];
        bounds = [.. table.Entries.SelectMany(e => e.Keys).SelectMany(k => k is DivisionRange range ? new[] { range.First, range.Last } : [number(k), number(k)])];
    }

    public long Find(long key)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (key >= bounds[2 * i] && key <= bounds[(2 * i) + 1])
            {
                return values[i];
            }
        }

        return long.MinValue;
    }

    public long Find(long[] keys)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var at = 2 * i * keys.Length;
            var fits = true;
            for (var k = 0; fits && k < keys.Length; k++)
            {
                fits = keys[k] >= bounds[at + (2 * k)] && keys[k] <= bounds[at + (2 * k) + 1];
            }

            if (fits)
            {
                return values[i];
            }
        }

        return long.MinValue;
    }
}
