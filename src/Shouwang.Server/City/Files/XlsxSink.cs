using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using MiniExcelLibs;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Files;

/// <summary>Collects the rows of a workbook. Amounts and counts become numbers, everything else text, as officers type them.</summary>
internal sealed partial class XlsxSink(SourceFeed feed, Fields fields, RowWriter writer)
{
    private readonly List<Dictionary<string, object?>> rows = [];
    private readonly RowBuffer cell = new(4096);

    public string? Row(in OutRow row, long line)
    {
        var cells = new Dictionary<string, object?>(feed.Columns.Count, StringComparer.Ordinal);
        for (var i = 0; i < feed.Columns.Count; i++)
        {
            cells[feed.Columns[i].Title] = CellOf(row, i, line);
        }

        rows.Add(cells);
        return row.Fault?.Code;
    }

    public void Save(string path)
    {
        using var made = new MemoryStream();
        made.SaveAs(rows);
        made.Position = 0;
        using var target = File.Create(path);
        Repack(made, target);
    }

    private object? CellOf(in OutRow row, int at, long line)
    {
        var column = feed.Columns[at];
        if (row.Fault is { } fault && fault.Column == at)
        {
            return Encoding.UTF8.GetString(fault.Text!);
        }

        if (row.Fault is { Code: "no_identity" } && column.Identity is not null)
        {
            return null;
        }

        if (column.Field is { Type: FieldType.Money } money)
        {
            return row.Values[fields[money.Name]] is not CityRow.Unknown and var fen ? InUnit(fen) : null;
        }

        if (column.Field is { Type: FieldType.Int } number)
        {
            return row.Values[fields[number.Name]] is not CityRow.Unknown and var value ? value : null;
        }

        if (column.Ignored && column.Title.Contains("序号", StringComparison.Ordinal))
        {
            return line - 1;
        }

        cell.Clear();
        writer.Cell(cell, at, row.Values, row.Who, line);
        return cell.Length == 0 ? null : Encoding.UTF8.GetString(cell.Written);
    }

    private decimal InUnit(long fen) => feed.Unit switch { MoneyUnit.Fen => fen, MoneyUnit.Wan => fen / 1_000_000m, _ => fen / 100m };

    // The writer stamps entries with the time of day and draws relationship ids; the same city must give the same bytes.
    private static void Repack(Stream made, Stream target)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        using var from = new ZipArchive(made, ZipArchiveMode.Read);
        using var to = new ZipArchive(target, ZipArchiveMode.Create);
        foreach (var entry in from.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            var copy = to.CreateEntry(entry.FullName, CompressionLevel.Fastest);
            copy.LastWriteTime = FileMaker.Stamp;
            using var writing = new StreamWriter(copy.Open(), new UTF8Encoding(false));
            writing.Write(RelationshipId().Replace(reader.ReadToEnd(), id => ids.TryGetValue(id.Value, out var known) ? known : ids[id.Value] = $"rId{ids.Count + 1}"));
        }
    }

    [GeneratedRegex("\\bR[0-9a-f]{32}\\b")]
    private static partial Regex RelationshipId();
}
