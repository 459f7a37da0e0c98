using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Ingest;

/// <summary>How a contract writes its dates.</summary>
internal enum DateForm
{
    Compact,
    Dashed,
    Slashed,
    Chinese,
    CompactMonth,
    DashedMonth,
    Year,
}

/// <summary>
/// Readers of single cells: plain ASCII at full speed; whatever is not plain (full-width digits, blanks inside)
/// is left to the slow readers in <see cref="SlowCells"/>.
/// </summary>
internal static class Cells
{
    /// <summary>10 ^ 12 yuan: above any amount of a person, and low enough that the sum of a file fits 64 bits.</summary>
    public const long MaxFen = 100_000_000_000_000;

    private const int EpochDay = 719162;

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static ReadOnlySpan<byte> CheckCharacters => "10X98765432"u8;

    public static DateForm FormOf(string format) => format switch
    {
        "yyyyMMdd" => DateForm.Compact,
        "yyyy/M/d" => DateForm.Slashed,
        "yyyy年M月d日" => DateForm.Chinese,
        "yyyyMM" => DateForm.CompactMonth,
        "yyyy-MM" => DateForm.DashedMonth,
        "yyyy" => DateForm.Year,
        _ => DateForm.Dashed,
    };

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 0 && (cell[0] is (byte)' ' or (byte)'\t' || cell[^1] is (byte)' ' or (byte)'\t'))
        {
            return cell.Trim(" \t"u8);
        }

        return cell;
    }

    /// <summary>The 17 digits of an 18-character identity number (GB 11643), with check digit and birth date verified.</summary>
    public static bool TryIdBody(ReadOnlySpan<byte> cell, out ulong body)
    {
        body = 0;
        if (cell.Length != 18)
        {
            return false;
        }

        ulong value = 0;
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var digit = (uint)(cell[i] - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
            sum += (int)digit * Weights[i];
        }

        var check = cell[17] == (byte)'x' ? (byte)'X' : cell[17];
        if (check != CheckCharacters[sum % 11])
        {
            return false;
        }

        var birth = (int)(value / 1000 % 100_000_000);
        if (!IsDay(birth / 10_000, birth / 100 % 100, birth % 100))
        {
            return false;
        }

        body = value;
        return true;
    }

    /// <summary>Days since 1970-01-01, as DuckDB keeps a DATE.</summary>
    public static bool TryDate(ReadOnlySpan<byte> cell, DateForm form, out int days)
    {
        days = 0;
        int year, month = 1, day = 1;
        switch (form)
        {
            case DateForm.Compact when cell.Length == 8 && Number(cell, out var n):
                (year, month, day) = (n / 10_000, n / 100 % 100, n % 100);
                break;
            case DateForm.Dashed when cell.Length == 10 && cell[4] == '-' && cell[7] == '-' && Number(cell[..4], out year) && Number(cell[5..7], out month) && Number(cell[8..], out day):
                break;
            case DateForm.Slashed when TrySlashed(cell, out year, out month, out day):
                break;
            case DateForm.CompactMonth when cell.Length == 6 && Number(cell, out var n):
                (year, month) = (n / 100, n % 100);
                break;
            case DateForm.DashedMonth when cell.Length == 7 && cell[4] == '-' && Number(cell[..4], out year) && Number(cell[5..], out month):
                break;
            case DateForm.Year when cell.Length == 4 && Number(cell, out year):
                break;
            default:
                return false;
        }

        if (!IsDay(year, month, day))
        {
            return false;
        }

        days = DaysSinceEpoch(year, month, day);
        return true;
    }

    public static int DaysSinceEpoch(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - EpochDay;

    public static DateOnly Day(int daysSinceEpoch) => DateOnly.FromDayNumber(daysSinceEpoch + EpochDay);

    /// <summary>A date whose year, month and day each stand before a mark of their own: 2025年9月30日.</summary>
    public static bool TryMarkedDate(ReadOnlySpan<byte> cell, byte[][] marks, out int days)
    {
        days = 0;
        Span<int> parts = stackalloc int[3];
        for (var i = 0; i < 3; i++)
        {
            var length = cell.IndexOf(marks[i]);
            if (length is < 1 or > 4 || !Number(cell[..length], out parts[i]))
            {
                return false;
            }

            cell = cell[(length + marks[i].Length)..];
        }

        if (!cell.IsEmpty || !IsDay(parts[0], parts[1], parts[2]))
        {
            return false;
        }

        days = DaysSinceEpoch(parts[0], parts[1], parts[2]);
        return true;
    }

    /// <summary>A division code of 2, 4, 6, 9 or 12 digits, filled with zeros to 12.</summary>
    public static bool TryDivision(ReadOnlySpan<byte> cell, out long code)
    {
        code = 0;
        if (cell.Length is not (2 or 4 or 6 or 9 or 12))
        {
            return false;
        }

        foreach (var c in cell)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
            {
                return false;
            }

            code = (code * 10) + digit;
        }

        for (var i = cell.Length; i < 12; i++)
        {
            code *= 10;
        }

        return true;
    }

    /// <summary>An amount in fen from decimal text in a unit of <paramref name="decimals"/> decimals down to the fen (yuan 2, wan 6, fen 0).</summary>
    /// <param name="thousands">Commas may stand, each before three whole digits: <c>1,5</c> is no amount.</param>
    public static bool TryMoney(ReadOnlySpan<byte> cell, int decimals, bool thousands, out long fen)
    {
        fen = 0;
        var negative = cell.Length > 0 && cell[0] == '-';
        var number = negative ? cell[1..] : cell;
        var at = 0;
        if (number.Length is 0 or > 24 || (number.Length == 1 && number[0] == '.') || !TryWhole(number, thousands, ref at, out var value))
        {
            return false;
        }

        var decimalDigits = at < number.Length ? number[(at + 1)..] : default;
        if (!TryDecimals(decimalDigits, decimals, ref value) || value > MaxFen)
        {
            return false;
        }

        fen = negative ? -value : value;
        return true;
    }

    /// <summary>The digits up to the point or the end, where <paramref name="at"/> then stands.</summary>
    private static bool TryWhole(ReadOnlySpan<byte> cell, bool thousands, ref int at, out long value)
    {
        value = 0;
        var group = -1;
        for (; at < cell.Length && cell[at] != '.'; at++)
        {
            var digit = (uint)(cell[at] - '0');
            if (digit <= 9)
            {
                value = (value * 10) + digit;
                group += group >= 0 ? 1 : 0;
                if (value > MaxFen)
                {
                    return false;
                }
            }
            else if (cell[at] == ',' && thousands && (group < 0 ? at is 1 or 2 or 3 : group == 3))
            {
                group = 0;
            }
            else
            {
                return false;
            }
        }

        return group is -1 or 3;
    }

    // Beyond the fen only zeros may follow.
    private static bool TryDecimals(ReadOnlySpan<byte> digits, int decimals, ref long value)
    {
        var i = 0;
        for (; i < digits.Length; i++)
        {
            var digit = (uint)(digits[i] - '0');
            if (digit > 9 || value > MaxFen || (i >= decimals && digit != 0))
            {
                return false;
            }

            value = i < decimals ? (value * 10) + digit : value;
        }

        for (; i < decimals && value <= MaxFen; i++)
        {
            value *= 10;
        }

        return true;
    }

    public static bool TryInt(ReadOnlySpan<byte> cell, out int value) =>
        Utf8Parser.TryParse(cell, out value, out var used) && used == cell.Length;

    /// <summary>Digits as a spreadsheet writes a number that is too long for it: <c>6.22202E+18</c>.</summary>
    public static bool IsScientific(ReadOnlySpan<byte> text)
    {
        var mark = text.IndexOfAny("Ee"u8);
        return mark > 0 && mark + 2 < text.Length && text[mark + 1] == '+'
            && !text[..mark].ContainsAnyExcept("0123456789."u8) && !text[(mark + 2)..].ContainsAnyExcept("0123456789"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDay(int year, int month, int day) =>
        year is >= 1800 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DateTime.DaysInMonth(year, month));

    private static bool TrySlashed(ReadOnlySpan<byte> cell, out int year, out int month, out int day)
    {
        (year, month, day) = (0, 0, 0);
        var first = cell.IndexOf((byte)'/');
        var last = cell.LastIndexOf((byte)'/');
        return first == 4 && last > 5 && cell.Length <= 10
            && Number(cell[..4], out year) && Number(cell[5..last], out month) && Number(cell[(last + 1)..], out day);
    }

    private static bool Number(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var c in digits)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + (int)digit;
        }

        return digits.Length > 0;
    }
}

/// <summary>Second look at a cell that is not plain ASCII: decoded, full-width forms folded, blanks removed.</summary>
internal static class SlowCells
{
    public static byte[] Plain(string decoded) =>
        System.Text.Encoding.UTF8.GetBytes(Platform.Text.Widths.Fold(decoded).Trim().Replace("\u00A0", "", StringComparison.Ordinal).Replace("￥", "", StringComparison.Ordinal).Replace("¥", "", StringComparison.Ordinal));

    public static bool TryChineseDate(string decoded, out int days)
    {
        days = 0;
        var folded = Platform.Text.Widths.Fold(decoded).Trim();
        if (!DateOnly.TryParseExact(folded, "yyyy年M月d日", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day))
        {
            return false;
        }

        days = Cells.DaysSinceEpoch(day.Year, day.Month, day.Day);
        return true;
    }

    public static bool TryIdBody(string decoded, out ulong body, out IdNumberFault fault)
    {
        body = 0;
        if (!IdNumber.TryParse(decoded, out var id, out fault))
        {
            return false;
        }

        body = id.Body;
        return true;
    }
}
