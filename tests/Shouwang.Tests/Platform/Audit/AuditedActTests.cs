using System.Text.Json;
using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;
using Shouwang.Tests.Given;
using Shouwang.Tests.Platform.Access;
using Xunit;

namespace Shouwang.Tests.Platform.Audit;

public sealed class AuditedActTests(Databases databases)
{
    private static readonly Act Clerk = new("0190aaaa-bbbb-7ccc-8ddd-000000000001", "clerk") { Role = "township_worker", Unit = "340604003000", Session = "s1", Purpose = "verification", Why = "入户前核对", Case = "W2026-000001" };
    private static readonly AuditSubject Warning = new("warning", "W2026-000001");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_attempt_is_in_the_log_before_the_work_begins(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await using var log = audit.Open();

        var seen = await new Acting(log).RunAsync(Clerk, "person.reveal", Warning, async cancel => (await audit.Trail.WhoLookedAsync(Warning, 0, 10, cancel)).Rows, cancel: Cancel);

        var row = Assert.Single(seen);
        Assert.Equal(("person.reveal", AuditResult.Allowed, Clerk.Actor, "verification", "W2026-000001"), (row.Entry.Action, row.Entry.Result, row.Entry.Actor, row.Entry.Purpose, row.Entry.Case));
        Assert.Equal("""{"why":"入户前核对"}""", row.Entry.Detail);
        Assert.Equal(1, (await audit.Trail.ListAsync(new(), 0, 10, Cancel)).Total);
    }

    [Fact]
    public async Task Where_the_log_cannot_be_written_nothing_is_done_and_nothing_is_shown()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        var log = audit.Open();
        await log.DisposeAsync();
        var begun = false;

        await Assert.ThrowsAsync<AuditUnavailableException>(() => new Acting(log).RunAsync(Clerk, "person.reveal", Warning, _ => Task.FromResult(begun = true), cancel: Cancel));

        Assert.False(begun);
    }

    [Fact]
    public async Task A_refusal_and_a_failure_follow_their_attempt_and_the_error_s_text_stays_out()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await using var log = audit.Open();
        var acting = new Acting(log);

        var refusal = await acting.RunAsync(Clerk, "warning.close", Warning, _ => Task.FromResult<string?>("too_early"), r => r, Cancel);
        var done = await acting.RunAsync(Clerk, "warning.close", Warning, _ => Task.FromResult<string?>(null), r => r, Cancel);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => acting.RunAsync<int>(Clerk, "warning.close", Warning, _ => throw new InvalidOperationException("张三 340699198812310021"), cancel: Cancel));
        await acting.DenyAsync(Clerk, "warning.close", Warning, "other_territory", Cancel);

        Assert.Equal(("too_early", null, "张三 340699198812310021"), (refusal, done, error.Message));
        var rows = (await audit.Trail.ListAsync(new(), 0, 10, Cancel)).Rows.Reverse().Select(row => row.Entry).ToList();
        Assert.Equal(
            [AuditResult.Allowed, AuditResult.Denied, AuditResult.Allowed, AuditResult.Allowed, AuditResult.Failed, AuditResult.Denied], rows.Select(row => row.Result));
        Assert.Equal((1, "too_early"), (Detail(rows[1], "attempt").GetInt64(), Detail(rows[1], "reason").GetString()));
        Assert.Equal((4, "InvalidOperationException"), (Detail(rows[4], "attempt").GetInt64(), Detail(rows[4], "error").GetString()));
        Assert.Equal("other_territory", Detail(rows[5], "reason").GetString());
    }

    [Fact]
    public async Task Work_that_was_interrupted_is_written_down_as_failed()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await using var log = audit.Open();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Acting(log).RunAsync<int>(Clerk, "warning.close", Warning, async cancel =>
        {
            await stop.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return 1;
        }, cancel: stop.Token));

        Assert.Equal(AuditResult.Failed, (await audit.Trail.ListAsync(new(), 0, 1, Cancel)).Rows[0].Entry.Result);
    }

    [Fact]
    public async Task An_officer_s_reason_with_an_identity_number_stops_the_act()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await using var log = audit.Open();
        var begun = false;

        await Assert.ThrowsAsync<AuditEntryException>(() => new Acting(log).RunAsync(Clerk with { Why = "核对340699198812310021" }, "warning.close", Warning, _ => Task.FromResult(begun = true), cancel: Cancel));

        Assert.False(begun);
    }

    [Fact]
    public async Task An_account_acts_under_the_grant_that_allows_it()
    {
        var given = await GivenAccounts.OnAsync(databases, DatabaseKind.Sqlite);
        await given.AccountAsync("li");
        await given.GiveAsync(FirstAccounts.Security, "li", Role.CountyOfficial, "340604");
        var li = await given.WhoAsync("li");

        var act = Act.By(li, AccessRules.Decide(li, Right.WarningClose, Target.In(GivenAccounts.County), new(GivenAccounts.Today)));
        var operatorAct = Act.By(Who.Operator("root"));

        Assert.Equal((li.Account.ToString(), "li", "county_official", "340604", "monitoring"), (act.Actor, act.ActorName, act.Role, act.Unit, act.Purpose));
        Assert.Equal(("os:root", "os:root", ""), (operatorAct.Actor, operatorAct.ActorName, operatorAct.Role));
    }

    private static JsonElement Detail(AuditEntry entry, string name) => JsonDocument.Parse(entry.Detail).RootElement.GetProperty(name);
}
