using System.Data.Common;
using System.Threading.Channels;

namespace Shouwang.Platform.Audit;

/// <summary>
/// Writes the audit log. One task writes for all callers: it takes what is waiting, at most 500 entries, chains them and
/// commits them at once, so that a hundred clerks share one write to the disk. Safe for many threads; several logs, also in
/// several processes, may write to the same place.
/// </summary>
public sealed class AuditLog : IAsyncDisposable
{
    internal const int MostAtOnce = 500;

    private readonly IAuditDatabase database;
    private readonly TimeProvider clock;
    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4 * MostAtOnce) { SingleReader = true });
    private readonly Task writer;
    private DbConnection? connection;
    private long written;

    private AuditLog(IAuditDatabase database, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        writer = Task.Run(WriteAllAsync);
    }

    /// <param name="connection">A PostgreSQL connection string (has <c>Host=</c>), or the path of an SQLite file such as <c>data/audit.db</c>; both are made at the first entry.</param>
    public static AuditLog Open(string connection, TimeProvider clock) => new(AuditDatabases.Of(connection), clock);

    /// <summary>Writes an entry and returns its number when it is committed. What it guards must wait for this.</summary>
    /// <remarks>Cancelling gives up waiting: the entry may be written all the same, which says too much rather than too little.</remarks>
    /// <exception cref="AuditEntryException">The entry holds what looks like personal data, or is malformed.</exception>
    /// <exception cref="AuditUnavailableException">It was not written, or nobody knows: do not go on.</exception>
    public async Task<long> AppendAsync(AuditEntry entry, CancellationToken cancel = default)
    {
        EntryCheck.Refuse(entry);
        var waiting = new Waiting(entry);
        try
        {
            await queue.Writer.WriteAsync(waiting, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new AuditUnavailableException(new("日志已关闭", "it is closed"));
        }

        return await waiting.Written.Task.WaitAsync(cancel);
    }

    /// <summary>Writes what is waiting, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (queue.Writer.TryComplete())
        {
            await writer;
            await ForgetConnectionAsync();
        }
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<Waiting>(MostAtOnce);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostAtOnce && queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await AnswerAsync(batch);
        }
    }

    private async Task AnswerAsync(List<Waiting> batch)
    {
        try
        {
            var first = await CommitAsync(batch);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Written.SetResult(first + i);
            }
        }
#pragma warning disable CA1031 // Whatever stopped the writer, those who wait must hear of it and the next must be tried.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            await ForgetConnectionAsync();
            batch.ForEach(waiting => waiting.Written.SetException(AuditUnavailableException.Because(cause)));
        }
    }

    private async Task<long> CommitAsync(List<Waiting> batch)
    {
        connection ??= await ConnectAsync();
        await using var transaction = await database.BeginAloneAsync(connection, CancellationToken.None);
        var (seq, hash) = await HeadAsync(connection, transaction);
        var rows = new List<AuditRow>(batch.Count);
        foreach (var waiting in batch)
        {
            var row = AuditEncoding.Chain(++seq, hash, clock.GetUtcNow(), waiting.Entry);
            hash = row.Hash;
            rows.Add(row);
        }

        await database.InsertAsync(connection, transaction, rows, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        written = seq;
        return rows[0].Seq;
    }

    // A log that we have written to is never made anew: it would begin again at row 1 as if nothing had been.
    private async Task<DbConnection> ConnectAsync() => written == 0
        ? await database.OpenOrMakeAsync(CancellationToken.None)
        : await database.OpenAsync(readOnly: false, CancellationToken.None) ?? throw new AuditUnavailableException(new("日志不见了", "it has gone"));

    private async Task<(long Seq, byte[] Hash)> HeadAsync(DbConnection open, DbTransaction transaction)
    {
        await using var command = open.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT seq, hash FROM {database.Table} ORDER BY seq DESC LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var head = await reader.ReadAsync(CancellationToken.None) ? (Seq: reader.GetInt64(0), Hash: reader.GetFieldValue<byte[]>(1)) : (0, AuditEncoding.Beginning);
        return head.Seq >= written ? head : throw new AuditUnavailableException(new(
            $"本程序写过第 {written} 行，日志却止于第 {head.Seq} 行", $"this program has written row {written}, but the log ends at row {head.Seq}"));
    }

    // A connection that has failed is not asked again: it may be in the middle of anything.
    private async Task ForgetConnectionAsync()
    {
        if (connection is { } old)
        {
            connection = null;
            try
            {
                await old.DisposeAsync();
            }
            catch (DbException)
            {
                // It is gone either way.
            }
        }
    }

    private sealed record Waiting(AuditEntry Entry)
    {
        public TaskCompletionSource<long> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
