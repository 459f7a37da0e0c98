using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Shouwang.Platform.Audit;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Audit;

/// <summary>A place for one audit log, a folder of checkpoints that somebody else keeps, and somebody who has every right and changes rows behind its back.</summary>
internal sealed class GivenAudit : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DatabaseKind kind;

    private GivenAudit(DatabaseKind kind, string? connection)
    {
        this.kind = kind;
        Connection = connection ?? folder.File("audit.db");
        Directory.CreateDirectory(Keys);
    }

    public static async Task<GivenAudit> OnAsync(Databases databases, DatabaseKind kind) =>
        new(kind, kind == DatabaseKind.Postgres ? (await databases.FreshAsync(kind)).Connection : null);

    public string Connection { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));

    public string Keys => folder.File("keys");

    public string Checkpoints => folder.File("kept elsewhere");

    public string Table => kind == DatabaseKind.Sqlite ? "entry" : "audit.entry";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public AuditLog Open() => AuditLog.Open(Connection, Clock);

    public AuditTrail Trail => new(Connection);

    public string File(string name) => folder.File(name);

    public static AuditEntry Entry(int number) => new($"account-{number % 7}", "person.reveal", AuditSubject.Person(Guid.Parse($"0190aaaa-bbbb-7ccc-8ddd-{number % 5:D12}")))
    {
        ActorName = "工作员", Role = "township_worker", Unit = "340604003000", Purpose = "verification", Case = $"W2026-{number:D6}", Session = "s1", PackHash = new string('a', 64),
        Detail = $$"""{"field":"phone","n":{{number}}}""",
    };

    /// <summary>Writes entries that carry the numbers <paramref name="from"/> to <paramref name="to"/>.</summary>
    public async Task WriteAsync(int from, int to)
    {
        await using var log = Open();
        for (var i = from; i <= to; i++)
        {
            await log.AppendAsync(Entry(i), Cancel);
        }
    }

    public Task<AuditVerdict> VerifyAsync(bool withCheckpoints = false, TimeSpan? maxAge = null, params string[] keys) =>
        new AuditVerifier(Connection, Clock).RunAsync(new(withCheckpoints ? Checkpoints : null, keys, maxAge), Cancel);

    public async Task<CheckpointOutcome> CheckpointAsync()
    {
        using var signer = AuditSigner.OpenOrCreate(Keys);
        return await new AuditCheckpoints(Connection, signer, Clock).WriteAsync(Checkpoints, Cancel);
    }

    /// <summary>Runs SQL with every right and without the triggers; <c>{t}</c> is the table.</summary>
    public Task TamperAsync(string sql) => RunAsync(
        (kind == DatabaseKind.Sqlite ? "DROP TRIGGER IF EXISTS entry_update; DROP TRIGGER IF EXISTS entry_delete; " : "ALTER TABLE audit.entry DISABLE TRIGGER ALL; ") + sql);

    public async Task<long> RunAsync(string sql)
    {
        await using DbConnection connection = kind == DatabaseKind.Sqlite ? new SqliteConnection($"Data Source={Connection};Pooling=False") : new NpgsqlConnection(Connection);
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("{t}", Table, StringComparison.Ordinal);
        return await command.ExecuteScalarAsync(Cancel) is { } value and not DBNull ? Convert.ToInt64(value) : 0;
    }

    public void Dispose() => folder.Dispose();
}
