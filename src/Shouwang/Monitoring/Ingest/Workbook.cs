using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Shouwang.Monitoring.Sources;

namespace Shouwang.Monitoring.Ingest;

/// <summary>The first sheet of an XLSX workbook as CSV lines in UTF-8: line number = row number.</summary>
internal static class Workbook
{
    private static ReadOnlySpan<byte> OleMagic => [0xD0, 0xCF, 0x11, 0xE0];

    public static byte[] ToLines(string path, SourceFeed feed, out DeliveryFault fault)
    {
        try
        {
            using var stream = File.OpenRead(path);
            fault = IsOle(stream) ? OleFault(path) : DeliveryFault.None;
            if (fault != DeliveryFault.None)
            {
                return [];
            }

            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            fault = ArchiveGate.Inspect(archive, stream.Length, DeliveryFault.NotAWorkbook);
            return fault == DeliveryFault.None ? Encoding.UTF8.GetBytes(Lines(new WorkbookParts(archive), feed)) : [];
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or OverflowException)
        {
            fault = DeliveryFault.NotAWorkbook;
            return [];
        }
    }

    private static bool IsOle(FileStream stream)
    {
        Span<byte> head = stackalloc byte[4];
        stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        stream.Position = 0;
        return head.SequenceEqual(OleMagic);
    }

    // An encrypted workbook is an OLE container with a stream of this name; any other is an old .xls.
    private static DeliveryFault OleFault(string path) =>
        File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? DeliveryFault.Password : DeliveryFault.NotAWorkbook;

    private static string Lines(WorkbookParts parts, SourceFeed feed)
    {
        using var sheet = parts.OpenSheet();
        var rows = new SheetReader(sheet, parts);
        var text = new StringBuilder();
        var (number, width) = (1, 0);
        while (rows.Read())
        {
            // Rows without cells may be left out of the file; they keep their numbers.
            text.Append('\n', Math.Max(0, rows.Number - number));
            number = Math.Max(number, rows.Number);
            var cells = rows.Cells;
            var filled = cells.Count;
            while (filled > width && cells[filled - 1].IsEmpty)
            {
                filled--;
            }

            // The first row with anything in it is the header, which tells how many cells a row has; one more shows that there are too many.
            width = width == 0 ? filled : width;
            Append(text, cells, filled <= width ? width : width + 1, feed);
            text.Append('\n');
            number++;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, List<SheetCell> cells, int width, SourceFeed feed)
    {
        if (cells.TrueForAll(c => c.IsEmpty))
        {
            return;
        }

        for (var i = 0; i < width; i++)
        {
            var cell = i < cells.Count ? cells[i] : default;
            text.Append(i == 0 ? "" : feed.Delimiter.ToString()).Append(Quote(cell.Day is { } day ? day.ToString(feed.DateFormat, CultureInfo.InvariantCulture) : cell.Text ?? "", feed.Delimiter));
        }
    }

    private static string Quote(string cell, char delimiter) =>
        cell.Contains(delimiter) || cell.Contains('"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
