using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Shouwang.Monitoring.Sources;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Limits of an archive that may be opened at all; real files measured stay below a ratio of 43 (design/trust.md T07).</summary>
internal static class ArchiveGate
{
    private const int MaxEntries = 2_000;
    private const long MaxBytes = 1L << 30;
    private const int MaxRatio = 100;

    /// <summary>Unpacks everything once, counting the bytes that really come out: headers may lie.</summary>
    public static bool IsBomb(ZipArchive archive, long packedBytes)
    {
        if (archive.Entries.Count > MaxEntries)
        {
            return true;
        }

        long total = 0;
        var buffer = new byte[1 << 16];
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            long bytes = 0;
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                bytes += read;
                total += read;
                // Small entries (an empty style sheet of spaces) compress beyond the ratio without harm.
                if (total > MaxBytes || (bytes > 1 << 20 && bytes > MaxRatio * Math.Max(1, Math.Min(entry.CompressedLength, packedBytes))))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>A ZIP that holds exactly one CSV.</summary>
internal static class ZippedCsv
{
    public static byte[] Read(string path, out DeliveryFault fault)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var entries = archive.Entries.Where(e => e.Length > 0 || e.Name.Length > 0).ToList();
            fault = entries.Count != 1 ? DeliveryFault.NotAnArchive
                : entries[0].IsEncrypted ? DeliveryFault.Password
                : ArchiveGate.IsBomb(archive, new FileInfo(path).Length) ? DeliveryFault.ArchiveBomb
                : DeliveryFault.None;
            return fault == DeliveryFault.None ? Unpack(entries[0], out fault) : [];
        }
        catch (InvalidDataException)
        {
            fault = DeliveryFault.NotAnArchive;
            return [];
        }
    }

    // .NET checks neither the length nor the checksum that the archive states.
    private static byte[] Unpack(ZipArchiveEntry entry, out DeliveryFault fault)
    {
        using var stream = entry.Open();
        using var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        var bytes = unpacked.ToArray();
        var whole = bytes.Length == entry.Length && Crc32.HashToUInt32(bytes) == entry.Crc32;
        fault = !whole ? DeliveryFault.NotAnArchive : bytes.Length == 0 ? DeliveryFault.Empty : DeliveryFault.None;
        return whole ? bytes : [];
    }
}

/// <summary>The first sheet of an XLSX workbook as CSV lines in UTF-8: line number = row number.</summary>
internal static class Workbook
{
    // Otherwise large workbooks leave their texts, names among them, in a file of the temporary folder.
    private static readonly OpenXmlConfiguration Settings = new() { EnableSharedStringCache = false };

    private static ReadOnlySpan<byte> OleMagic => [0xD0, 0xCF, 0x11, 0xE0];

    public static byte[] ToLines(string path, SourceFeed feed, out DeliveryFault fault)
    {
        fault = Inspect(path);
        if (fault != DeliveryFault.None)
        {
            return [];
        }

        try
        {
            using var stream = File.OpenRead(path);
            var text = new StringBuilder();
            var width = 0;
            foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX, configuration: Settings))
            {
                var cells = row.Values.Select(v => Text(v, feed.DateFormat)).ToList();
                while (cells.Count > width && width > 0 && cells[^1].Length == 0)
                {
                    cells.RemoveAt(cells.Count - 1);
                }

                if (width == 0)
                {
                    cells = [.. cells.AsEnumerable().Reverse().SkipWhile(c => c.Length == 0).Reverse()];
                    width = cells.Count;
                }

                text.AppendJoin(feed.Delimiter, cells.All(c => c.Length == 0) ? [] : cells.Select(c => Quote(c, feed.Delimiter))).Append('\n');
            }

            fault = text.Length == 0 ? DeliveryFault.Empty : DeliveryFault.None;
            return Encoding.UTF8.GetBytes(text.ToString());
        }
        catch (Exception e) when (e is not (OutOfMemoryException or UnauthorizedAccessException))
        {
            // MiniExcel meets broken workbooks with every kind of exception.
            fault = DeliveryFault.NotAWorkbook;
            return [];
        }
    }

    private static DeliveryFault Inspect(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[4];
        stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        if (head.SequenceEqual(OleMagic))
        {
            // An encrypted workbook is an OLE container with a stream of this name; any other is an old .xls.
            var bytes = File.ReadAllBytes(path);
            return bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? DeliveryFault.Password : DeliveryFault.NotAWorkbook;
        }

        try
        {
            stream.Position = 0;
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.GetEntry("xl/workbook.xml") is null)
            {
                return DeliveryFault.NotAWorkbook;
            }

            return ArchiveGate.IsBomb(archive, stream.Length) ? DeliveryFault.ArchiveBomb : DeliveryFault.None;
        }
        catch (InvalidDataException)
        {
            return DeliveryFault.NotAWorkbook;
        }
    }

    private static string Text(object? value, string dateFormat) => value switch
    {
        null => "",
        string text => text.ReplaceLineEndings(" "),
        DateTime date => DateOnly.FromDateTime(date).ToString(dateFormat, CultureInfo.InvariantCulture),
        // The shortest text that reads back as the same number is the decimal text of the file; 18 digits have become 3.40699E+17 here.
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quote(string cell, char delimiter) =>
        cell.Contains(delimiter) || cell.Contains('"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
