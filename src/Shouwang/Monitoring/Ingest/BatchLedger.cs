using System.Globalization;
using DuckDB.NET.Data;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>What became of a delivered file.</summary>
public enum BatchState
{
    /// <summary>Its rows count, unless a later revision of the period does.</summary>
    Published,
    /// <summary>Held whole until somebody decides.</summary>
    Stopped,
    /// <summary>Somebody decided against it, or its content counts as a later revision.</summary>
    Rejected,
    /// <summary>Cannot be read as its contract says.</summary>
    Refused,
}

/// <summary>One delivered file as the store knows it. Amounts in fen of the record type's amount field.</summary>
/// <param name="Detail">What exactly was wrong, where the reason alone does not say it: columns, rows counted and stated.</param>
public sealed record Batch(
    int Number,
    string Source,
    string Feed,
    string Record,
    string File,
    string Period,
    int Revision,
    string Sha256,
    long Bytes,
    DateTime Received,
    BatchState State,
    string Reason,
    string Detail,
    long RowsIn,
    long Stored,
    long Quarantined,
    long Blank,
    long Unlinked,
    long? AmountDeclared,
    long AmountStored,
    long AmountQuarantined,
    long UnreadableAmounts)
{
    /// <summary>Nothing lost, nothing twice: every row in is stored or quarantined, to the row and, where all amounts are readable, to the fen.</summary>
    public bool IsConserved =>
        (State != BatchState.Published || RowsIn == Stored + Quarantined) && (UnreadableAmounts > 0 || AmountDeclared is null || State != BatchState.Published || AmountDeclared == AmountStored + AmountQuarantined);

    /// <summary>Of the same period and revision, with another content: only one of the two may count.</summary>
    public bool IsRivalOf(Batch other) =>
        Sha256 != other.Sha256 && IsOfPeriodOf(other) && Revision == other.Revision;

    /// <summary>It waits only because another file had its place, and now the same content counts as a later revision: there is nothing left to decide.</summary>
    public bool IsSupersededBy(Batch later) =>
        State == BatchState.Stopped && Reason == DeliveryFault.Conflict.Code()
        && later.State == BatchState.Published && Sha256 == later.Sha256 && IsOfPeriodOf(later) && Revision < later.Revision && later.Revision > 1;

    public Batch Superseded(Batch later) => this with { State = BatchState.Rejected, Reason = DeliveryFault.Superseded.Code(), Detail = later.File };

    private bool IsOfPeriodOf(Batch other) => Source == other.Source && Feed == other.Feed && Period == other.Period;
}

/// <summary>The batch table of the records store.</summary>
internal sealed class BatchLedger(RecordStore store)
{
    private const string Columns =
        "batch, source, feed, record, file, period, revision, sha256, bytes, received, state, reason, detail, rows_in, stored, quarantined, blank, unlinked, amount_declared, amount_stored, amount_quarantined, unreadable";

    /// <summary>The batches that screening counts, with their rank in the order (source, feed, period, revision): the newest revision of each period.</summary>
    public const string ActiveBatches = """
        CREATE OR REPLACE TEMP TABLE active_batch AS
        SELECT batch, CAST(row_number() OVER (ORDER BY source, feed, period, revision, sha256) AS INTEGER) AS rank
        FROM batch b
        WHERE state = 'published'
          AND revision = (SELECT max(revision) FROM batch o WHERE o.source = b.source AND o.feed = b.feed AND o.period = b.period AND o.state = 'published')
        """;

    public IReadOnlyList<Batch> All()
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM batch ORDER BY batch";
        using var reader = command.ExecuteReader();
        var batches = new List<Batch>();
        while (reader.Read())
        {
            batches.Add(new Batch(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetInt32(6), reader.GetString(7), reader.GetInt64(8), reader.GetDateTime(9), Enum.Parse<BatchState>(reader.GetString(10), ignoreCase: true),
                reader.GetString(11), reader.GetString(12), reader.GetInt64(13), reader.GetInt64(14), reader.GetInt64(15), reader.GetInt64(16), reader.GetInt64(17),
                reader.IsDBNull(18) ? null : reader.GetInt64(18), reader.GetInt64(19), reader.GetInt64(20), reader.GetInt64(21)));
        }

        return batches;
    }

    public int LastNumber() => (int)store.Scalar("SELECT coalesce(max(batch), 0) FROM batch");

    public void Insert(Batch batch)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = $"INSERT INTO batch({Columns}) VALUES ({string.Join(", ", Enumerable.Range(1, 22).Select(i => "$" + i.ToString(CultureInfo.InvariantCulture)))})";
        object?[] values =
        [
            batch.Number, batch.Source, batch.Feed, batch.Record, batch.File, batch.Period, batch.Revision, batch.Sha256, batch.Bytes, batch.Received,
            batch.State.ToString().ToLowerInvariant(), batch.Reason, batch.Detail, batch.RowsIn, batch.Stored, batch.Quarantined, batch.Blank, batch.Unlinked,
            batch.AmountDeclared, batch.AmountStored, batch.AmountQuarantined, batch.UnreadableAmounts,
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
        }

        command.ExecuteNonQuery();
    }

    /// <summary>Its rows no longer count; they stay where they are.</summary>
    public Batch Reject(Batch batch)
    {
        store.Execute($"UPDATE batch SET state = 'rejected' WHERE batch = {batch.Number}");
        return batch with { State = BatchState.Rejected };
    }

    /// <summary>Rejects the published batches whose place this one takes.</summary>
    public void RejectRivals(Batch batch)
    {
        foreach (var rival in All().Where(b => b.State == BatchState.Published && b.IsRivalOf(batch)))
        {
            Reject(rival);
        }
    }

    /// <summary>Ends the waiting of batches whose content has come as a later revision; inside the caller's transaction.</summary>
    public void Supersede(Batch later)
    {
        // A first revision is later than nothing: most files need no look.
        foreach (var batch in later.Revision <= 1 ? [] : All().Where(b => b.IsSupersededBy(later)).Select(b => b.Superseded(later)))
        {
            using var command = store.Connection.CreateCommand();
            command.CommandText = "UPDATE batch SET state = 'rejected', reason = $1, detail = $2 WHERE batch = $3";
            object[] values = [batch.Reason, batch.Detail, batch.Number];
            foreach (var value in values)
            {
                command.Parameters.Add(new DuckDBParameter(value));
            }

            command.ExecuteNonQuery();
        }
    }

    /// <summary>Takes a batch out with everything that hangs on it, so that it can be loaded anew; inside the caller's transaction.</summary>
    public void Delete(Batch batch)
    {
        store.Execute($"DELETE FROM link WHERE subject IN (SELECT subject FROM unlinked WHERE batch = {batch.Number})");
        store.Execute($"DELETE FROM quarantine WHERE batch = {batch.Number}");
        store.Execute($"DELETE FROM unlinked WHERE batch = {batch.Number}");
        if (store.Records.Find(batch.Record) is { } record)
        {
            store.Execute($"DELETE FROM {record.Table} WHERE batch = {batch.Number}");
        }

        store.Execute($"DELETE FROM batch WHERE batch = {batch.Number}");
    }
}
