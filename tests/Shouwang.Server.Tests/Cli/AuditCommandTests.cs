using Microsoft.Data.Sqlite;
using Npgsql;
using Shouwang.Platform.Audit;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

[Collection(CommandLineCollection.Name)]
public sealed class AuditCommandTests(Databases databases) : IAsyncLifetime
{
    private readonly GivenOffice office = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Kept => office.File("kept");

    // The import is in the log; here each test writes its own from the first row.
    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await office.SayAsync("register", "import", office.File("register"))).Code);
        File.Delete(office.File("data/audit.db"));
    }

    public ValueTask DisposeAsync()
    {
        office.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_exit_code_says_whole_tampered_cut_or_stale(DatabaseKind kind)
    {
        var database = kind == DatabaseKind.Postgres ? (await databases.FreshAsync(kind)).Connection : null;
        string[] on = database is null ? [] : ["--db", database];
        string[] verify = ["audit", "verify", "--checkpoints", Kept, "--lang", "en", .. on];
        await WriteAsync(database, 1, 5);

        var signed = await office.SayAsync(["audit", "checkpoint", "--to", Kept, "--lang", "en", .. on]);
        var whole = await office.SayAsync(verify);
        await WriteAsync(database, 6, 7);
        var stale = await office.SayAsync([.. verify, "--max-age", "0"]);
        await TamperAsync(database, "DELETE FROM {t} WHERE seq > 3");
        var unseen = await office.SayAsync(["audit", "verify", .. on]);
        var cut = await office.SayAsync(verify);
        await TamperAsync(database, "UPDATE {t} SET actor = 'x' WHERE seq = 2");
        var tampered = await office.SayAsync([.. verify, "--json"]);
        var unsigned = await office.SayAsync(["audit", "checkpoint", "--to", office.File("new"), .. on]);

        Assert.Equal((0, ""), (signed.Code, signed.Err));
        Assert.Contains("Signed up to row 5: " + Path.Combine(Kept, "checkpoint-000005.json"), signed.Out, StringComparison.Ordinal);
        Assert.Equal((0, 4, 0, 3, 2), (whole.Code, stale.Code, unseen.Code, cut.Code, tampered.Code));
        Assert.Contains("Whole: 5 rows", whole.Out, StringComparison.Ordinal);
        Assert.Contains("2 rows have come since", stale.Out, StringComparison.Ordinal);
        Assert.Contains("没有用检查点：末尾被截或整个被替换看不出来", unseen.Out, StringComparison.Ordinal);
        Assert.Contains("the log ends at row 3, but a checkpoint has seen row 5", cut.Out, StringComparison.Ordinal);
        Assert.Equal("tampered", tampered.Json.GetProperty("state").GetString());
        Assert.Equal(2, tampered.Json.GetProperty("findings")[0].GetProperty("seq").GetInt64());
        Assert.Equal(2, unsigned.Code);
        Assert.Contains("没有签名", unsigned.Out, StringComparison.Ordinal);
        Assert.False(Directory.EnumerateFileSystemEntries(office.File("new")).Any());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_looked_is_listed_filtered_and_exported(DatabaseKind kind)
    {
        var database = kind == DatabaseKind.Postgres ? (await databases.FreshAsync(kind)).Connection : null;
        string[] on = database is null ? [] : ["--db", database];
        await WriteAsync(database, 1, 4);

        var all = await office.SayAsync(["audit", "list", "--lang", "en", .. on]);
        var about = await office.SayAsync(["audit", "list", "--subject", "warning:W2026-000002", "--json", .. on]);
        var none = await office.SayAsync(["audit", "list", "--actor", "nobody", .. on]);
        var future = await office.SayAsync(["audit", "list", "--from", "2999-01-01", "--lang", "en", .. on]);
        var today = await office.SayAsync(["audit", "list", "--action", "warning.", "--from", "2020-01-01", "--to", "2998-12-31", "--take", "1", "--json", .. on]);
        var export = await office.SayAsync(["audit", "list", "--export", office.File("audit.csv"), .. on]);

        Assert.Equal((0, ""), (all.Code, all.Err));
        Assert.Contains("4 entries, 4 shown.", all.Out, StringComparison.Ordinal);
        Assert.Contains("clerk\ttownship_worker\t340604003000\twarning.open\tdenied\twarning:W2026-000003", all.Out, StringComparison.Ordinal);
        var entry = Assert.Single(about.Json.GetProperty("entries").EnumerateArray());
        Assert.Equal((2, "W2026-000002", "warning.open", "入户"), (entry.GetProperty("seq").GetInt32(), entry.GetProperty("subject").GetString(), entry.GetProperty("action").GetString(), entry.GetProperty("detail").GetProperty("why").GetString()));
        Assert.Contains("没有符合条件的记录", none.Out, StringComparison.Ordinal);
        Assert.Contains("No entries match", future.Out, StringComparison.Ordinal);
        Assert.Equal((4, 1), (today.Json.GetProperty("total").GetInt32(), today.Json.GetProperty("shown").GetInt32()));
        Assert.Contains("已导出 4 条", export.Out, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(office.File("audit.csv"), Cancel);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("\uFEFF序号,时间,账号", "\uFEFF" + lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.StartsWith("4,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_entries_every_command_says_so()
    {
        var list = await office.SayAsync("audit", "list");
        var verify = await office.SayAsync("audit", "verify", "--lang", "en");
        var checkpoint = await office.SayAsync("audit", "checkpoint", "--to", Kept, "--lang", "en");

        Assert.Equal((0, 0, 0), (list.Code, verify.Code, checkpoint.Code));
        Assert.Contains("审计日志还没有记录", list.Out, StringComparison.Ordinal);
        Assert.Contains("The audit log has no entries.", verify.Out, StringComparison.Ordinal);
        Assert.Contains("there is nothing to sign", checkpoint.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(office.File("data/audit.db")));
    }

    [Fact]
    public async Task What_could_not_be_verified_does_not_end_like_a_log_that_was_tampered_with()
    {
        await WriteAsync(null, 1, 2);
        var noFolder = await office.SayAsync("audit", "verify", "--checkpoints", office.File("nosuch"), "--lang", "en");
        var noKey = await office.SayAsync("audit", "verify", "--public-key", office.File("nosuch.pem"));
        Assert.Equal(0, (await office.SayAsync("audit", "checkpoint", "--to", Kept)).Code);
        var again = await office.SayAsync("audit", "checkpoint", "--to", Kept);
        var notAKey = await office.SayAsync("audit", "verify", "--checkpoints", Kept, "--public-key", office.Write("a.pem", "no key"), "--lang", "en");
        await TamperAsync(null, "UPDATE {t} SET at = 'yesterday' WHERE seq = 2");
        var list = await office.SayAsync("audit", "list", "--lang", "en");
        Directory.Delete(office.File("data/keys"), recursive: true);
        var noKeys = await office.SayAsync("audit", "checkpoint", "--to", Kept, "--lang", "en");
        using var nowhere = new GivenOffice();
        var noData = await nowhere.SayAsync("audit", "verify", "--lang", "en");

        Assert.Equal((1, 1, 1, 1, 1, 1), (noFolder.Code, noKey.Code, notAKey.Code, list.Code, noKeys.Code, noData.Code));
        Assert.Contains("No such folder: " + office.File("nosuch"), noFolder.Err, StringComparison.Ordinal);
        Assert.Contains("没有这个文件：" + office.File("nosuch.pem"), noKey.Err, StringComparison.Ordinal);
        Assert.Contains("已有检查点，此后没有新行", again.Out, StringComparison.Ordinal);
        Assert.Contains("is no public key (PEM)", notAKey.Err, StringComparison.Ordinal);
        Assert.Contains("Row 2 of the audit log is not as this program writes rows", list.Err, StringComparison.Ordinal);
        Assert.Contains("The folder of keys", noKeys.Err, StringComparison.Ordinal);
        Assert.False(Directory.Exists(office.File("data/keys")));
        Assert.Contains("is no data folder", noData.Err, StringComparison.Ordinal);
    }

    private async Task WriteAsync(string? database, int from, int to)
    {
        await using var log = AuditLog.Open(database ?? office.File("data/audit.db"), TimeProvider.System);
        for (var i = from; i <= to; i++)
        {
            await log.AppendAsync(
                new AuditEntry("account-1", "warning.open", new("warning", $"W2026-{i:D6}"))
                {
                    ActorName = "clerk", Role = "township_worker", Unit = "340604003000", Result = i == 3 ? AuditResult.Denied : AuditResult.Allowed, Detail = """{"why":"入户"}""",
                },
                Cancel);
        }
    }

    private async Task TamperAsync(string? database, string sql)
    {
        await using System.Data.Common.DbConnection connection = database is null ? new SqliteConnection($"Data Source={office.File("data/audit.db")};Pooling=False") : new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = database is null
            ? "DROP TRIGGER IF EXISTS entry_update; DROP TRIGGER IF EXISTS entry_delete; " + sql.Replace("{t}", "entry", StringComparison.Ordinal)
            : "ALTER TABLE audit.entry DISABLE TRIGGER ALL; " + sql.Replace("{t}", "audit.entry", StringComparison.Ordinal);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
