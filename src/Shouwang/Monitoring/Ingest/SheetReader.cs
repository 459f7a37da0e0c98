using System.Globalization;
using System.Xml;

namespace Shouwang.Monitoring.Ingest;

/// <summary>One cell: a day where the workbook shows one, else its text.</summary>
internal readonly record struct SheetCell(string? Text, DateOnly? Day)
{
    public bool IsEmpty => Day is null && string.IsNullOrWhiteSpace(Text);
}

/// <summary>
/// Reads a sheet row by row, as far as its cells are filled. What the sheet claims of its size is not looked at:
/// a claim of 16,384 columns and a million rows in a file of one kilobyte kept other readers busy for hours.
/// </summary>
internal sealed class SheetReader(XmlReader sheet, WorkbookParts parts)
{
    private const int MaxRows = 1_048_576;

    /// <summary>Wider than any contract; cells beyond stand for one more.</summary>
    private const int MaxColumns = 256;

    /// <summary>Row number from 1.</summary>
    public int Number { get; private set; }

    public List<SheetCell> Cells { get; } = [];

    public bool Read()
    {
        while (sheet.Read())
        {
            if (sheet is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                var number = sheet.GetAttribute("r") is { } r ? int.Parse(r, NumberStyles.None, CultureInfo.InvariantCulture) : Number + 1;
                if (number <= Number || number > MaxRows)
                {
                    throw new InvalidDataException("rows out of order");
                }

                Number = number;
                ReadCells();
                return true;
            }
        }

        return false;
    }

    private void ReadCells()
    {
        Cells.Clear();
        if (sheet.IsEmptyElement)
        {
            return;
        }

        var depth = sheet.Depth;
        var next = 0;
        while (sheet.Read() && sheet.Depth > depth)
        {
            if (sheet is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                var column = Math.Min(Column(sheet.GetAttribute("r")) ?? next, MaxColumns);
                next = column + 1;
                Put(column, ReadCell());
            }
        }
    }

    private void Put(int column, SheetCell cell)
    {
        if (cell.IsEmpty)
        {
            return;
        }

        while (Cells.Count <= column)
        {
            Cells.Add(default);
        }

        Cells[column] = cell;
    }

    private SheetCell ReadCell()
    {
        var (type, style, depth) = (sheet.GetAttribute("t") ?? "n", sheet.GetAttribute("s"), sheet.Depth);
        if (sheet.IsEmptyElement)
        {
            return default;
        }

        var value = "";
        while (sheet.Read() && sheet.Depth > depth)
        {
            // A formula (f) stands beside the value it had when the file was saved.
            if (sheet is { NodeType: XmlNodeType.Element, LocalName: "v" or "is" })
            {
                value = WorkbookParts.TextBelow(sheet);
            }
        }

        return type switch
        {
            "n" => Shown(value, style),
            "s" => new(Line(parts.Text(int.Parse(value, CultureInfo.InvariantCulture))), null),
            "d" when DateTime.TryParse(value, CultureInfo.InvariantCulture, out var day) => new(null, DateOnly.FromDateTime(day)),
            _ => new(Line(value), null),
        };
    }

    private SheetCell Shown(string value, string? style)
    {
        if (value.Length == 0)
        {
            return default;
        }

        var number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (int.TryParse(style, CultureInfo.InvariantCulture, out var s) && parts.IsDate(s) && number is >= 1 and < 2_958_466)
        {
            // Day 60 is 29 February 1900, which never was.
            var first = parts.From1904 ? new DateOnly(1904, 1, 1) : number < 60 ? new DateOnly(1899, 12, 31) : new DateOnly(1899, 12, 30);
            return new(null, first.AddDays(Math.Min((int)number, DateOnly.MaxValue.DayNumber - first.DayNumber)));
        }

        // The shortest text that reads back as the same number is the decimal text that was typed; 18 digits have become 3.40699E+17 here.
        return new(number.ToString("R", CultureInfo.InvariantCulture), null);
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (c is < 'A' or > 'Z' || column > MaxColumns)
            {
                break;
            }

            column = (column * 26) + (c - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }
}
