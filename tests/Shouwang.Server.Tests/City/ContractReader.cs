using System.Globalization;
using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;
using Xunit;

namespace Shouwang.Server.Tests.City;

/// <summary>One data line as its contract reads it: the cells, or the reason code of what is wrong with it.</summary>
internal sealed record ReadRow(int Line, string[]? Cells, string? Fault);

/// <summary>Reads a delivered file by its contract alone.</summary>
internal sealed class ContractReader(SourceFeed feed)
{
    static ContractReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public string[] Header { get; private set; } = [];

    /// <summary>Mark, rows and sum of the last line; null where the contract has none.</summary>
    public string[]? Trailer { get; private set; }

    public List<ReadRow> Read(string path) => feed.Format == FileFormat.Xlsx ? Workbook(path) : Lines(path);

    /// <summary>Fen of an amount cell.</summary>
    public long Fen(string cell) => (long)(decimal.Parse(Widths.Fold(cell), NumberStyles.Number, CultureInfo.InvariantCulture) * Unit);

    public int ColumnOf(RecordField field) => feed.Columns.ToList().FindIndex(c => c.Field == field);

    public int ColumnOf(IdentityPart part) => feed.Columns.ToList().FindIndex(c => c.Identity == part);

    private decimal Unit => feed.Unit switch { MoneyUnit.Fen => 1, MoneyUnit.Wan => 1_000_000, _ => 100 };

    private List<ReadRow> Workbook(string path)
    {
        var rows = new List<ReadRow>();
        foreach (IDictionary<string, object?> cells in MiniExcel.Query(path))
        {
            var text = cells.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "").ToArray();
            if (Header.Length == 0)
            {
                Header = text;
                continue;
            }

            rows.Add(new ReadRow(rows.Count + 2, text, FaultOf(text)));
        }

        return rows;
    }

    private List<ReadRow> Lines(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (feed.Format == FileFormat.Zip)
        {
            using var zip = ZipFile.OpenRead(path);
            using var copy = new MemoryStream();
            using var entry = Assert.Single(zip.Entries).Open();
            entry.CopyTo(copy);
            bytes = copy.ToArray();
        }

        ReadOnlySpan<byte> bom = [0xEF, 0xBB, 0xBF];
        Assert.Equal(feed.Encoding == FileEncoding.Utf8Bom, bytes.AsSpan().StartsWith(bom));
        Assert.Equal((byte)'\n', bytes[^1]);
        var encoding = Encoding.GetEncoding(feed.Encoding == FileEncoding.Gb18030 ? "GB18030" : "utf-8", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var lines = Split(bytes.AsSpan(feed.Encoding == FileEncoding.Utf8Bom ? 3 : 0), encoding);
        Header = Delimited.Split(lines[0]!, feed.Delimiter)!;
        if (feed.TrailerMark is not null)
        {
            Trailer = Delimited.Split(lines[^1]!, feed.Delimiter);
            lines.RemoveAt(lines.Count - 1);
        }

        return [.. lines.Skip(1).Select((line, i) => RowOf(i + 2, line))];
    }

    // Null for a line that is not in the encoding.
    private List<string?> Split(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var lines = new List<string?>();
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            Assert.Equal(feed.Crlf, end > 0 && bytes[end - 1] == '\r');
            try
            {
                lines.Add(encoding.GetString(bytes[..(feed.Crlf ? end - 1 : end)]));
            }
            catch (DecoderFallbackException)
            {
                lines.Add(null);
            }

            bytes = bytes[(end + 1)..];
        }

        return lines;
    }

    private ReadRow RowOf(int number, string? line)
    {
        if (line is null)
        {
            return new ReadRow(number, null, "encoding");
        }

        var cells = Delimited.Split(line, feed.Delimiter);
        return cells is null ? new ReadRow(number, null, "quote")
            : cells.Length != feed.Columns.Count ? new ReadRow(number, null, "columns")
            : new ReadRow(number, cells, FaultOf(cells));
    }

    private string? FaultOf(string[] cells)
    {
        if (feed.Columns.Select((c, i) => c.Identity is not null && cells[i].Length > 0).All(known => !known))
        {
            return "no_identity";
        }

        for (var i = 0; i < cells.Length; i++)
        {
            if (feed.Columns[i].Identity == IdentityPart.Id && cells[i].Contains("E+", StringComparison.Ordinal))
            {
                return "id_scientific";
            }

            if (feed.Columns[i].Field is { } field && FaultOf(feed.Columns[i], field, cells[i]) is { } fault)
            {
                return fault;
            }
        }

        return feed.Order.Any(o => DayOf(cells, o.First) > DayOf(cells, o.Second)) ? "order" : null;
    }

    private DateOnly? DayOf(string[] cells, RecordField field) => DateOnly.TryParseExact(cells[ColumnOf(field)], feed.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private string? FaultOf(SourceColumn column, RecordField field, string cell)
    {
        if (cell.Length == 0)
        {
            return field.Optional ? null : "required";
        }

        switch (field.Type)
        {
            case FieldType.Date or FieldType.Month:
                return DateOnly.TryParseExact(cell, feed.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "date";
            case FieldType.Money:
                return !decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? "amount" : Beyond(column, amount * Unit / 100);
            case FieldType.Int:
                return !int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? "number" : Beyond(column, number);
            case FieldType.Code or FieldType.Bool:
                return (column.Map.Count > 0 ? column.Map.ContainsKey(cell) : field.Values.ContainsKey(cell)) ? null : "code";
            default:
                return null;
        }
    }

    private static string? Beyond(SourceColumn column, decimal value) => value < column.Min || value > column.Max ? "range" : null;
}
