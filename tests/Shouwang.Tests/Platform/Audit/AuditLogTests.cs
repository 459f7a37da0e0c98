using System.Data.Common;
using Shouwang.Platform.Audit;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Audit;

public sealed class AuditLogTests(Databases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_written_is_read_as_it_was_and_the_chain_holds(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        var nasty = GivenAudit.Entry(2) with { ActorName = "𠮷'; DROP TABLE entry; --", Result = AuditResult.Denied, Case = "", Detail = """{"why":"入户“核实”"}""" };
        await using (var log = audit.Open())
        {
            Assert.Equal(1, await log.AppendAsync(GivenAudit.Entry(1), Cancel));
            Assert.Equal(2, await log.AppendAsync(nasty, Cancel));
        }

        await using (var log = audit.Open())
        {
            Assert.Equal(3, await log.AppendAsync(new AuditEntry("job", "night.run", AuditSubject.None), Cancel));
        }

        var (total, rows) = await audit.Trail.ListAsync(new(), 0, 10, Cancel);
        var verdict = await audit.VerifyAsync();

        Assert.Equal(3, total);
        Assert.Equal([3, 2, 1], rows.Select(row => row.Seq));
        Assert.Equal([new("job", "night.run", AuditSubject.None), nasty, GivenAudit.Entry(1)], rows.Select(row => row.Entry));
        Assert.Equal(rows[1].Hash, rows[0].PrevHash);
        Assert.Equal(audit.Clock.GetUtcNow(), rows[0].At);
        Assert.Equal((AuditState.Ok, 3, 3, Convert.ToHexStringLower(rows[0].Hash)), (verdict.State, verdict.Rows, verdict.LastSeq, verdict.LastHash));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Sixty_four_clerks_at_once_make_one_chain_and_share_their_writes(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        var numbers = await AppendAtOnceAsync(audit, logs: 1);

        Assert.Equal(Enumerable.Range(1, 64 * 20).Select(n => (long)n), numbers.Order());
        var verdict = await audit.VerifyAsync();
        Assert.Equal((AuditState.Ok, 64 * 20), (verdict.State, verdict.Rows));
        if (kind == DatabaseKind.Postgres)
        {
            Assert.InRange(await audit.RunAsync("SELECT count(DISTINCT xmin::text) FROM {t}"), 1, 64 * 20 / 2);
            Assert.InRange(await audit.RunAsync("SELECT max(n) FROM (SELECT count(*) AS n FROM {t} GROUP BY xmin::text) AS batches"), 2, AuditLog.MostAtOnce);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Servers_that_write_to_one_database_do_not_fork_the_chain(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        var numbers = await AppendAtOnceAsync(audit, logs: 4);

        Assert.Equal(Enumerable.Range(1, 64 * 20).Select(n => (long)n), numbers.Order());
        Assert.Equal(AuditState.Ok, (await audit.VerifyAsync()).State);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_log_that_cannot_be_written_says_so_to_everyone_who_waits_and_goes_on_when_it_can(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await using var log = audit.Open();
        await log.AppendAsync(GivenAudit.Entry(1), Cancel);
        await audit.RunAsync("ALTER TABLE {t} RENAME TO gone");

        var waiting = Enumerable.Range(2, 20).Select(i => log.AppendAsync(GivenAudit.Entry(i), Cancel)).ToList();
        foreach (var append in waiting)
        {
            await Assert.ThrowsAsync<AuditUnavailableException>(() => append);
        }

        await audit.RunAsync(kind == DatabaseKind.Sqlite ? "ALTER TABLE gone RENAME TO entry" : "ALTER TABLE audit.gone RENAME TO entry");
        Assert.Equal(2, await log.AppendAsync(GivenAudit.Entry(2), Cancel));
        Assert.Equal(AuditState.Ok, (await audit.VerifyAsync()).State);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_log_that_is_cut_under_a_running_program_takes_nothing_more_from_it(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await using var log = audit.Open();
        await log.AppendAsync(GivenAudit.Entry(1), Cancel);
        await log.AppendAsync(GivenAudit.Entry(2), Cancel);
        await audit.TamperAsync("DELETE FROM {t} WHERE seq = 2");

        for (var i = 0; i < 2; i++)
        {
            var refused = await Assert.ThrowsAsync<AuditUnavailableException>(() => log.AppendAsync(GivenAudit.Entry(3), Cancel));
            Assert.Contains("has written row 2, but the log ends at row 1", refused.Reason.En, StringComparison.Ordinal);
        }

        await audit.TamperAsync("DROP TABLE {t}");
        await Assert.ThrowsAsync<AuditUnavailableException>(() => log.AppendAsync(GivenAudit.Entry(3), Cancel));
        await Assert.ThrowsAnyAsync<DbException>(() => audit.RunAsync("SELECT count(*) FROM {t}"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_row_is_neither_changed_nor_deleted_by_whoever_may_write(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await audit.WriteAsync(1, 3);

        string[] attempts = ["UPDATE {t} SET actor = 'somebody' WHERE seq = 2", "DELETE FROM {t} WHERE seq = 3", .. kind == DatabaseKind.Postgres ? ["TRUNCATE {t}"] : Array.Empty<string>()];
        foreach (var attempt in attempts)
        {
            Assert.Contains("audit entries are never", (await Assert.ThrowsAnyAsync<DbException>(() => audit.RunAsync(attempt))).Message, StringComparison.Ordinal);
        }

        Assert.Equal((AuditState.Ok, 3), ((await audit.VerifyAsync()).State, (await audit.VerifyAsync()).Rows));
    }

    [Fact]
    public async Task A_role_of_PostgreSQL_that_owns_the_log_has_no_right_to_change_it_either()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Postgres);
        await audit.WriteAsync(1, 1);

        foreach (var right in new[] { "UPDATE", "DELETE", "TRUNCATE" })
        {
            Assert.Equal(0, await audit.RunAsync($"SELECT count(*) FROM aclexplode((SELECT relacl FROM pg_class WHERE oid = 'audit.entry'::regclass)) WHERE privilege_type = '{right}'"));
        }

        Assert.Equal(1, await audit.RunAsync("SELECT count(*) FROM aclexplode((SELECT relacl FROM pg_class WHERE oid = 'audit.entry'::regclass)) WHERE privilege_type = 'INSERT'"));
    }

    [Fact]
    public async Task A_program_that_may_only_insert_and_read_writes_and_verifies_and_can_do_no_more()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Postgres);
        await audit.WriteAsync(1, 2);
        await audit.RunAsync("""
            CREATE ROLE auditor; CREATE ROLE program LOGIN;
            ALTER SCHEMA audit OWNER TO auditor; ALTER TABLE audit.entry OWNER TO auditor; ALTER FUNCTION audit.refuse() OWNER TO auditor;
            GRANT USAGE ON SCHEMA audit TO program; GRANT SELECT, INSERT ON audit.entry TO program;
            """);
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(audit.Connection) { Username = "program" }.ToString();

        await using (var log = AuditLog.Open(connection, audit.Clock))
        {
            Assert.Equal(3, await log.AppendAsync(GivenAudit.Entry(3), Cancel));
        }

        await using var open = new Npgsql.NpgsqlConnection(connection);
        await open.OpenAsync(Cancel);
        foreach (var attempt in new[] { "UPDATE audit.entry SET actor = 'x'", "DELETE FROM audit.entry", "TRUNCATE audit.entry", "ALTER TABLE audit.entry DISABLE TRIGGER ALL", "DROP TABLE audit.entry" })
        {
            // PostgreSQL only warns that nothing was granted.
            await using var grant = new Npgsql.NpgsqlCommand("GRANT UPDATE, DELETE, TRUNCATE ON audit.entry TO program", open);
            await grant.ExecuteNonQueryAsync(Cancel);
            await using var command = new Npgsql.NpgsqlCommand(attempt, open);
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync(Cancel))).SqlState);
        }

        Assert.Equal((AuditState.Ok, 3), await StateAsync(new AuditVerifier(connection, audit.Clock)));

        static async Task<(AuditState, long)> StateAsync(AuditVerifier verifier)
        {
            var verdict = await verifier.RunAsync(new(), Cancel);
            return (verdict.State, verdict.Rows);
        }
    }

    [Fact]
    public async Task A_closed_log_takes_nothing_more()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        var log = audit.Open();
        await log.DisposeAsync();
        await log.DisposeAsync();

        await Assert.ThrowsAsync<AuditUnavailableException>(() => log.AppendAsync(GivenAudit.Entry(1), Cancel));
    }

    private static async Task<IReadOnlyList<long>> AppendAtOnceAsync(GivenAudit audit, int logs)
    {
        var open = Enumerable.Range(0, logs).Select(_ => audit.Open()).ToList();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 64).Select(clerk => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var i = 0; i < 20; i++)
            {
                mine.Add(await open[clerk % logs].AppendAsync(GivenAudit.Entry((clerk * 20) + i), Cancel));
            }

            Assert.Equal(mine.Order(), mine);
            return mine;
        })));
        foreach (var log in open)
        {
            await log.DisposeAsync();
        }

        return [.. numbers.SelectMany(mine => mine)];
    }
}
