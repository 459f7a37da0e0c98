using System.Text;
using Shouwang.Monitoring.Ingest;
using Xunit;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>A file that is not as agreed is held or refused whole, says why, and leaves no row behind.</summary>
public sealed class FileFaultTests(SharedInbox inbox) : IClassFixture<SharedInbox>
{
    private GivenFeed Hukou => inbox.Given.Feed("ga", "hukou");

    private GivenFeed Bank => inbox.Given.Feed("bank21", "balance");

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("  \r\n\r\n")]
    [InlineData(GivenDeliveries.HukouHeader)]
    [InlineData(GivenDeliveries.HukouHeader + "\r\n")]
    [InlineData(GivenDeliveries.HukouHeader + "\r\n\r\n \r\n")]
    public void A_file_without_rows_is_empty(string text) => Refused("empty", Deliver(Hukou, Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_file_that_is_only_a_byte_order_mark_is_empty() => Refused("empty", Deliver(Hukou, Encoding.UTF8.Preamble.ToArray()));

    [Fact]
    public void A_file_cut_in_half_misses_its_trailer_and_waits()
    {
        var lines = Enumerable.Range(1, 40).Select(i => Bank.Line(i)).ToList();
        var whole = Bank.File(lines, Bank.Trailer(40, 40 * 36_900));
        var atLineEnd = Bank.File(lines.Take(20));

        Stopped("truncated", Deliver(Bank, whole[..(whole.Length / 2)]));
        Stopped("truncated", Deliver(Bank, atLineEnd));
        Stopped("truncated", Deliver(Bank, Bank.File([])[..10]));
    }

    [Theory]
    [InlineData("合计")]
    [InlineData("合计,")]
    [InlineData("合计,40")]
    [InlineData("合计,40,")]
    [InlineData("合")]
    public void A_trailer_that_is_cut_off_before_its_sum_is_no_trailer(string trailer)
    {
        var lines = Enumerable.Range(1, 40).Select(i => Bank.Line(i));

        Stopped("truncated", Deliver(Bank, Bank.Encode(Bank.Text(lines).TrimEnd('\r', '\n') + "\r\n" + trailer)));
    }

    [Fact]
    public void A_file_cut_in_the_middle_of_its_last_line_waits_even_without_an_agreed_trailer()
    {
        var whole = Hukou.File(Enumerable.Range(1, 40).Select(i => Hukou.Line(i)));

        Stopped("truncated", Deliver(Hukou, whole[..^5]));
        Stopped("truncated", Deliver(Hukou, whole[..^2]));
    }

    [Theory]
    [InlineData(-1, 0, "count_mismatch", "59 ≠ 60")]
    [InlineData(1, 0, "count_mismatch", "61 ≠ 60")]
    [InlineData(0, 1, "sum_mismatch", "7,380.01 ≠ 7,380.00")]
    public void A_trailer_that_does_not_agree_stops_the_file(int rows, int fen, string reason, string detail)
    {
        var lines = Enumerable.Range(1, 60).Select(i => Bank.Line(i));

        var batch = Deliver(Bank, Bank.File(lines, Bank.Trailer(60 + rows, (60 * 12_300) + fen)));

        Stopped(reason, batch);
        Assert.Equal(detail, batch.Detail);
    }

    [Theory]
    [InlineData("合计,60,7380.00\r\n\r\n")]
    [InlineData("合计,60,7380.00 \r\n  \r\n")]
    [InlineData("\"合计\",\"60\",\"7,380.00\"\r\n")]
    [InlineData("合计，６０，７３８０.００\r\n")]
    [InlineData("合计,60,7380.0")]
    public void A_trailer_may_be_written_in_more_than_one_way(string trailer)
    {
        var lines = Enumerable.Range(1, 60).Select(i => Bank.Line(i));
        var text = Bank.Text(lines) + trailer;

        var batch = Deliver(Bank, Bank.Encode(text));

        Assert.Equal((BatchState.Published, 60L, 738_000L, 738_000L), (batch.State, batch.Stored, batch.AmountStored, batch.AmountDeclared));
    }

    [Theory]
    [InlineData("{\"rows\": 59}", BatchState.Stopped, "count_mismatch")]
    [InlineData("{\"rows\": 60, \"amount_fen\": 1}", BatchState.Stopped, "sum_mismatch")]
    [InlineData("{\"sha256\": \"00\"}", BatchState.Refused, "hash_mismatch")]
    [InlineData("{\"rows\": 60, \"amount_fen\": 738000}", BatchState.Published, "")]
    public void A_manifest_that_does_not_agree_stops_the_file(string manifest, BatchState state, string reason)
    {
        var feed = inbox.Given.Feed("bank12", "balance");

        var batch = inbox.Deliver(feed.Path(inbox.NextPeriod()), feed.File(Enumerable.Range(1, 60).Select(i => feed.Line(i))), manifest);

        Assert.Equal((state, reason), (batch.State, batch.Reason));
        Assert.Equal(state == BatchState.Published ? 60 : 0, inbox.RowsOf(batch));
    }

    [Fact]
    public void One_byte_changed_on_the_way_is_found_wherever_it_is()
    {
        var feed = inbox.Given.Feed("bank12", "balance");
        var bytes = feed.File(Enumerable.Range(1, 20).Select(i => feed.Line(i)));
        var manifest = $"{{\"sha256\": \"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes))}\"}}";
        var places = new Random(7);
        for (var i = 0; i < 40; i++)
        {
            var changed = bytes.ToArray();
            changed[places.Next(changed.Length)] ^= (byte)(1 << places.Next(8));
            Refused("hash_mismatch", inbox.Deliver(feed.Path(inbox.NextPeriod()), changed, manifest));
        }
    }

    [Theory]
    [InlineData("XM,GMSFHM,CSRQ,BDRQ,BDLB,HJDZ,PCSMC,YE", "+YE")]
    [InlineData("XM,GMSFHM,CSRQ,BDRQ,BDLB,HJDZ", "−PCSMC")]
    [InlineData("XM,GMSFHM,CSRQ,BDRQ,BDLB,HJDZ,PCS", "−PCSMC, +PCS")]
    [InlineData("XM,GMSFHM,CSRQ,BDRQ,BDLB,XM,PCSMC", "−HJDZ, ×XM")]
    public void A_header_with_other_columns_says_which(string header, string detail)
    {
        var batch = Deliver(Hukou, Hukou.Encode($"{header}\r\n{Hukou.Line(1)}\r\n"));

        Refused("header", batch);
        Assert.Equal(detail, batch.Detail);
    }

    [Fact]
    public void A_first_line_that_is_a_row_is_not_repeated_in_the_clear()
    {
        var batch = Deliver(Hukou, Hukou.Encode($"{Hukou.Line(7)}\r\n{Hukou.Line(8)}\r\n"));

        Refused("header", batch);
        Assert.DoesNotContain("张三", batch.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("340699", batch.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XM,PCSMC,HJDZ,BDLB,BDRQ,CSRQ,GMSFHM", "张三,,,5,20250901,,{id}")]
    [InlineData(" XM ,\"PCSMC\",HJDZ,ＢＤＬＢ,BDRQ,CSRQ,GMSFHM", "张三,,,5,20250901,,{id}")]
    public void Columns_may_come_in_another_order(string header, string line)
    {
        var batch = Deliver(Hukou, Hukou.Encode($"{header}\r\n{line.Replace("{id}", GivenDeliveries.Id(3), StringComparison.Ordinal)}\r\n"));

        Assert.Equal((BatchState.Published, 1L), (batch.State, batch.Stored));
        Assert.Equal(1, inbox.Given.Store.Scalar($"SELECT count(*) FROM rec_hukou WHERE batch = {batch.Number} AND \"on\" = DATE '2025-09-01' AND subject > 0"));
    }

    [Theory]
    [InlineData("ga/hukou_20250930.csv")]
    [InlineData("ga/ga_hukou_20250930.xlsx")]
    [InlineData("ga/ga_hukou_20250931.csv")]
    [InlineData("ga/ga_hukou_20251.csv")]
    [InlineData("ga/ga_hukou_99990101.csv")]
    [InlineData("ybj/ga_hukou_20250930.csv")]
    [InlineData("ga/Thumbs.db")]
    public void A_file_that_no_contract_knows_in_this_place_is_refused(string path)
    {
        var batch = inbox.Deliver(path, Hukou.File([Hukou.Line(1)]));

        Refused("no_contract", batch);
        Assert.Equal(Path.GetFileName(path), batch.File);
    }

    private Batch Deliver(GivenFeed feed, byte[] bytes) => inbox.Deliver(feed.Path(inbox.NextPeriod()), bytes);

    private void Refused(string reason, Batch batch) => Held(BatchState.Refused, reason, batch);

    private void Stopped(string reason, Batch batch) => Held(BatchState.Stopped, reason, batch);

    private void Held(BatchState state, string reason, Batch batch)
    {
        Assert.Equal((state, reason), (batch.State, batch.Reason));
        Assert.Equal((0L, 0L, 0L), (batch.Stored, batch.Quarantined, inbox.RowsOf(batch)));
    }
}
