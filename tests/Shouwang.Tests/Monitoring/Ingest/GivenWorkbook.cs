using System.IO.Compression;
using System.Text;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>Makes workbooks cell by cell, so that a test decides what type each cell has.</summary>
internal static class GivenWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static string Text(string text) => $"t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(text)}</t></is>";

    public static string Number(string number) => $"><v>{number}</v>";

    /// <summary>A cell with the built-in date format 14 (yyyy/m/d).</summary>
    public static string Date(DateOnly day) => $"s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v>";

    /// <param name="rows">Cells as <see cref="Text"/>, <see cref="Number"/> and <see cref="Date"/> write them; null leaves the row out.</param>
    /// <param name="dimension">The area that the sheet claims to have.</param>
    public static byte[] Of(IEnumerable<IReadOnlyList<string>?> rows, string? dimension = null, string before = "", IReadOnlyDictionary<string, byte[]>? parts = null)
    {
        var sheet = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{before}<worksheet xmlns=\"{Main}\">");
        sheet.Append(dimension is null ? "" : $"<dimension ref=\"{dimension}\"/>").Append("<sheetData>");
        var number = 0;
        foreach (var row in rows)
        {
            number++;
            if (row is not null)
            {
                sheet.Append($"<row r=\"{number}\">").AppendJoin("", row.Select((cell, i) => $"<c r=\"{(char)('A' + i)}{number}\" {cell}</c>")).Append("</row>");
            }
        }

        return Package(sheet.Append("</sheetData></worksheet>").ToString(), parts);
    }

    public static byte[] Package(string sheet, IReadOnlyDictionary<string, byte[]>? parts = null)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>");
            Add(zip, "_rels/.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", $"<?xml version=\"1.0\"?><workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(zip, "xl/styles.xml", $"<?xml version=\"1.0\"?><styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            Add(zip, "xl/worksheets/sheet1.xml", sheet);
            foreach (var (name, content) in parts ?? new Dictionary<string, byte[]>())
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A ZIP of the given entries.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
