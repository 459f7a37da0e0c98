using Shouwang.Platform.Audit;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Audit;

public sealed class AuditTrailTests(Databases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_looked_at_this_person_is_told_newest_first_and_by_pages(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        var person = GivenAudit.Entry(3).Subject;
        Assert.Equal(0, (await audit.Trail.WhoLookedAsync(person, 0, 10, Cancel)).Total);
        await audit.WriteAsync(1, 23);

        var first = await audit.Trail.WhoLookedAsync(person, 0, 3, Cancel);
        var second = await audit.Trail.WhoLookedAsync(person, 3, 3, Cancel);

        Assert.Equal((5, 5), (first.Total, second.Total));
        Assert.Equal([23, 18, 13, 8, 3], first.Rows.Concat(second.Rows).Select(row => row.Seq));
        Assert.All(first.Rows, row => Assert.Equal(person, row.Entry.Subject));
        Assert.Equal(0, (await audit.Trail.WhoLookedAsync(new("household", person.Id), 0, 3, Cancel)).Total);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Entries_are_found_by_actor_action_subject_and_time(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        var start = audit.Clock.GetUtcNow();
        await using (var log = audit.Open())
        {
            foreach (var (actor, action) in new[] { ("a", "warning.close"), ("b", "warning.verify"), ("a", "warnings.export"), ("a%", "person.reveal") })
            {
                await log.AppendAsync(new AuditEntry(actor, action, new("warning", "W1")) { ActorName = actor + "-name" }, Cancel);
                audit.Clock.Advance(TimeSpan.FromHours(1));
            }
        }

        Assert.Equal([3, 1], await FoundAsync(audit, new(Actor: "a")));
        Assert.Equal([2], await FoundAsync(audit, new(Actor: "b-name")));
        Assert.Equal([2, 1], await FoundAsync(audit, new(Action: "warning.")));
        Assert.Equal([3, 2, 1], await FoundAsync(audit, new(Action: "warning")));
        Assert.Empty(await FoundAsync(audit, new(Action: "%")));
        Assert.Equal([3, 2], await FoundAsync(audit, new(From: start.AddHours(1), Until: start.AddHours(3))));
        Assert.Equal([1], await FoundAsync(audit, new("a", "warning.", "warning", "W1", start, start.AddHours(9))));
        Assert.Equal([4, 3, 2, 1], (await audit.Trail.ReadAsync(new(), Cancel).ToListAsync(Cancel)).Select(row => row.Seq));
    }

    private static async Task<IEnumerable<long>> FoundAsync(GivenAudit audit, AuditFilter filter)
    {
        var (total, rows) = await audit.Trail.ListAsync(filter, 0, 100, Cancel);
        Assert.Equal(total, rows.Count);
        return rows.Select(row => row.Seq);
    }
}
