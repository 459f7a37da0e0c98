using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Shouwang.Monitoring.Ingest;

/// <summary>The parts of a workbook that its sheets refer to: shared texts, and which cell styles are dates.</summary>
internal sealed class WorkbookParts
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

    private readonly ZipArchive archive;
    private readonly string sheet;
    private readonly List<string> texts = [];
    private readonly List<bool> dateStyles = [];

    /// <exception cref="InvalidDataException">Not a workbook.</exception>
    /// <exception cref="XmlException">A part is not well formed.</exception>
    public WorkbookParts(ZipArchive archive)
    {
        this.archive = archive;
        sheet = FirstSheet();
        ReadTexts();
        ReadStyles();
    }

    /// <summary>Days are counted from 1904 instead of 1900, as on old Macintoshes.</summary>
    public bool From1904 { get; private set; }

    public XmlReader OpenSheet() => Open(sheet) ?? throw new InvalidDataException("no sheet");

    public string Text(int index) => index >= 0 && index < texts.Count ? texts[index] : throw new InvalidDataException("no such text");

    public bool IsDate(int style) => style >= 0 && style < dateStyles.Count && dateStyles[style];

    /// <summary>All texts below the current element, phonetic guides left out.</summary>
    public static string TextBelow(XmlReader reader)
    {
        var text = new StringBuilder();
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var guide = int.MaxValue;
        while (reader.Read() && reader.Depth > depth)
        {
            guide = reader.Depth <= guide ? int.MaxValue : guide;
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                guide = reader.Depth;
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && guide == int.MaxValue)
            {
                text.Append(reader.Value);
            }
        }

        return text.ToString();
    }

    private XmlReader? Open(string part) => archive.GetEntry(part) is { } entry ? XmlReader.Create(entry.Open(), Settings) : null;

    private string FirstSheet()
    {
        using var workbook = Open("xl/workbook.xml") ?? throw new InvalidDataException("no workbook");
        string? id = null;
        while (workbook.Read())
        {
            if (workbook is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                From1904 = workbook.GetAttribute("date1904") is "1" or "true";
            }
            else if (workbook is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
            {
                id ??= workbook.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? workbook.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
            }
        }

        using var relations = Open("xl/_rels/workbook.xml.rels") ?? throw new InvalidDataException("no relations");
        while (relations.Read())
        {
            if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && relations.GetAttribute("Id") == id && relations.GetAttribute("Target") is { } target)
            {
                return target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }

        throw new InvalidDataException("no sheet");
    }

    private void ReadTexts()
    {
        using var reader = Open("xl/sharedStrings.xml");
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                texts.Add(TextBelow(reader));
            }
        }
    }

    private void ReadStyles()
    {
        using var reader = Open("xl/styles.xml");
        var own = new HashSet<int>();
        var cells = false;
        while (reader?.Read() == true)
        {
            cells = reader.LocalName == "cellXfs" ? reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement : cells;
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && IsDateFormat(reader.GetAttribute("formatCode") ?? ""))
            {
                own.Add(Number(reader.GetAttribute("numFmtId")));
            }
            else if (cells && reader is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                // 14–17 and 22 show a day; 27–36 and 50–58 are the Chinese ones.
                var format = Number(reader.GetAttribute("numFmtId"));
                dateStyles.Add(format is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58) || own.Contains(format));
            }
        }
    }

    // A year or a day outside quotes, brackets and escapes; times alone are no days.
    private static bool IsDateFormat(string format)
    {
        var (quoted, bracket) = (false, false);
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            quoted ^= c == '"';
            bracket = !quoted && (c == '[' || (bracket && c != ']'));
            i += c is '\\' or '_' or '*' ? 1 : 0;
            if (!quoted && !bracket && c is 'y' or 'Y' or 'd' or 'D')
            {
                return true;
            }
        }

        return false;
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
