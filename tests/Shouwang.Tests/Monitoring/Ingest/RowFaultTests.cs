using Shouwang.Monitoring.Ingest;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Monitoring.Ingest;

public sealed class RowFaultTests(Databases databases)
{
    [Theory]
    [InlineData("\"{id},张三,,20250901,5,某村,", RowFault.Quote)]
    [InlineData("{id},张\"三,,20250901,5,某村,", RowFault.Quote)]
    [InlineData("{id},张三,,20250901,5,某村", RowFault.Columns)]
    [InlineData("{id},张三,,20250901,5,某村,,", RowFault.Columns)]
    [InlineData("{id},张三,,20250231,5,某村,", RowFault.Date)]
    [InlineData("{id},张三,,2025-09-01,5,某村,", RowFault.Date)]
    [InlineData("{id},张三,,20250901,10,某村,", RowFault.Code)]
    [InlineData("{id},张三,,,5,某村,", RowFault.Required)]
    [InlineData("3.40699E+17,张三,,20250901,5,某村,", RowFault.IdScientific)]
    [InlineData(",,,20250901,5,某村,", RowFault.NoIdentity)]
    public async Task A_bad_row_costs_one_row_and_says_why(string line, RowFault fault)
    {
        var database = await databases.FreshAsync(DatabaseKind.Sqlite);
        await using var db = database.Open();
        using var given = new GivenDeliveries(db);
        var lines = GivenDeliveries.GoodLines(200).ToList();
        lines.Insert(120, line.Replace("{id}", GivenDeliveries.Id(7), StringComparison.Ordinal));

        var batch = given.Hukou(lines);

        Assert.Equal((BatchState.Published, 201L, 200L, 1L), (batch.State, batch.RowsIn, batch.Stored, batch.Quarantined));
        var row = Assert.Single(Quarantine.List(given.Store, new QuarantineFilter()));
        Assert.Equal((fault, 122), (row.Fault, row.Line));
        Assert.Equal(lines[120], Assert.Single(given.Quarantine.Unseal(given.Session, new QuarantineFilter())).Line);
    }

    [Fact]
    public async Task Broken_bytes_cost_one_row()
    {
        var database = await databases.FreshAsync(DatabaseKind.Sqlite);
        await using var db = database.Open();
        using var given = new GivenDeliveries(db);
        var text = string.Concat(GivenDeliveries.GoodLines(200).Prepend(GivenDeliveries.HukouHeader).Append($"{GivenDeliveries.Id(9)},~~,,20250901,5,x,").Select(l => l + "\r\n"));
        var bytes = System.Text.Encoding.GetEncoding("gb18030").GetBytes(text);
        var at = bytes.AsSpan().IndexOf("~~"u8);
        bytes[at] = 0x81;
        bytes[at + 1] = 0xFF;
        given.Put("ga/ga_hukou_20250930.csv", bytes);

        var batch = Assert.Single(given.Ingest().Batches);

        Assert.Equal((200L, 1L), (batch.Stored, batch.Quarantined));
        Assert.Equal(RowFault.Encoding, Assert.Single(Quarantine.List(given.Store, new QuarantineFilter())).Fault);
    }

    [Fact]
    public async Task More_than_two_in_a_hundred_stop_the_batch_and_a_decision_takes_it()
    {
        var database = await databases.FreshAsync(DatabaseKind.Sqlite);
        await using var db = database.Open();
        using var given = new GivenDeliveries(db);
        var lines = GivenDeliveries.GoodLines(98).Concat([",,,20250901,5,,", ",,,20250901,5,,", ",,,20250901,5,,"]);

        var stopped = given.Hukou(lines);

        Assert.Equal((BatchState.Stopped, "over_limit", 101L, 0L), (stopped.State, stopped.Reason, stopped.RowsIn, stopped.Stored));
        Assert.Equal(0, given.Store.Scalar("SELECT count(*) FROM rec_hukou"));
        var (taken, refusal) = await new DecideBatch(db, given.Catalog, given.Archive, given.Clock).RunAsync(new(stopped.Number, true, "已与户政科核对", "test"), given.Session, CancellationToken.None);
        Assert.Null(refusal);
        Assert.Equal((BatchState.Published, 98L, 3L), (taken!.State, taken.Stored, taken.Quarantined));
        Assert.Equal(98, given.Store.Scalar("SELECT count(*) FROM rec_hukou"));
    }
}
