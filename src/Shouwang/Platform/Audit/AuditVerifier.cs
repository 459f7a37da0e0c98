using System.Data.Common;
using System.Globalization;
using Shouwang.Platform.Text;

namespace Shouwang.Platform.Audit;

/// <summary>
/// Reads the log row by row, computes every hash anew with an encoding of its own, and holds the log against signed
/// checkpoints. It shares no line with the writer on purpose: a fault in one shows in the other.
/// </summary>
public sealed class AuditVerifier(string connection, TimeProvider clock)
{
    /// <param name="Checkpoints">A folder of checkpoints, or null.</param>
    /// <param name="PublicKeys">PEM files of the keys to be believed. Empty: those in the folder, which proves nothing against whoever can write there.</param>
    /// <param name="MaxAge">How old the newest checkpoint may be while there are newer rows; null: any age.</param>
    /// <param name="FromNewestCheckpoint">Only the rows from the newest checkpoint on: quick, but says nothing of those before it.</param>
    public sealed record Question(string? Checkpoints = null, IReadOnlyCollection<string>? PublicKeys = null, TimeSpan? MaxAge = null, bool FromNewestCheckpoint = false);

    private readonly IAuditDatabase database = AuditDatabases.Of(connection);

    /// <exception cref="DbException">The log cannot be read at all.</exception>
    public async Task<AuditVerdict> RunAsync(Question question, CancellationToken cancel = default)
    {
        // The checkpoints first: one that is made while we read the rows knows rows that we do not.
        var (trusted, faults) = question.Checkpoints is { } folder ? CheckpointFolder.Read(folder, question.PublicKeys ?? []) : ([], []);
        var first = question.FromNewestCheckpoint && trusted.Count > 0 ? trusted.Keys.Last() : 1;
        var walk = new ChainWalk(trusted, first);
        await using (var open = await database.OpenAsync(readOnly: true, cancel))
        {
            if (open is not null)
            {
                await ReadAsync(open, walk, first, cancel);
            }
        }

        walk.End();
        var findings = faults.Select(text => new AuditFinding(AuditState.Tampered, null, text)).Concat(walk.Findings).ToList();
        if (question.Checkpoints is not null && question.MaxAge is { } most && Stale(trusted, walk.LastSeq, most) is { } stale)
        {
            findings.Add(stale);
        }

        return new AuditVerdict(walk.Rows, walk.LastSeq, Convert.ToHexStringLower(walk.LastHash), question.Checkpoints is null ? null : trusted.Count, trusted.Count == 0 ? null : trusted.Keys.Last(), findings);
    }

    private async Task ReadAsync(DbConnection open, ChainWalk walk, long first, CancellationToken cancel)
    {
        await using var command = open.CreateCommand();
        command.CommandText = $"SELECT {ChainWalk.Columns} FROM {database.Table}{(first == 1 ? "" : " WHERE seq >= @first")} ORDER BY seq";
        command.Add("@first", first);
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            walk.Take(reader);
        }
    }

    private AuditFinding? Stale(SortedDictionary<long, Checkpoint> trusted, long lastSeq, TimeSpan most)
    {
        if (lastSeq == 0 || (trusted.Count > 0 && trusted.Keys.Last() >= lastSeq))
        {
            return null;
        }

        if (trusted.Count == 0)
        {
            return new AuditFinding(AuditState.Stale, null, new("没有可信的检查点", "there is no checkpoint that can be believed"));
        }

        var newest = trusted.Values.Last();
        var at = DateTimeOffset.Parse(newest.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return clock.GetUtcNow() - at <= most ? null : new AuditFinding(AuditState.Stale, newest.Seq, new(
            $"最新的检查点是 {newest.At}，此后又有 {lastSeq - newest.Seq:N0} 行", $"the newest checkpoint is of {newest.At}, and {lastSeq - newest.Seq:N0} rows have come since"));
    }
}
