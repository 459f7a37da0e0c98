using System.Globalization;
using System.Text;
using Shouwang.Platform.Records;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Ingest;

/// <summary>Rows or amounts do not add up: a fault of this program, never of a file. Nothing of the batch was kept.</summary>
public sealed class ConservationException(string message) : Exception(message);

/// <summary>A file that is about to be loaded: what it is, where its copy lies, its bytes made ready.</summary>
internal sealed record PreparedFile(RecognisedFile Recognised, ArchivedFile Archived, FileContent Content, DeliveryFault Fault, ManifestFile? Manifest);

/// <summary>Puts one file into the store in one transaction, and proves that nothing was lost or counted twice.</summary>
internal sealed class BatchLoader(RecordStore store, BatchLedger ledger, BatchNumbers numbers, PersonNumbers people, LoadContext context, TimeProvider clock)
{
    /// <param name="replaces">The earlier state of the same file, gone in the same transaction.</param>
    /// <param name="beyondLimit">Somebody decided to take the batch although more than 2 % of its rows are bad, or although its totals differ.</param>
    public unsafe Batch Load(PreparedFile file, Batch? replaces, bool beyondLimit)
    {
        var number = replaces?.Number ?? numbers.Next();
        var empty = Describe(file, number, file.Fault == DeliveryFault.None ? file.Content.Fault : file.Fault, new LoadTally(), 0);
        if (empty.State != BatchState.Published)
        {
            return Keep(empty, replaces, []);
        }

        var plan = FeedPlan.For(file.Recognised.Feed!, file.Content.Header, file.Content.Encoding, store.Codes);
        if (plan is null)
        {
            return Keep(Describe(file, number, DeliveryFault.Header, new LoadTally(), 0), replaces, []);
        }

        var job = new LoadJob(plan, number, Encoding.ASCII.GetBytes(file.Archived.Sha256), file.Content.Data, file.Content.Ranges, file.Content.Encoding, context);
        using var transaction = store.Connection.BeginTransaction();
        Forget(replaces);
        var inserted = NativeRows.Insert(store.Connection, plan.Feed.Record.Table, job, store.Threads);
        var tally = job.Tally();
        Prove(file, plan, number, inserted, tally);
        var fault = beyondLimit ? DeliveryFault.None : Judge(file, tally);
        if (fault != DeliveryFault.None)
        {
            transaction.Rollback();
            // A stopped batch shows its bad rows, so that whoever decides can see them; its good rows wait in the archive.
            return Keep(Describe(file, number, fault, tally, 0), replaces, job.BadRows());
        }

        var batch = Describe(file, number, DeliveryFault.None, tally, job.Unlinked().Count);
        WriteQuarantine(number, job.BadRows());
        WriteUnlinked(number, job.Unlinked());
        if (beyondLimit)
        {
            ledger.RejectRivals(batch);
        }

        ledger.Supersede(batch);
        people.Commit(store, transaction, () => ledger.Insert(batch));
        return batch;
    }

    /// <summary>Moves lines that now pass from the quarantine into the store, with the batch's counts, in one transaction.</summary>
    public int Repair(LoadJob job, int batch)
    {
        using var transaction = store.Connection.BeginTransaction();
        NativeRows.Insert(store.Connection, job.Plan.Feed.Record.Table, job, 1);
        var tally = job.Tally();
        var stillBad = job.BadRows();
        var tried = tally.Rows + tally.Blank;
        WriteUnlinked(batch, job.Unlinked());
        var quarantined = $"batch = {batch} AND line IN ({string.Join(", ", job.Lines)})";
        store.Execute($"DELETE FROM quarantine WHERE {quarantined}");
        WriteQuarantine(batch, stillBad);
        store.Execute($"""
            UPDATE batch SET
              stored = stored + {tally.Stored}, quarantined = quarantined - {tally.Stored}, unlinked = unlinked + {job.Unlinked().Count},
              amount_stored = amount_stored + {tally.StoredAmount},
              amount_quarantined = (SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM quarantine q WHERE q.batch = {batch}),
              unreadable = {(job.Plan.AmountSlot < 0 ? "0" : $"(SELECT count(*) FROM quarantine q WHERE q.batch = {batch} AND q.amount IS NULL)")}
            WHERE batch = {batch}
            """);
        if (store.Scalar($"SELECT count(*) FROM quarantine WHERE batch = {batch}") != store.Scalar($"SELECT quarantined FROM batch WHERE batch = {batch}"))
        {
            throw new ConservationException($"batch {batch}: {tried} lines tried, and the quarantine no longer adds up.");
        }

        people.Commit(store, transaction, () => { });
        return (int)tally.Stored;
    }

    private Batch Keep(Batch batch, Batch? replaces, IReadOnlyList<BadRow> badRows)
    {
        using var transaction = store.Connection.BeginTransaction();
        Forget(replaces);
        WriteQuarantine(batch.Number, badRows);
        ledger.Insert(batch);
        transaction.Commit();
        return batch;
    }

    private void Forget(Batch? replaced)
    {
        if (replaced is not null)
        {
            ledger.Delete(replaced);
        }
    }

    private static DeliveryFault Judge(PreparedFile file, LoadTally tally)
    {
        var (trailer, manifest) = (file.Content.Trailer, file.Manifest);
        if ((trailer?.Rows ?? tally.Rows) != tally.Rows || (manifest?.Rows ?? tally.Rows) != tally.Rows)
        {
            return DeliveryFault.CountMismatch;
        }

        var sum = tally.StoredAmount + tally.BadAmount;
        if (tally.UnreadableAmounts == 0 && ((trailer?.AmountFen ?? sum) != sum || (manifest?.AmountFen ?? sum) != sum))
        {
            return DeliveryFault.SumMismatch;
        }

        return tally.Bad * 50 > tally.Rows ? DeliveryFault.OverLimit : DeliveryFault.None;
    }

    private void Prove(PreparedFile file, FeedPlan plan, int batch, long inserted, LoadTally tally)
    {
        var place = file.Recognised.Name;
        Equal(place, "lines", file.Content.DataLines, tally.Rows + tally.Blank);
        Equal(place, "rows", tally.Rows, tally.Stored + tally.Bad);
        Equal(place, "inserted", tally.Stored, inserted);
        var amount = plan.Feed.Record.Amount is { } field ? $"CAST(coalesce(sum(\"{field.Name}\"), 0) AS BIGINT)" : "0";
        using var command = store.Connection.CreateCommand();
        command.CommandText = $"SELECT count(*), {amount} FROM {plan.Feed.Record.Table} WHERE batch = {batch}";
        using var reader = command.ExecuteReader();
        reader.Read();
        Equal(place, "counted in the store", tally.Stored, reader.GetInt64(0));
        Equal(place, "fen in the store", plan.AmountSlot < 0 ? 0 : tally.StoredAmount, Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture));
    }

    private static void Equal(string place, string what, long expected, long found)
    {
        if (expected != found)
        {
            throw new ConservationException($"{place}: {what}: {expected} expected, {found} found.");
        }
    }

    private Batch Describe(PreparedFile file, int number, DeliveryFault fault, LoadTally tally, int unlinked)
    {
        var state = fault switch
        {
            DeliveryFault.None => BatchState.Published,
            DeliveryFault.OverLimit or DeliveryFault.Conflict or DeliveryFault.CountMismatch or DeliveryFault.SumMismatch or DeliveryFault.Truncated => BatchState.Stopped,
            DeliveryFault.Superseded => BatchState.Rejected,
            _ => BatchState.Refused,
        };
        var declared = file.Manifest?.AmountFen ?? file.Content.Trailer?.AmountFen;
        return new Batch(
            number, file.Recognised.Source?.Code ?? "", file.Recognised.Feed?.Name ?? "", file.Recognised.Feed?.Record.Name ?? "",
            file.Recognised.Name, file.Recognised.Period, file.Recognised.Revision, file.Archived.Sha256, file.Archived.Bytes, clock.GetUtcNow().UtcDateTime,
            state, fault == DeliveryFault.None ? "" : fault.Code(), Detail(file, fault, tally), tally.Rows, state == BatchState.Published ? tally.Stored : 0, state == BatchState.Published ? tally.Bad : 0,
            tally.Blank, unlinked, declared, state == BatchState.Published ? tally.StoredAmount : 0,
            state == BatchState.Published ? tally.BadAmount : 0, tally.UnreadableAmounts);
    }

    private static string Detail(PreparedFile file, DeliveryFault fault, LoadTally tally) => fault switch
    {
        DeliveryFault.Header => FeedPlan.HeaderDifference(file.Recognised.Feed!, file.Content.Header),
        DeliveryFault.CountMismatch => $"{file.Manifest?.Rows ?? file.Content.Trailer?.Rows} ≠ {tally.Rows}",
        DeliveryFault.SumMismatch => $"{new Money(file.Manifest?.AmountFen ?? file.Content.Trailer?.AmountFen ?? 0)} ≠ {new Money(tally.StoredAmount + tally.BadAmount)}",
        DeliveryFault.OverLimit => $"{tally.Bad} / {tally.Rows}",
        _ => file.Content.Detail,
    };

    private void WriteQuarantine(int batch, IReadOnlyList<BadRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        using var appender = store.Connection.CreateAppender("quarantine");
        foreach (var row in rows)
        {
            appender.CreateRow().AppendValue(batch).AppendValue(row.Line).AppendValue(row.Field).AppendValue(row.Fault.Code()).AppendValue(row.Amount).AppendValue(row.SealedLine).EndRow();
        }
    }

    private void WriteUnlinked(int batch, IReadOnlyList<UnlinkedRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        using var appender = store.Connection.CreateAppender("unlinked");
        foreach (var row in rows)
        {
            appender.CreateRow().AppendValue(row.Subject).AppendValue(batch).AppendValue(row.Line).AppendValue(row.Reason).AppendValue(row.Candidate).AppendValue(row.SealedIdentity).EndRow();
        }
    }
}
