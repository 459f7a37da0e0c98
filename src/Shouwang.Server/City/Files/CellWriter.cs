using System.Text;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;

namespace Shouwang.Server.City.Files;

/// <summary>Writes values of a feed as the contract says that they are delivered: the contract read backwards.</summary>
internal sealed class CellWriter
{
    private readonly SourceFeed feed;
    private readonly byte[] year;
    private readonly byte[] month;
    private readonly byte[] day;

    public CellWriter(SourceFeed feed, Encoding encoding)
    {
        this.feed = feed;
        Encoding = encoding;
        (year, month, day) = (encoding.GetBytes("年"), encoding.GetBytes("月"), encoding.GetBytes("日"));
    }

    public Encoding Encoding { get; }

    public void Date(RowBuffer to, long dayNumber)
    {
        var date = DateOnly.FromDayNumber((int)dayNumber);
        to.PutDigits(date.Year, 4);
        switch (feed.DateFormat)
        {
            case "yyyy":
                break;
            case "yyyyMM":
                to.PutDigits(date.Month, 2);
                break;
            case "yyyyMMdd":
                to.PutDigits(date.Month * 100 + date.Day, 4);
                break;
            case "yyyy-MM":
                to.Put((byte)'-');
                to.PutDigits(date.Month, 2);
                break;
            case "yyyy/M/d":
                to.Put((byte)'/');
                to.PutNumber(date.Month);
                to.Put((byte)'/');
                to.PutNumber(date.Day);
                break;
            case "yyyy年M月d日":
                to.Put(year);
                to.PutNumber(date.Month);
                to.Put(month);
                to.PutNumber(date.Day);
                to.Put(day);
                break;
            default:
                to.Put((byte)'-');
                to.PutDigits(date.Month, 2);
                to.Put((byte)'-');
                to.PutDigits(date.Day, 2);
                break;
        }
    }

    /// <summary>Fen in the feed's unit. Thousands are set off with commas, so in a comma-separated file the cell is quoted.</summary>
    public void Money(RowBuffer to, long fen)
    {
        if (feed.Unit == MoneyUnit.Fen)
        {
            to.PutNumber(fen);
            return;
        }

        if (feed.Unit == MoneyUnit.Wan)
        {
            Wan(to, fen);
            return;
        }

        var quoted = feed.Thousands && feed.Delimiter == ',' && fen >= 100_000;
        if (quoted)
        {
            to.Put((byte)'"');
        }

        if (feed.Thousands)
        {
            to.PutGrouped(fen / 100);
        }
        else
        {
            to.PutNumber(fen / 100);
        }

        to.Put((byte)'.');
        to.PutDigits(fen % 100, 2);
        if (quoted)
        {
            to.Put((byte)'"');
        }
    }

    /// <summary>A sum for a trailer: in the unit, without thousands.</summary>
    public string Sum(long fen) => feed.Unit switch
    {
        MoneyUnit.Fen => $"{fen}",
        MoneyUnit.Wan => $"{fen / 1_000_000}.{fen % 1_000_000:D6}",
        _ => $"{fen / 100}.{fen % 100:D2}",
    };

    /// <summary>The delivered text of every code of a field, by the code's number.</summary>
    public byte[][] Codes(SourceColumn column)
    {
        var field = column.Field!;
        var codes = field.Type == FieldType.Bool ? ["false", "true"] : field.Values.Keys.ToArray();
        return [.. codes.Select(code => Encoding.GetBytes(TextOf(column, code)))];
    }

    private static string TextOf(SourceColumn column, string code)
    {
        foreach (var (text, mapped) in column.Map)
        {
            if (mapped == code)
            {
                return text;
            }
        }

        return code;
    }

    // Ten thousand yuan with as many decimals as the amount needs, at least two.
    private static void Wan(RowBuffer to, long fen)
    {
        to.PutNumber(fen / 1_000_000);
        to.Put((byte)'.');
        var (rest, digits) = (fen % 1_000_000, 6);
        while (digits > 2 && rest % 10 == 0)
        {
            rest /= 10;
            digits--;
        }

        to.PutDigits(rest, digits);
    }
}
