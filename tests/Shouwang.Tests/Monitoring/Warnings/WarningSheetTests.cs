using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using MiniExcelLibs;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Tests.Platform.Text;
using Xunit;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed partial class WarningSheetTests
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void Whatever_a_name_or_reason_says_both_files_give_it_back_and_nothing_becomes_a_formula() =>
        Gen.Select(Nasty.Text, Nasty.Text, Nasty.Text).List[0, 6].Sample(people =>
        {
            var rows = people.Select(words => Row(words.Item1, words.Item2, words.Item3)).ToList();
            var expected = rows.Select(row => (row.Name ?? "", row.Household ?? "", row.OutcomeReason ?? "")).ToList();

            foreach (var read in new[] { CsvReading.BySylvan(Csv(rows)), CsvReading.ByTheLetter(Csv(rows)) })
            {
                Assert.All(read.Skip(1).SelectMany(line => line), cell => Assert.False(CsvCell.IsDangerous(cell) && !IsNumber().IsMatch(cell)));
                Assert.Equal(expected, read.Skip(1).Select(line => (CsvCell.Restore(line[5]), CsvCell.Restore(line[7]), CsvCell.Restore(line[19]))));
            }

            foreach (var read in new[] { ByMiniExcel(Xlsx(rows)), ByXml(Xlsx(rows)) })
            {
                Assert.Equal(expected.Select(Folded), read.Skip(1).Select(line => Folded((line[5], line[7], line[19]))));
            }
        }, iter: 300);

    [Fact]
    public void A_workbook_has_no_formulas_texts_are_text_and_amounts_are_numbers()
    {
        var cells = Cells(Xlsx([Row("=HYPERLINK(\"http://x\")", "+1", "-1") with { Amount = -1_050 }]));

        Assert.DoesNotContain(cells, cell => cell.Elements(Sheet + "f").Any());
        var second = cells.Where(cell => ((string)cell.Attribute("r")!).EndsWith('2')).ToList();
        Assert.Equal("str", (string?)second[5].Attribute("t"));
        Assert.Equal(("n", "-10.5"), ((string?)second[10].Attribute("t"), second[10].Value));
    }

    [Fact]
    public void Officials_read_Chinese_titles_and_words_and_masked_numbers()
    {
        var lines = Encoding.UTF8.GetString(Csv([Row("赵父", "H1", "已救助")])).Split("\r\n");

        Assert.Equal("\uFEFF编号,级别,规则,预警内容,对象,姓名,身份证号,户编号,区划代码,工作人员,金额（元）,数值,预警日期,最近确认,核查期限,超期,状态,已报至,核查结论,理由,办结日期,数据来源", lines[0]);
        Assert.Equal("W2025-000001,橙,A02,自付医疗费高,个人,赵父,340699********0017,H1,340604003003,\"'=王工\",12600,,2025-09-26,2025-09-30,2025-10-10,是,核查中,县（区）,需要帮扶,已救助,,ybj", lines[1]);
        Assert.Equal(("", 3), (lines[2], lines.Length));
    }

    [Fact]
    public void Others_read_English()
    {
        var lines = Encoding.UTF8.GetString(Csv([Row("赵父", "H1", "x")], "en")).Split("\r\n");

        Assert.StartsWith("\uFEFFNumber,Severity,Rule,Warning,About,Name,Identity number,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("W2025-000001,Orange,A02,High cost,Person,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_still_has_its_titles()
    {
        Assert.Equal(22, Assert.Single(CsvReading.ByTheLetter(Csv([]))).Count);
        Assert.Equal(22, Assert.Single(ByXml(Xlsx([]))).Count);
    }

    [GeneratedRegex(@"^-?\d+(\.\d+)?$")]
    private static partial Regex IsNumber();

    private static WarningSheet Made(string language) => new(language, GivenWarnings.Settings, new Dictionary<string, Bilingual> { ["A02"] = new("自付医疗费高", "High cost") }, GivenWarnings.Day("2025-10-11"));

    private static byte[] Csv(IReadOnlyList<WarningRow> rows, string language = "zh")
    {
        using var file = new MemoryStream();
        Made(language).WriteCsv(file, rows);
        return file.ToArray();
    }

    private static byte[] Xlsx(IReadOnlyList<WarningRow> rows)
    {
        using var file = new MemoryStream();
        Made("zh").WriteXlsx(file, rows);
        return file.ToArray();
    }

    private static WarningRow Row(string name, string household, string reason) => new(
        "W2025-000001", "A02", HitScope.Person, "p", name, IdNumber.Parse("340699188001010017"), household, "340604003003", GivenWarnings.Street,
        WarningSeverity.Orange, WarningState.Verifying, "W1", "=王工", 1_260_000, AmountUnit.Fen, GivenWarnings.Day("2025-09-26"), GivenWarnings.Day("2025-09-30"),
        GivenWarnings.Day("2025-10-10"), 1, EscalationLevel.County, WarningOutcome.Help, reason, null, null, "ybj");

    // XML has one kind of line break, and blanks alone are nothing to some of its readers.
    private static (string, string, string) Folded((string A, string B, string C) texts) => (Folded(texts.A), Folded(texts.B), Folded(texts.C));

    private static string Folded(string text) => string.IsNullOrWhiteSpace(text) ? "" : text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static List<List<string>> ByMiniExcel(byte[] file) =>
        [.. new MemoryStream(file).Query().Cast<IDictionary<string, object?>>().Select(row => row.Values.Select(value => value?.ToString() ?? "").ToList())];

    private static List<List<string>> ByXml(byte[] file) =>
        [.. Cells(file).GroupBy(cell => cell.Parent).Select(row => row.Select(cell => Unescape().Replace(cell.Value, code => ((char)Convert.ToInt32(code.Groups[1].Value, 16)).ToString())).ToList())];

    private static List<XElement> Cells(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return [.. XDocument.Load(sheet, LoadOptions.PreserveWhitespace).Descendants(Sheet + "c")];
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Unescape();
}
