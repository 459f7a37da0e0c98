namespace Shouwang.Monitoring.Matching;

/// <summary>In which order a date is written where it is not year first.</summary>
internal enum DateOrder
{
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}

/// <summary>Dates as whole numbers yyyyMMdd. An impossible date is kept as it is written: 19801305 is 13 May with the halves swapped.</summary>
internal static class Day
{
    /// <summary>Reads yyyyMMdd, yyyy-M-d, yyyy/M/d, yyyy年M月d日 (or the order asked for); 0 where this is no date.</summary>
    public static int Read(ReadOnlySpan<char> text, DateOrder order = DateOrder.YearMonthDay)
    {
        Span<int> parts = stackalloc int[3];
        var count = 0;
        var digits = 0;
        var number = 0;
        foreach (var written in text)
        {
            var c = Platform.Text.Widths.Fold(written);
            if (char.IsAsciiDigit(c))
            {
                number = (number * 10) + (c - '0');
                if (++digits > 8)
                {
                    return 0;
                }
            }
            else if (digits > 0)
            {
                parts[count++] = number;
                (number, digits) = (0, 0);
                if (count == 3)
                {
                    break;
                }
            }
        }

        if (digits == 8 && count == 0)
        {
            return Packed(number, order);
        }

        if (digits > 0 && count < 3)
        {
            parts[count++] = number;
        }

        return count == 3 ? Ordered(parts, order) : 0;
    }

    /// <summary>The eight digits as text elements.</summary>
    public static void Append(List<int> elements, int date)
    {
        if (date == 0)
        {
            return;
        }

        for (var unit = 10_000_000; unit > 0; unit /= 10)
        {
            elements.Add('0' + (date / unit % 10));
        }
    }

    /// <summary>True where the second date is the first with day and month changed about.</summary>
    public static bool Swapped(int left, int right) =>
        left / 10000 == right / 10000 && left != right && left / 100 % 100 == right % 100 && left % 100 == right / 100 % 100;

    /// <summary>Days between two dates; null where one of them does not exist.</summary>
    public static int? Between(int left, int right) =>
        Exact(left) is { } a && Exact(right) is { } b ? Math.Abs(a.DayNumber - b.DayNumber) : null;

    private static DateOnly? Exact(int date)
    {
        var (year, month, day) = (date / 10000, date / 100 % 100, date % 100);
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static int Packed(int number, DateOrder order) => order switch
    {
        DateOrder.DayMonthYear => Whole(number % 10000, number / 10000 % 100, number / 1_000_000),
        DateOrder.MonthDayYear => Whole(number % 10000, number / 1_000_000, number / 10000 % 100),
        _ => number >= 1_000_000 ? number : 0,
    };

    private static int Ordered(ReadOnlySpan<int> parts, DateOrder order) => order switch
    {
        DateOrder.DayMonthYear => Whole(parts[2], parts[1], parts[0]),
        DateOrder.MonthDayYear => Whole(parts[2], parts[0], parts[1]),
        _ => Whole(parts[0], parts[1], parts[2]),
    };

    private static int Whole(int year, int month, int day) =>
        year is > 0 and <= 9999 && month is >= 0 and <= 99 && day is >= 0 and <= 99 ? (year * 10000) + (month * 100) + day : 0;
}
