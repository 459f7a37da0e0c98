using System.Globalization;
using Shouwang.Platform.Data;

namespace Shouwang.Registry.Import;

/// <summary>Reads the fields of the register's files. What cannot be read is noted on the row, and the default comes back.</summary>
internal static class RegisterFields
{
    public static string Text(this CsvRow row, string column)
    {
        var text = row[column];
        if (text.Contains('\0'))
        {
            row.Fault(column, "holds a zero character");
        }

        return text;
    }

    public static string Required(this CsvRow row, string column)
    {
        var text = row.Text(column);
        if (text.Length == 0)
        {
            row.Fault(column, "empty");
        }

        return text;
    }

    public static string? Optional(this CsvRow row, string column) => row.Text(column) is { Length: > 0 } text ? text : null;

    public static IdNumber Id(this CsvRow row, string column)
    {
        if (!IdNumber.TryParse(row[column], out var id, out var fault))
        {
            row.Fault(column, $"not an identity number: {Words<IdNumberFault>.Of(fault)}");
        }

        return id;
    }

    public static IdNumber? OptionalId(this CsvRow row, string column) => row[column].Length == 0 ? null : row.Id(column);

    public static TEnum Word<TEnum>(this CsvRow row, string column)
        where TEnum : struct, Enum
    {
        if (!Words<TEnum>.TryParse(row[column], out var value))
        {
            row.Fault(column, $"not one of {Words<TEnum>.All}");
        }

        return value;
    }

    /// <summary>An enum written as the number of its code list.</summary>
    public static TEnum Code<TEnum>(this CsvRow row, string column)
        where TEnum : struct, Enum
    {
        if (row[column] is [>= '0' and <= '9' and var digit] && Enum.IsDefined((TEnum)Enum.ToObject(typeof(TEnum), digit - '0')))
        {
            return (TEnum)Enum.ToObject(typeof(TEnum), digit - '0');
        }

        row.Fault(column, $"not one of {string.Join('|', Enum.GetValues<TEnum>().Select(value => value.ToString("D")))}");
        return default;
    }

    public static bool Flag(this CsvRow row, string column)
    {
        if (row[column] is not ("0" or "1"))
        {
            row.Fault(column, "neither 0 nor 1");
        }

        return row[column] == "1";
    }

    public static Money Yuan(this CsvRow row, string column)
    {
        if (!Money.TryParseYuan(row[column], out var money) || money < Money.Zero)
        {
            row.Fault(column, "not an amount in yuan of zero or more, with at most two decimals");
        }

        return money;
    }

    public static Money? OptionalYuan(this CsvRow row, string column) => row[column].Length == 0 ? null : row.Yuan(column);

    public static int? OptionalCount(this CsvRow row, string column)
    {
        if (row[column].Length == 0)
        {
            return null;
        }

        if (!int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            row.Fault(column, "not a whole number of zero or more");
        }

        return count;
    }

    public static DateOnly Date(this CsvRow row, string column)
    {
        if (!DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            row.Fault(column, "not a date of the form yyyy-MM-dd");
        }

        return date;
    }

    public static DateOnly? OptionalDate(this CsvRow row, string column) => row[column].Length == 0 ? null : row.Date(column);

    public static Month Month(this CsvRow row, string column)
    {
        if (!Registry.Month.TryParse(row[column], out var month))
        {
            row.Fault(column, "not a month of the form yyyy-MM");
        }

        return month;
    }

    public static Month? OptionalMonth(this CsvRow row, string column) => row[column].Length == 0 ? null : row.Month(column);

    public static DivisionCode Place(this CsvRow row, string column, DivisionLevel level)
    {
        if (!DivisionCode.TryParse(row[column], out var code) || row[column].Length != 12 || code.Level != level)
        {
            row.Fault(column, $"not the code of a {Words<DivisionLevel>.Of(level)} with 12 digits");
        }

        return code;
    }
}
