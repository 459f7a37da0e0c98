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
            row.Fault(column, "含有空字符（代码 0）", "holds a zero character");
        }

        return text;
    }

    public static string Required(this CsvRow row, string column)
    {
        var text = row.Text(column);
        if (text.Length == 0)
        {
            row.Fault(column, "不能为空", "empty");
        }

        return text;
    }

    public static string? Optional(this CsvRow row, string column) => row.Text(column) is { Length: > 0 } text ? text : null;

    public static IdNumber Id(this CsvRow row, string column)
    {
        if (!IdNumber.TryParse(row[column], out var id, out var fault))
        {
            row.Fault(column, $"不是身份证号：{ChineseOf(fault)}", $"not an identity number: {Words<IdNumberFault>.Of(fault)}");
        }

        return id;
    }

    public static IdNumber? OptionalId(this CsvRow row, string column) => row[column].Length == 0 ? null : row.Id(column);

    public static TEnum Word<TEnum>(this CsvRow row, string column)
        where TEnum : struct, Enum
    {
        if (!Words<TEnum>.TryParse(row[column], out var value))
        {
            row.Fault(column, $"应为以下之一：{Words<TEnum>.All}", $"not one of {Words<TEnum>.All}");
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

        var codes = string.Join('|', Enum.GetValues<TEnum>().Select(value => value.ToString("D")));
        row.Fault(column, $"应为以下之一：{codes}", $"not one of {codes}");
        return default;
    }

    public static bool Flag(this CsvRow row, string column)
    {
        if (row[column] is not ("0" or "1"))
        {
            row.Fault(column, "应为 0 或 1", "neither 0 nor 1");
        }

        return row[column] == "1";
    }

    public static Money Yuan(this CsvRow row, string column)
    {
        if (!Money.TryParseYuan(row[column], out var money) || money < Money.Zero)
        {
            row.Fault(column, "不是金额：应为不小于零的元数，最多两位小数", "not an amount in yuan of zero or more, with at most two decimals");
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
            row.Fault(column, "应为不小于零的整数", "not a whole number of zero or more");
        }

        return count;
    }

    public static DateOnly Date(this CsvRow row, string column)
    {
        if (!DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            row.Fault(column, "不是 yyyy-MM-dd 形式的日期", "not a date of the form yyyy-MM-dd");
        }

        return date;
    }

    public static DateOnly? OptionalDate(this CsvRow row, string column) => row[column].Length == 0 ? null : row.Date(column);

    public static Month Month(this CsvRow row, string column)
    {
        if (!Registry.Month.TryParse(row[column], out var month))
        {
            row.Fault(column, "不是 yyyy-MM 形式的月份", "not a month of the form yyyy-MM");
        }

        return month;
    }

    public static Month? OptionalMonth(this CsvRow row, string column) => row[column].Length == 0 ? null : row.Month(column);

    public static DivisionCode Place(this CsvRow row, string column, DivisionLevel level)
    {
        if (!DivisionCode.TryParse(row[column], out var code) || row[column].Length != 12 || code.Level != level)
        {
            row.Fault(column, $"应为 12 位{ChineseOf(level)}代码", $"not the code of a {Words<DivisionLevel>.Of(level)} with 12 digits");
        }

        return code;
    }

    private static string ChineseOf(IdNumberFault fault) => fault switch
    {
        IdNumberFault.Empty => "为空",
        IdNumberFault.Length => "位数不对",
        IdNumberFault.Characters => "含有不应有的字符",
        IdNumberFault.Scientific => "被表格软件写成了科学计数，末几位已丢失",
        IdNumberFault.BirthDate => "出生日期不存在",
        _ => "校验码不符",
    };

    private static string ChineseOf(DivisionLevel level) => level switch
    {
        DivisionLevel.Province => "省级",
        DivisionLevel.Prefecture => "地级",
        DivisionLevel.County => "县级",
        DivisionLevel.Township => "乡级",
        _ => "村级",
    };
}
