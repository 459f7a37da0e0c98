using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Data;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Monitoring.Ingest;

/// <summary>Two files of one period and revision: what the sender sends again as a revision settles the matter.</summary>
public sealed class RevisionTests : IDisposable
{
    private readonly ShouwangDb db;
    private readonly GivenDeliveries given;

    public RevisionTests(Databases databases)
    {
        db = databases.FreshAsync(DatabaseKind.Sqlite).GetAwaiter().GetResult().Open();
        given = new GivenDeliveries(db);
    }

    [Fact]
    public void A_conflicting_file_waits_no_longer_when_its_content_comes_as_a_later_revision()
    {
        Deliver("ga_hukou_20250930.csv", 1);
        Assert.Equal(BatchState.Stopped, Deliver("ga_hukou_20250930.csv", 2).State);
        Deliver("ga_hukou_20250930_r2.csv", 2);

        Assert.Equal([(1, "published", ""), (1, "rejected", "superseded"), (2, "published", "")], States());
        Assert.Equal("ga_hukou_20250930_r2.csv", given.Session.Batches[1].Detail);
    }

    [Fact]
    public void It_does_not_wait_at_all_when_the_revision_was_there_first()
    {
        Deliver("ga_hukou_20250930.csv", 1);
        Deliver("ga_hukou_20250930_r2.csv", 2);
        Deliver("ga_hukou_20250930.csv", 2);

        Assert.Equal([(1, "published", ""), (1, "rejected", "superseded"), (2, "published", "")], States());
    }

    [Fact]
    public void A_later_revision_with_another_content_leaves_the_question_open()
    {
        Deliver("ga_hukou_20250930.csv", 1);
        Deliver("ga_hukou_20250930.csv", 2);
        Deliver("ga_hukou_20250930_r2.csv", 3);

        Assert.Equal([(1, "published", ""), (1, "stopped", "conflict"), (2, "published", "")], States());
    }

    [Fact]
    public void What_was_settled_stays_settled_when_the_file_comes_again_and_when_the_store_is_rebuilt()
    {
        Deliver("ga_hukou_20250930.csv", 1);
        Deliver("ga_hukou_20250930.csv", 2);
        Deliver("ga_hukou_20250930_r2.csv", 2);
        var before = States();

        given.Put("ga/ga_hukou_20250930.csv", Content(2));
        Assert.Empty(given.Ingest().Batches);
        Assert.Equal(before, States());
        given.Rebuild();
        Assert.Equal(before, States());
    }

    [Fact]
    public async Task A_decision_for_the_revision_settles_the_older_file_too_and_a_rebuild_follows()
    {
        Deliver("ga_hukou_20250930.csv", 1);
        Deliver("ga_hukou_20250930_r2.csv", 3);
        Deliver("ga_hukou_20250930.csv", 2);
        var revision = Deliver("ga_hukou_20250930_r2.csv", 2);
        Assert.Equal(BatchState.Stopped, revision.State);

        await given.DecideAsync(revision, accept: true);

        (int, string, string)[] settled = [(1, "published", ""), (1, "rejected", "superseded"), (2, "published", ""), (2, "rejected", "")];
        Assert.Equal(settled, States());
        given.Rebuild();
        Assert.Equal(settled, States());
    }

    [Fact]
    public async Task Who_had_decided_against_the_content_is_not_overruled_by_a_revision()
    {
        Deliver("ga_hukou_20250930.csv", 1);
        await given.DecideAsync(Deliver("ga_hukou_20250930.csv", 2), accept: false);

        Assert.Equal(BatchState.Rejected, Deliver("ga_hukou_20250930_r2.csv", 2).State);
    }

    // The large file takes longer to copy than the small one: the night loads it first all the same, and so must a rebuild.
    [Fact]
    public void Of_two_that_came_in_one_night_a_rebuild_takes_the_same_as_the_night()
    {
        given.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        given.Put("a/ga_hukou_20250930.csv", Content(100_000));
        given.Put("b/ga_hukou_20250930.csv", Content(1));
        given.Ingest();
        var night = Counted();

        Assert.Equal([(0, BatchState.Stopped), (100_010, BatchState.Published)], night);
        given.Rebuild();
        Assert.Equal(night, Counted());

        List<(long Rows, BatchState State)> Counted() => [.. given.Session.Batches.Select(b => (b.RowsIn, b.State)).Order()];
    }

    public void Dispose()
    {
        given.Dispose();
        db.Dispose();
    }

    private Batch Deliver(string name, int content)
    {
        given.Put($"ga/{name}", Content(content));
        given.Clock.Advance(TimeSpan.FromMinutes(1));
        try
        {
            return given.Ingest().Batches.Single();
        }
        finally
        {
            Directory.Delete(given.Inbox, recursive: true);
            Directory.CreateDirectory(given.Inbox);
        }
    }

    private static string Content(int content) => string.Concat(GivenDeliveries.GoodLines(10 + content).Prepend(GivenDeliveries.HukouHeader).Select(l => l + "\r\n"));

    private List<(int Revision, string State, string Reason)> States() =>
        [.. given.Session.Batches.Select(b => (b.Revision, b.State.ToString().ToLowerInvariant(), b.Reason)).Order()];
}
