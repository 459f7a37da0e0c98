using Shouwang.Platform.Audit;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Audit;

public sealed class AuditCheckpointTests(Databases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_checkpoint_is_written_once_for_a_row_and_the_log_agrees_with_it(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        Assert.Null((await audit.CheckpointAsync()).Made);
        await audit.WriteAsync(1, 5);
        var made = (await audit.CheckpointAsync()).Made;
        var written = await File.ReadAllTextAsync(Path.Combine(audit.Checkpoints, "checkpoint-000005.json"), Cancel);
        audit.Clock.Advance(TimeSpan.FromHours(1));
        var again = await audit.CheckpointAsync();
        await audit.WriteAsync(6, 8);
        await audit.CheckpointAsync();

        Assert.Equal(5, made!.Seq);
        Assert.Equal((AuditState.Ok, null), (again.Verdict.State, again.Made));
        Assert.Equal(written, await File.ReadAllTextAsync(Path.Combine(audit.Checkpoints, "checkpoint-000005.json"), Cancel));
        Assert.Equal([$"audit-{made.KeyId}.pem", "checkpoint-000005.json", "checkpoint-000008.json"], Directory.GetFiles(audit.Checkpoints).Select(Path.GetFileName).Order());
        var verdict = await audit.VerifyAsync(withCheckpoints: true);
        Assert.Equal((AuditState.Ok, 8, 2, 8L), (verdict.State, verdict.Rows, verdict.Checkpoints, verdict.NewestCheckpoint));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_cut_end_is_seen_with_a_checkpoint_and_cannot_be_seen_without(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await audit.WriteAsync(1, 9);
        await audit.CheckpointAsync();
        await audit.TamperAsync("DELETE FROM {t} WHERE seq > 6");

        var without = await audit.VerifyAsync();
        var with = await audit.VerifyAsync(withCheckpoints: true);

        Assert.Equal((AuditState.Ok, null), (without.State, without.Checkpoints));
        Assert.Equal((AuditState.Cut, 7L), (with.State, Assert.Single(with.Findings).Seq));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_cut_end_stays_seen_when_the_log_has_grown_again_past_it(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await audit.WriteAsync(1, 4);
        await audit.CheckpointAsync();
        await audit.WriteAsync(5, 9);
        await audit.CheckpointAsync();
        await audit.TamperAsync("DELETE FROM {t} WHERE seq > 6");
        await audit.WriteAsync(100, 120);

        Assert.Equal(AuditState.Ok, (await audit.VerifyAsync()).State);
        var verdict = await audit.VerifyAsync(withCheckpoints: true);
        Assert.Equal((AuditState.Cut, 5L), (verdict.State, Assert.Single(verdict.Findings).Seq));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_log_replaced_as_a_whole_is_seen_and_never_signed(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await audit.WriteAsync(1, 9);
        await audit.CheckpointAsync();
        await audit.TamperAsync("DELETE FROM {t}");
        Assert.Equal(AuditState.Cut, (await audit.VerifyAsync(withCheckpoints: true)).State);
        await audit.WriteAsync(101, 115);

        var verdict = await audit.VerifyAsync(withCheckpoints: true);
        var outcome = await audit.CheckpointAsync();

        Assert.Equal(AuditState.Ok, (await audit.VerifyAsync()).State);
        Assert.Equal((AuditState.Cut, 1L), (verdict.State, Assert.Single(verdict.Findings).Seq));
        Assert.Equal((AuditState.Cut, null), (outcome.Verdict.State, outcome.Made));
        Assert.Single(Directory.GetFiles(audit.Checkpoints, "checkpoint-*.json"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_broken_chain_is_not_signed_and_what_lies_before_the_last_checkpoint_is_found_by_verify(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await audit.WriteAsync(1, 5);
        await audit.CheckpointAsync();
        await audit.WriteAsync(6, 9);
        await audit.TamperAsync("UPDATE {t} SET actor = 'x' WHERE seq = 7");
        var outcome = await audit.CheckpointAsync();
        await audit.TamperAsync("UPDATE {t} SET actor = 'x' WHERE seq = 2");

        Assert.Equal((AuditState.Tampered, 7L, null), (outcome.Verdict.State, Assert.Single(outcome.Verdict.Findings).Seq, outcome.Made));
        Assert.Equal(2, (await audit.VerifyAsync(withCheckpoints: true)).Findings[0].Seq);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_checkpoint_grows_stale_only_while_there_are_newer_rows(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        var day = TimeSpan.FromHours(24);
        Directory.CreateDirectory(audit.Checkpoints);
        Assert.Equal(AuditState.Ok, (await audit.VerifyAsync(true, day)).State);
        await audit.WriteAsync(1, 3);
        Assert.Equal(AuditState.Stale, (await audit.VerifyAsync(true, day)).State);
        await audit.CheckpointAsync();
        audit.Clock.Advance(day);
        var quiet = await audit.VerifyAsync(true, TimeSpan.FromHours(1));
        await audit.WriteAsync(4, 4);
        var young = await audit.VerifyAsync(true, day);
        audit.Clock.Advance(TimeSpan.FromSeconds(1));
        var old = await audit.VerifyAsync(true, day);

        Assert.Equal((AuditState.Ok, AuditState.Ok, AuditState.Stale), (quiet.State, young.State, old.State));
        Assert.Contains("1 rows have come since", Assert.Single(old.Findings).Text.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seq\": 5", "\"seq\": 4")]
    [InlineData("\"hash\": \"", "\"hash\": \"0")]
    [InlineData("\"at\": \"2026", "\"at\": \"2027")]
    [InlineData("\"signature\": \"", "\"signature\": \"A")]
    [InlineData("\"key_id\": \"", "\"key_id\": \"0")]
    [InlineData("{", "")]
    [InlineData("{", "{ \"more\": 1,")]
    public async Task A_forged_checkpoint_is_not_believed(string what, string instead)
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await audit.WriteAsync(1, 5);
        await audit.CheckpointAsync();
        var file = Path.Combine(audit.Checkpoints, "checkpoint-000005.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Cancel)).Replace(what, instead, StringComparison.Ordinal), Cancel);

        var verdict = await audit.VerifyAsync(withCheckpoints: true);

        Assert.Equal((AuditState.Tampered, 0), (verdict.State, verdict.Checkpoints));
        Assert.Contains("checkpoint-000005.json", Assert.Single(verdict.Findings).Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forger_with_a_key_of_their_own_is_seen_by_whoever_kept_the_true_one()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await audit.WriteAsync(1, 9);
        await audit.CheckpointAsync();
        var kept = audit.File("kept.pem");
        File.Copy(Directory.GetFiles(audit.Checkpoints, "*.pem").Single(), kept);
        Assert.Equal(AuditState.Ok, (await audit.VerifyAsync(true, null, kept)).State);
        Directory.Delete(audit.Checkpoints, recursive: true);
        File.Delete(Path.Combine(audit.Keys, "audit.key"));
        await audit.TamperAsync("DELETE FROM {t} WHERE seq > 5");
        await audit.CheckpointAsync();

        Assert.Equal(AuditState.Ok, (await audit.VerifyAsync(withCheckpoints: true)).State);
        var verdict = await audit.VerifyAsync(true, null, kept);
        Assert.Equal(AuditState.Tampered, verdict.State);
        Assert.Contains("unknown key", Assert.Single(verdict.Findings).Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_signs_on_beside_the_old_one()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        await audit.WriteAsync(1, 3);
        var first = (await audit.CheckpointAsync()).Made!;
        File.Delete(Path.Combine(audit.Keys, "audit.key"));
        await audit.WriteAsync(4, 6);
        var second = (await audit.CheckpointAsync()).Made!;

        Assert.NotEqual(first.KeyId, second.KeyId);
        Assert.Equal((AuditState.Ok, 2), ((await audit.VerifyAsync(withCheckpoints: true)).State, (await audit.VerifyAsync(withCheckpoints: true)).Checkpoints));
    }

    [Fact]
    public async Task The_signing_key_is_made_once_also_by_two_at_once_and_only_its_owner_reads_it()
    {
        using var audit = await GivenAudit.OnAsync(databases, DatabaseKind.Sqlite);
        var ids = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 8, _ =>
        {
            using var signer = AuditSigner.OpenOrCreate(audit.Keys);
            ids.Add(signer.KeyId);
        });

        Assert.Single(ids.Distinct());
        Assert.Equal(["audit.key"], Directory.GetFiles(audit.Keys).Select(Path.GetFileName));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(audit.Keys, "audit.key")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
