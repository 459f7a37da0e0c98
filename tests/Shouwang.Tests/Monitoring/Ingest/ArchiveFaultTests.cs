using System.Buffers.Binary;
using System.Text;
using Shouwang.Monitoring.Ingest;
using Xunit;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>ZIPs and workbooks that are not what they claim to be.</summary>
public sealed class ArchiveFaultTests(SharedInbox inbox) : IClassFixture<SharedInbox>
{
    private static readonly DateOnly Day = new(2025, 9, 1);

    private GivenFeed School => inbox.Given.Feed("jyj", "schooling");

    private GivenFeed Bank => inbox.Given.Feed("bank26", "balance");

    [Fact]
    public void A_zipped_file_is_read()
    {
        var batch = Deliver(School, GivenWorkbook.Zip(("x.csv", School.File([School.Line(1), School.Line(2)]))));

        Assert.Equal((BatchState.Published, 2L), (batch.State, batch.Stored));
    }

    [Fact]
    public void A_ZIP_with_two_files_or_none_is_refused()
    {
        var csv = School.File([School.Line(1)]);

        Refused("not_an_archive", Deliver(School, GivenWorkbook.Zip(("a.csv", csv), ("b.csv", csv))));
        Refused("not_an_archive", Deliver(School, GivenWorkbook.Zip()));
        Refused("not_an_archive", Deliver(School, csv));
        Refused("empty", Deliver(School, GivenWorkbook.Zip(("a.csv", []))));
    }

    [Fact]
    public void An_encrypted_entry_is_refused()
    {
        var zip = GivenWorkbook.Zip(("a.csv", School.File([School.Line(1)])));
        // Bit 0 of the general purpose flags: once in the entry's own header, once in the directory.
        zip[6] |= 1;
        zip[zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8] |= 1;

        Refused("password", Deliver(School, zip));
    }

    [Fact]
    public void A_ZIP_bomb_is_refused_before_it_is_unpacked() =>
        Refused("archive_bomb", Deliver(School, GivenWorkbook.Zip(("a.csv", new byte[20 << 20]))));

    [Fact]
    public void A_ZIP_that_lies_about_its_length_is_refused()
    {
        var csv = School.File(Enumerable.Range(1, 50).Select(i => School.Line(i)));
        foreach (var stated in new[] { 0u, 40u, (uint)csv.Length + 1, uint.MaxValue - 1 })
        {
            var zip = GivenWorkbook.Zip(("a.csv", csv));
            BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 24), stated);

            Refused("not_an_archive", Deliver(School, zip));
        }
    }

    [Fact]
    public void A_bit_that_fell_over_in_a_ZIP_never_changes_a_row()
    {
        var zip = GivenWorkbook.Zip(("a.csv", School.File(Enumerable.Range(1, 30).Select(i => School.Line(i)))));
        var places = new Random(3);
        for (var i = 0; i < 40; i++)
        {
            var broken = zip.ToArray();
            broken[places.Next(40, zip.Length - 100)] ^= (byte)(1 << places.Next(8));

            Assert.Equal(BatchState.Refused, Deliver(School, broken).State);
        }
    }

    [Fact]
    public void A_workbook_is_read_whatever_type_its_cells_have()
    {
        var batch = Deliver(Bank, GivenWorkbook.Of([Titles, Row(1), null, Row(2, id: GivenWorkbook.Number("340699900101001")), Row(3, day: GivenWorkbook.Text("2025-09-01"), balance: GivenWorkbook.Text("12,34"))]));

        Assert.Equal((BatchState.Stopped, "over_limit", 3L), (batch.State, batch.Reason, batch.RowsIn));
        var row = Assert.Single(Quarantine.List(inbox.Given.Store, new QuarantineFilter(Batch: batch.Number)));
        Assert.Equal((5, RowFault.Amount, "余额"), (row.Line, row.Fault, row.Field));
    }

    [Fact]
    public void Numbers_and_dates_of_a_workbook_are_stored_to_the_fen_and_the_day()
    {
        var batch = Deliver(Bank, GivenWorkbook.Of([Titles, Row(1, balance: GivenWorkbook.Number("1234.5599999999999")), Row(2, balance: GivenWorkbook.Number("0.1")), Row(3, id: GivenWorkbook.Number("340699900101001"))]));

        Assert.Equal((BatchState.Published, 3L, 123_456L + 10 + 10_000), (batch.State, batch.Stored, batch.AmountStored));
        Assert.Equal(3, inbox.Given.Store.Scalar($"SELECT count(*) FROM rec_bank WHERE batch = {batch.Number} AND \"on\" = DATE '2025-09-01' AND subject > 0"));
    }

    [Fact]
    public void Ids_and_accounts_that_a_spreadsheet_took_for_numbers_are_set_aside()
    {
        var good = Enumerable.Range(1, 120).Select(i => (IReadOnlyList<string>?)Row(i));
        var batch = Deliver(Bank, GivenWorkbook.Of([Titles, .. good, Row(121, id: GivenWorkbook.Number("3.4069919000101001E+17")), Row(122, account: GivenWorkbook.Number("6222021234567890123"))]));

        Assert.Equal((BatchState.Published, 120L, 2L), (batch.State, batch.Stored, batch.Quarantined));
        Assert.Equal(
            [(122, RowFault.IdScientific, "身份证号"), (123, RowFault.IdScientific, "账号")],
            Quarantine.List(inbox.Given.Store, new QuarantineFilter(Batch: batch.Number)).Select(r => (r.Line, r.Fault, r.Field)));
    }

    [Fact]
    public void A_workbook_with_a_password_says_so() =>
        Refused("password", Deliver(Bank, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]]));

    [Fact]
    public void An_old_workbook_and_what_is_none_say_so()
    {
        Refused("not_a_workbook", Deliver(Bank, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512], .. Encoding.Unicode.GetBytes("Workbook"), .. new byte[512]]));
        Refused("not_a_workbook", Deliver(Bank, Encoding.UTF8.GetBytes(string.Join(',', Titles))));
        Refused("not_a_workbook", Deliver(Bank, GivenWorkbook.Zip(("word/document.xml", "<x/>"u8.ToArray()))));
        Refused("not_a_workbook", Deliver(Bank, GivenWorkbook.Of([Titles, Row(1)])[..400]));
        Refused("not_a_workbook", Deliver(Bank, GivenWorkbook.Package("<worksheet><sheetData><row r=\"1\"><c r=\"A1\"")));
        Refused("empty", Deliver(Bank, []));
        Refused("empty", Deliver(Bank, GivenWorkbook.Of([])));
        Refused("empty", Deliver(Bank, GivenWorkbook.Of([Titles])));
    }

    [Fact]
    public void Entities_of_a_workbook_are_not_followed() =>
        Refused("not_a_workbook", Deliver(Bank, GivenWorkbook.Of([Titles, Row(1, account: "t=\"str\"><v>&x;</v>")], before: "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")));

    [Fact]
    public void A_workbook_that_unpacks_without_end_is_refused() =>
        Refused("archive_bomb", Deliver(Bank, GivenWorkbook.Of([Titles, Row(1)], parts: new Dictionary<string, byte[]> { ["xl/media/x.bin"] = new byte[20 << 20] })));

    [Theory]
    [InlineData("A1:XFD1048576")]
    [InlineData("A1:ZZZZZZ9")]
    [InlineData("nonsense")]
    public void An_area_that_is_claimed_and_not_filled_costs_nothing(string dimension)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var far = GivenWorkbook.Of([Titles, Row(1)], dimension);
        var batch = Deliver(Bank, far);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        Assert.Contains(batch.State, (BatchState[])[BatchState.Published, BatchState.Refused]);
    }

    [Fact]
    public void A_single_cell_at_the_far_end_costs_nothing()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var cells = string.Concat(Titles.Select((c, i) => $"<c r=\"{(char)('A' + i)}1\" {c}</c>"));
        var batch = Deliver(Bank, GivenWorkbook.Package($"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\">{cells}</row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>"));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        Assert.NotEqual(BatchState.Published, batch.State);
    }

    [Fact]
    public void A_broken_workbook_never_ends_the_night()
    {
        var whole = GivenWorkbook.Of([Titles, .. Enumerable.Range(1, 30).Select(i => Row(i))]);
        var places = new Random(5);
        for (var i = 0; i < 40; i++)
        {
            var broken = whole.ToArray();
            broken[places.Next(broken.Length)] ^= (byte)(1 << places.Next(8));
            var batch = Deliver(Bank, broken);
            Assert.True(batch.State != BatchState.Published || batch.AmountStored == 30 * 10_000, $"seed 5, file {i}: {batch.AmountStored}");
        }
    }

    private static IReadOnlyList<string> Titles => [.. new[] { "序号", "姓名", "身份证号", "账号", "日期", "余额", "最后交易日", "备注" }.Select(GivenWorkbook.Text)];

    private static IReadOnlyList<string> Row(int person, string? id = null, string? account = null, string? day = null, string? balance = null) =>
    [
        GivenWorkbook.Number($"{person}"), GivenWorkbook.Text($"张三{person}"), id ?? GivenWorkbook.Text(GivenDeliveries.Id(person)),
        account ?? GivenWorkbook.Text($"622202{person:0000000000000}"), day ?? GivenWorkbook.Date(Day), balance ?? GivenWorkbook.Number("100"),
        GivenWorkbook.Date(Day), GivenWorkbook.Text(""),
    ];

    private Batch Deliver(GivenFeed feed, byte[] bytes) => inbox.Deliver(feed.Path(inbox.NextPeriod()), bytes);

    private void Refused(string reason, Batch batch)
    {
        Assert.Equal((BatchState.Refused, reason), (batch.State, batch.Reason));
        Assert.Equal(0, inbox.RowsOf(batch));
    }
}
