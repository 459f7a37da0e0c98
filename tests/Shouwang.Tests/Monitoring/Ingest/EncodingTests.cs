using System.Text;
using Shouwang.Monitoring.Ingest;
using Xunit;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>
/// What a file in another encoding than agreed would do to names cannot be seen row by row, so it is refused whole and says what it is.
/// </summary>
public sealed class EncodingTests(SharedInbox inbox) : IClassFixture<SharedInbox>
{
    private GivenFeed Gb => inbox.Given.Feed("ga", "hukou");

    private GivenFeed Utf8 => inbox.Given.Feed("wjw", "vital");

    private static readonly string[] Names = ["王芳", "欧阳建国", "李娜", "诸葛孔明", "张伟"];

    [Fact]
    public void Utf8_where_GB18030_is_agreed_is_refused_although_many_of_its_rows_would_pass() =>
        Refused("UTF-8 ≠ GB18030", Deliver(Gb, Encoding.UTF8.GetBytes(Lines(Gb, "XM", Names))));

    [Fact]
    public void Even_where_every_single_row_would_pass() =>
        Refused("UTF-8 ≠ GB18030", Deliver(Gb, Encoding.UTF8.GetBytes(Lines(Gb, "XM", ["王芳", "李娜"]))));

    [Fact]
    public void Utf8_is_noticed_in_a_Chinese_header_too() =>
        Refused("UTF-8 ≠ GB18030", Deliver(inbox.Given.Feed("ga", "accident"), Encoding.UTF8.GetBytes(inbox.Given.Feed("ga", "accident").Text(["x"]))));

    [Fact]
    public void GB18030_where_UTF8_is_agreed_is_refused() =>
        Refused("GB18030 ≠ UTF-8", Deliver(Utf8, Encoding.GetEncoding("gb18030").GetBytes(Lines(Utf8, Utf8.Feed.Columns.First(c => c.Identity == Shouwang.Monitoring.Sources.IdentityPart.Name).Title, Names))));

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    public void Utf16_is_refused_with_and_without_its_mark(string encoding, bool mark)
    {
        var utf16 = Encoding.GetEncoding(encoding);

        Refused("UTF-16 ≠ GB18030", Deliver(Gb, [.. mark ? utf16.Preamble.ToArray() : [], .. utf16.GetBytes(Lines(Gb, "XM", Names))]));
        Refused("UTF-16 ≠ UTF-8", Deliver(Utf8, [.. mark ? utf16.Preamble.ToArray() : [], .. utf16.GetBytes(Utf8.Text([Utf8.Line(1)]))]));
    }

    [Fact]
    public void Refused_files_are_read_as_soon_as_the_contract_agrees_with_them()
    {
        var (ascii, other) = (Encoding.ASCII.GetBytes(Lines(Gb, "XM", ["Wang", "Li"])), Encoding.GetEncoding("gb18030").GetBytes(Lines(Gb, "XM", Names)));

        Assert.Equal(BatchState.Published, Deliver(Gb, ascii).State);
        Assert.Equal(BatchState.Published, Deliver(Gb, other).State);
    }

    [Fact]
    public void One_row_in_another_encoding_costs_one_row()
    {
        var good = Utf8.File(Enumerable.Range(1, 80).Select(i => Utf8.Line(i)));
        var name = Utf8.Feed.Columns.First(c => c.Identity == Shouwang.Monitoring.Sources.IdentityPart.Name).Title;
        var broken = Encoding.GetEncoding("gb18030").GetBytes(Utf8.Line(99, (name, "欧阳建国")) + "\n");

        var batch = Deliver(Utf8, [.. good, .. broken]);

        Assert.Equal((BatchState.Published, 80L, 1L), (batch.State, batch.Stored, batch.Quarantined));
        Assert.Equal(RowFault.Encoding, Quarantine.List(inbox.Given.Store, new QuarantineFilter(Batch: batch.Number)).Single().Fault);
    }

    [Theory]
    [InlineData("𠮷田")]
    [InlineData("㐀㐁")]
    [InlineData("丄丅")]
    [InlineData("é")]
    [InlineData("龦\uE5E5")]
    public void Rare_characters_of_two_and_four_bytes_pass(string name)
    {
        var batch = Deliver(Gb, Gb.File([Gb.Line(1, ("XM", name)), Gb.Line(2)]));

        Assert.Equal((BatchState.Published, 2L), (batch.State, batch.Stored));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_title()
    {
        Assert.Equal(1, Deliver(Utf8, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Utf8.Text([Utf8.Line(1)]))]).Stored);
        Assert.Equal(1, Deliver(Utf8, Encoding.UTF8.GetBytes(Utf8.Text([Utf8.Line(1)]))).Stored);
    }

    /// <summary>The bar, 7C, is the second byte of 8 % of the two-byte characters: 丄 is 81 7C.</summary>
    [Fact]
    public void A_bar_inside_a_character_separates_nothing()
    {
        var feed = inbox.Given.Feed("zrzy", "property_right");
        var bars = Bars().ToList();
        Assert.True(bars.Count > 100);

        var batch = Deliver(feed, feed.File(bars.Select((c, i) => feed.Line(i + 1, ("权利人", $"{c}{c}"), ("坐落", i % 2 == 0 ? $"{c}路1号" : $"\"{c}路|1号\"")))));

        Assert.Equal((BatchState.Published, bars.Count, 0), (batch.State, (int)batch.Stored, (int)batch.Quarantined));
        Assert.Equal(bars.Count, inbox.Given.Store.Scalar($"SELECT count(DISTINCT subject) FROM rec_property_right WHERE batch = {batch.Number} AND subject > 0"));
    }

    private static IEnumerable<char> Bars()
    {
        var gb = Encoding.GetEncoding("gb18030");
        return Enumerable.Range(0x4E00, 0x5200).Select(i => (char)i).Where(c => gb.GetBytes([c]) is [_, (byte)'|']);
    }

    private static string Lines(GivenFeed feed, string column, string[] names) =>
        feed.Text(Enumerable.Range(1, 60).Select(i => feed.Line(i, (column, names[i % names.Length]))));

    private Batch Deliver(GivenFeed feed, byte[] bytes) => inbox.Deliver(feed.Path(inbox.NextPeriod()), bytes);

    private void Refused(string detail, Batch batch)
    {
        Assert.Equal((BatchState.Refused, "encoding", detail), (batch.State, batch.Reason, batch.Detail));
        Assert.Equal(0, inbox.RowsOf(batch));
    }
}
