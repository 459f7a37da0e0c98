using System.Globalization;
using System.Text;
using Shouwang.Monitoring.Ingest;
using Xunit;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>The ways in which departments write one and the same thing, and those that nobody can read.</summary>
public sealed class RowFormTests(SharedInbox inbox) : IClassFixture<SharedInbox>
{
    [Theory]
    // Amounts in yuan, in yuan with thousands, in fen, in 万元.
    [InlineData("bank21", "活期定期合计", "0", "balance = 0")]
    [InlineData("bank21", "活期定期合计", "12.3", "balance = 1230")]
    [InlineData("bank21", "活期定期合计", "12.300", "balance = 1230")]
    [InlineData("bank21", "活期定期合计", "12.", "balance = 1200")]
    [InlineData("bank21", "活期定期合计", ".5", "balance = 50")]
    [InlineData("bank21", "活期定期合计", " 12.34\t", "balance = 1234")]
    [InlineData("bank21", "活期定期合计", "\"12.34\"", "balance = 1234")]
    [InlineData("bank21", "活期定期合计", "１２．３４", "balance = 1234")]
    [InlineData("bank21", "活期定期合计", "￥12.34", "balance = 1234")]
    [InlineData("bank21", "活期定期合计", "00000000000000001.00", "balance = 100")]
    [InlineData("bank21", "活期定期合计", "50000000.00", "balance = 5000000000")]
    [InlineData("bank09", "余额", "\"1,234,567.80\"", "balance = 123456780")]
    [InlineData("bank09", "余额", "\"1,234\"", "balance = 123400")]
    [InlineData("bank09", "余额", "\"１，２３４．５\"", "balance = 123450")]
    [InlineData("bank12", "余额", "1234", "balance = 1234")]
    [InlineData("bank12", "余额", "1234.00", "balance = 1234")]
    [InlineData("bank20", "活期定期合计（万元）", "1.234567", "balance = 1234567")]
    [InlineData("bank20", "活期定期合计（万元）", "0.0001", "balance = 100")]
    [InlineData("bank20", "理财产品（万元）", "", "wealth IS NULL")]
    // Dates of every form.
    [InlineData("bank21", "统计日期", "20240229", "\"on\" = DATE '2024-02-29'")]
    [InlineData("bank21", "统计日期", "２０２４０２２９", "\"on\" = DATE '2024-02-29'")]
    [InlineData("bank20", "统计日期", "2024-02-29", "\"on\" = DATE '2024-02-29'")]
    [InlineData("bank24", "日期", "2024/2/9", "\"on\" = DATE '2024-02-09'")]
    [InlineData("bank24", "日期", "2024/02/09", "\"on\" = DATE '2024-02-09'")]
    [InlineData("bank24", "日期", "２０２４／２／９", "\"on\" = DATE '2024-02-09'")]
    [InlineData("bank23", "日期", "2024年2月9日", "\"on\" = DATE '2024-02-09'")]
    [InlineData("bank23", "日期", "2024年02月09日", "\"on\" = DATE '2024-02-09'")]
    [InlineData("bank23", "日期", "２０２４年２月９日", "\"on\" = DATE '2024-02-09'")]
    [InlineData("bank21", "最近一次动账", "", "last_used IS NULL")]
    public void A_cell_of_a_bank_may_be_written(string source, string column, string text, string stored)
    {
        var batch = One(source, "balance", column, text);

        Assert.Equal((BatchState.Published, 1L), (batch.State, batch.Stored));
        Assert.Equal(1, inbox.Given.Store.Scalar($"SELECT count(*) FROM rec_bank WHERE batch = {batch.Number} AND {stored}"));
    }

    [Theory]
    [InlineData("rsj", "insurance", "缴费年月", "202402", "rec_insurance", "month = DATE '2024-02-01'")]
    [InlineData("swj", "tax_income", "所得月份", "2024-02", "rec_tax_income", "month = DATE '2024-02-01'")]
    [InlineData("ybj", "enrolment", "参保年度", "2024", "rec_enrolment", "\"on\" = DATE '2024-01-01'")]
    [InlineData("ybj", "settlement", "参保地区划", "340602", "rec_settlement", "division = 340602000000")]
    [InlineData("ybj", "settlement", "参保地区划", "340602001", "rec_settlement", "division = 340602001000")]
    [InlineData("ybj", "settlement", "参保地区划", "340602001002", "rec_settlement", "division = 340602001002")]
    [InlineData("ybj", "settlement", "参保地区划", "３４０６０２", "rec_settlement", "division = 340602000000")]
    [InlineData("ybj", "settlement", "参保地区划", "", "rec_settlement", "division IS NULL")]
    [InlineData("zrzy", "property_right", "建筑面积", "０９８", "rec_property_right", "area = 98")]
    [InlineData("zrzy", "property_right", "权属状态", "２", "rec_property_right", "status IS NOT NULL")]
    public void Months_years_places_and_numbers_may_be_written(string source, string feed, string column, string text, string table, string stored)
    {
        var batch = One(source, feed, column, text);

        Assert.Equal((BatchState.Published, 1L), (batch.State, batch.Stored));
        Assert.Equal(1, inbox.Given.Store.Scalar($"SELECT count(*) FROM {table} WHERE batch = {batch.Number} AND {stored}"));
    }

    [Theory]
    [InlineData("bank21", "活期定期合计", "1,5", RowFault.Columns)]
    [InlineData("bank21", "活期定期合计", "\"1,5\"", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "\"1,234.50\"", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "12.345", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "1.2.3", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", ".", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "-", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "1e3", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "12\05", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "12345678901234567", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "99999999999999999999999", RowFault.Amount)]
    [InlineData("bank21", "活期定期合计", "-0.01", RowFault.Range)]
    [InlineData("bank21", "活期定期合计", "50000000.01", RowFault.Range)]
    [InlineData("bank21", "活期定期合计", "", RowFault.Required)]
    [InlineData("bank09", "余额", "\"1,5\"", RowFault.Amount)]
    [InlineData("bank09", "余额", "\"12,34\"", RowFault.Amount)]
    [InlineData("bank09", "余额", "\"1234,567\"", RowFault.Amount)]
    [InlineData("bank09", "余额", "\"1,234,56.00\"", RowFault.Amount)]
    [InlineData("bank09", "余额", "\",123\"", RowFault.Amount)]
    [InlineData("bank09", "余额", "\"123,\"", RowFault.Amount)]
    [InlineData("bank12", "余额", "12.5", RowFault.Amount)]
    [InlineData("bank20", "活期定期合计（万元）", "1.2345678", RowFault.Amount)]
    [InlineData("bank20", "活期定期合计（万元）", "1234567890123456", RowFault.Amount)]
    [InlineData("bank21", "统计日期", "20250229", RowFault.Date)]
    [InlineData("bank21", "统计日期", "20251301", RowFault.Date)]
    [InlineData("bank21", "统计日期", "00000000", RowFault.Date)]
    [InlineData("bank21", "统计日期", "2025-02-01", RowFault.Date)]
    [InlineData("bank20", "统计日期", "20250201", RowFault.Date)]
    [InlineData("bank20", "统计日期", "2025-2-1", RowFault.Date)]
    [InlineData("bank24", "日期", "2025/2", RowFault.Date)]
    [InlineData("bank24", "日期", "2025//1", RowFault.Date)]
    [InlineData("bank23", "日期", "2025年2月29日", RowFault.Date)]
    [InlineData("bank23", "日期", "2025年2月", RowFault.Date)]
    [InlineData("bank23", "日期", "45901", RowFault.Date)]
    [InlineData("bank21", "卡折号", "6.22202E+18", RowFault.IdScientific)]
    [InlineData("bank21", "卡折号", "", RowFault.Required)]
    [InlineData("bank21", "客户身份证号", "3.40699E+17", RowFault.IdScientific)]
    [InlineData("bank21", "客户名称", "张\"三", RowFault.Quote)]
    [InlineData("bank21", "客户名称", "\"张三", RowFault.Quote)]
    [InlineData("bank21", "客户名称", "\"张\"三", RowFault.Quote)]
    public void A_cell_that_nobody_can_read_costs_its_row(string source, string column, string text, RowFault fault)
    {
        var feed = inbox.Given.Feed(source, "balance");
        var lines = Enumerable.Range(1, 60).Select(i => feed.Line(i)).Append(feed.Line(61, (column, text))).ToList();
        var amount = fault == RowFault.Range ? feed.Feed.Record.Amount is not null ? Fen(text) : 0 : 0;

        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.File(lines, feed.Feed.TrailerMark is null ? null : feed.Trailer(61, (60 * 12_300) + (column.Contains("合计", StringComparison.Ordinal) || column == "余额" ? amount : 12_300))), feed.Feed.Manifest ? "{\"rows\": 61}" : null);

        Assert.Equal((BatchState.Published, 60L, 1L), (batch.State, batch.Stored, batch.Quarantined));
        var row = Assert.Single(Quarantine.List(inbox.Given.Store, new QuarantineFilter(Batch: batch.Number)));
        Assert.Equal((fault, 62), (row.Fault, row.Line));
        Assert.Equal(lines[60], inbox.Given.Quarantine.Unseal(inbox.Given.Session, new QuarantineFilter(Batch: batch.Number)).Single().Line);
    }

    [Theory]
    [InlineData("340699190001010000")]
    [InlineData("340699")]
    [InlineData("无")]
    [InlineData("")]
    [InlineData("34069919000230101X")]
    public void A_row_whose_id_is_no_id_is_kept_for_matching(string id)
    {
        var batch = One("bank21", "balance", "客户身份证号", id);

        Assert.Equal((1L, 1L, 0L), (batch.Stored, batch.Unlinked, batch.Quarantined));
        Assert.Equal(1, inbox.Given.Store.Scalar($"SELECT count(*) FROM rec_bank r JOIN unlinked u USING (subject) WHERE r.batch = {batch.Number} AND subject < 0"));
    }

    [Theory]
    [InlineData("　")]
    [InlineData("  ")]
    [InlineData("")]
    public void A_row_with_neither_id_nor_name_is_nobody_s(string name)
    {
        var feed = inbox.Given.Feed("ga", "hukou");
        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.File(Enumerable.Range(1, 60).Select(i => feed.Line(i)).Append(feed.Line(1, ("GMSFHM", ""), ("XM", name)))));

        Assert.Equal(RowFault.NoIdentity, Assert.Single(Quarantine.List(inbox.Given.Store, new QuarantineFilter(Batch: batch.Number))).Fault);
    }

    [Fact]
    public void One_person_s_id_is_the_same_in_18_and_15_digits_full_width_and_with_a_small_x()
    {
        var feed = inbox.Given.Feed("ga", "hukou");
        var body = "34069919" + "000101" + "001";
        var modern = body + Shouwang.Registry.IdNumber.CheckCharacter(body);
        var small = Enumerable.Range(2, 900).Select(i => $"34069919000101{i:000}").First(b => Shouwang.Registry.IdNumber.CheckCharacter(b) == 'X');
        string[] ids = [modern, " " + modern + " ", $"\"{modern}\"", string.Concat(modern.Select(c => (char)(c + 0xFEE0))), "340699" + modern[8..17], small + "X", small + "x", small + "ｘ"];

        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.File(ids.Select(id => feed.Line(1, ("GMSFHM", id)))));

        Assert.Equal((8L, 0L), (batch.Stored, batch.Unlinked));
        Assert.Equal(2, inbox.Given.Store.Scalar($"SELECT count(DISTINCT subject) FROM rec_hukou WHERE batch = {batch.Number}"));
    }

    [Fact]
    public void Quoted_commas_doubled_quotes_blank_lines_and_mixed_line_ends_are_read_as_they_stand()
    {
        var feed = inbox.Given.Feed("ga", "hukou");
        string[] lines =
        [
            feed.Line(1, ("HJDZ", "\"某村,1号\"")) + "\r\n",
            feed.Line(2, ("HJDZ", "\"某\"\"村\"\"\""), ("XM", "\"张\"\"三\"")) + "\n",
            "\r\n", "\n", "   \r\n",
            feed.Line(3, ("PCSMC", "\"\"")) + "\r\n",
            feed.Line(4, ("XM", " 李四 ")) + "\n",
        ];

        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.Encode(feed.Header + "\n" + string.Concat(lines)));

        Assert.Equal((4L, 4L, 3L, 0L), (batch.RowsIn, batch.Stored, batch.Blank, batch.Quarantined));
        Assert.Equal("2,3,7,8", Lines(batch));
    }

    [Fact]
    public void A_line_of_a_megabyte_is_a_line()
    {
        var feed = inbox.Given.Feed("ga", "hukou");
        var far = new string('村', 1_000_000);

        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.File([feed.Line(1, ("HJDZ", far)), feed.Line(2), feed.Line(3, ("PCSMC", far + far + far)), feed.Line(4)]));

        Assert.Equal((4L, "2,3,4,5"), (batch.Stored, Lines(batch)));
    }

    [Fact]
    public void A_megabyte_without_separator_or_with_nothing_else_costs_one_row()
    {
        var feed = inbox.Given.Feed("ga", "hukou");
        var good = Enumerable.Range(1, 120).Select(i => feed.Line(i));

        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.File(good.Append(new string('9', 1_000_000)).Append(new string(',', 1_000_000))));

        Assert.Equal((120L, 2L), (batch.Stored, batch.Quarantined));
        Assert.All(Quarantine.List(inbox.Given.Store, new QuarantineFilter(Batch: batch.Number)), r => Assert.Equal(RowFault.Columns, r.Fault));
    }

    [Theory]
    [InlineData("20250902", "20250901", RowFault.Order)]
    [InlineData("20250901", "20250901", RowFault.None)]
    [InlineData("20250901", "", RowFault.None)]
    public void Dates_stand_in_their_order_where_both_are_known(string from, string until, RowFault fault)
    {
        var feed = inbox.Given.Feed("ga", "detention");

        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.File(Enumerable.Range(1, 60).Select(i => feed.Line(i)).Append(feed.Line(61, ("起始日期", from), ("截止日期", until)))));

        Assert.Equal(fault == RowFault.None ? 61 : 60, batch.Stored);
        Assert.Equal(fault == RowFault.None ? [] : [(RowFault.Order, "截止日期")], Quarantine.List(inbox.Given.Store, new QuarantineFilter(Batch: batch.Number)).Select(r => (r.Fault, r.Field)));
    }

    [Theory]
    [InlineData("是", true)]
    [InlineData("否", false)]
    public void Yes_and_no_are_what_the_contract_says(string text, bool stored)
    {
        var feed = inbox.Given.Feed("ybj", "enrolment");
        var column = feed.Feed.Columns.First(c => c.Field?.Name == "paid");
        var written = column.Map.Count == 0 ? text : column.Map.First(m => m.Value == (stored ? "true" : "false") || FeedPlan.Flag(m.Value) == stored).Key;

        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.File([feed.Line(1, (column.Title, written))]));

        Assert.Equal(1, inbox.Given.Store.Scalar($"SELECT count(*) FROM rec_enrolment WHERE batch = {batch.Number} AND paid = {stored}"));
    }

    [Fact]
    public void Negative_amounts_are_stored_where_the_contract_allows_them()
    {
        Assert.True(Cells.TryMoney("-1234.50"u8, 2, false, out var fen));
        Assert.Equal(-123_450, fen);
    }

    [Fact]
    public void Any_amount_that_is_written_is_read_back_to_the_fen()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var fen = random.NextInt64(-Cells.MaxFen, Cells.MaxFen) / (long)Math.Pow(10, random.Next(14));
            foreach (var (decimals, unit) in new[] { (0, 1m), (2, 100m), (6, 1_000_000m) })
            {
                var plain = (fen / unit).ToString("0." + new string('0', decimals), CultureInfo.InvariantCulture);
                var grouped = (fen / unit).ToString("#,##0." + new string('0', decimals), CultureInfo.InvariantCulture);
                Assert.True(Cells.TryMoney(Encoding.ASCII.GetBytes(plain), decimals, false, out var read) && read == fen, plain);
                Assert.True(Cells.TryMoney(Encoding.ASCII.GetBytes(grouped), decimals, true, out read) && read == fen, grouped);
            }
        }
    }

    private static long Fen(string text) => (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100);

    private string Lines(Batch batch)
    {
        using var command = inbox.Given.Store.Connection.CreateCommand();
        command.CommandText = $"SELECT string_agg(line, ',' ORDER BY line) FROM {inbox.Given.Catalog.Records.Find(batch.Record)!.Table} WHERE batch = {batch.Number}";
        return (string)command.ExecuteScalar()!;
    }

    private Batch One(string source, string feed, string column, string text)
    {
        var given = inbox.Given.Feed(source, feed);
        var line = given.Line(1, (column, text));
        var amount = given.Feed.Record.Amount is { } field && given.Feed.Columns.First(c => c.Field == field).Title is var title && title == column ? (long?)null : 12_300;
        var trailer = given.Feed.TrailerMark is null ? null : given.Trailer(1, amount ?? AmountOf(given, text));
        return inbox.Deliver(given.Path(inbox.NextPeriod()), given.File([line], trailer), given.Feed.Manifest ? "{\"rows\": 1}" : null);
    }

    private static long AmountOf(GivenFeed feed, string text)
    {
        var plain = text.Normalize(NormalizationForm.FormKC).Trim().Trim('"', '¥').Replace(",", "", StringComparison.Ordinal);
        return (long)(decimal.Parse(plain, CultureInfo.InvariantCulture) * feed.Feed.Unit switch { Shouwang.Monitoring.Sources.MoneyUnit.Fen => 1, Shouwang.Monitoring.Sources.MoneyUnit.Wan => 1_000_000, _ => 100 });
    }
}
