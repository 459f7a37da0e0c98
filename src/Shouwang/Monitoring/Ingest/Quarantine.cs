using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Ingest;

/// <summary>One row set aside. The line itself stays sealed.</summary>
public sealed record QuarantinedRow(int Batch, string Source, string File, string Sha256, int Line, string Field, RowFault Fault);

/// <summary>Which rows of the quarantine are meant; empty members do not narrow.</summary>
public sealed record QuarantineFilter(string? Source = null, int? Batch = null, string? Code = null, int? Line = null);

/// <summary>What a retry did.</summary>
/// <param name="Refused">Corrected lines that belong to no quarantined row.</param>
public sealed record RetrySummary(int Tried, int Stored, int StillBad, int Refused);

/// <summary>Rows that were set aside: list them, unseal them for their sender, and try them again.</summary>
public sealed class Quarantine(ShouwangDb db, SourceCatalog catalog, Archive archive, TimeProvider clock)
{
    public static IReadOnlyList<QuarantinedRow> List(RecordStore store, QuarantineFilter filter, int? most = null, int skip = 0)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = $"""
            SELECT q.batch, b.source, b.file, b.sha256, q.line, q.field, q.code
            FROM quarantine q JOIN batch b ON b.batch = q.batch
            WHERE ($source IS NULL OR b.source = $source) AND ($batch IS NULL OR q.batch = $batch) AND ($code IS NULL OR q.code = $code) AND ($line IS NULL OR q.line = $line)
            ORDER BY b.source, b.file, q.line
            {(most is null ? "" : $"LIMIT {most} OFFSET {skip}")}
            """;
        Bind(command, filter);
        using var reader = command.ExecuteReader();
        var rows = new List<QuarantinedRow>();
        while (reader.Read())
        {
            rows.Add(new QuarantinedRow(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetString(5), FaultTexts.RowFaultOf(reader.GetString(6))));
        }

        return rows;
    }

    /// <summary>How many rows of a source were set aside, by reason.</summary>
    public static IReadOnlyDictionary<RowFault, int> CountByReason(RecordStore store, string source)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = "SELECT q.code, count(*) FROM quarantine q JOIN batch b ON b.batch = q.batch WHERE b.source = $source GROUP BY q.code";
        command.Parameters.Add(new DuckDB.NET.Data.DuckDBParameter("source", source));
        using var reader = command.ExecuteReader();
        var counts = new SortedDictionary<RowFault, int>();
        while (reader.Read())
        {
            counts[FaultTexts.RowFaultOf(reader.GetString(0))] = (int)reader.GetInt64(1);
        }

        return counts;
    }

    /// <summary>The delivered lines, unsealed: personal data, for the sender who has to put them right.</summary>
    public IReadOnlyList<(QuarantinedRow Row, string Line)> Unseal(IngestSession session, QuarantineFilter filter) =>
        [.. Sealed(session.Store, filter, BatchState.Published, BatchState.Stopped)
            .Select(r => (r.Row, EncodingOf(r).GetString(session.Sealing.Open(r.Box, Encoding.ASCII.GetBytes(r.Row.Sha256)))))];

    /// <summary>Reads quarantined rows again: as delivered (the contract may have changed), or as corrected.</summary>
    /// <param name="corrected">Corrected lines by content hash and line number.</param>
    public async Task<RetrySummary> RetryAsync(IngestSession session, QuarantineFilter filter, IReadOnlyDictionary<(string Sha256, int Line), string> corrected, string by, CancellationToken cancel)
    {
        var rows = Sealed(session.Store, filter, BatchState.Published);
        var usable = corrected.Where(c => IsOneLine(c.Value)).ToDictionary(c => c.Key, c => c.Value.TrimEnd('\r', '\n'));
        var wanted = corrected.Count == 0 ? rows : [.. rows.Where(r => usable.ContainsKey((r.Row.Sha256, r.Row.Line)))];
        var (stored, bad) = (0, 0);
        foreach (var batch in wanted.GroupBy(r => r.Row.Batch))
        {
            var folder = await db.Deliveries().Where(d => d.Sha256 == batch.First().Row.Sha256 && d.Name == batch.First().Row.File).Select(d => d.Folder).FirstAsync(cancel);
            var lines = Lines(session, batch, usable, by);
            db.BulkUpsert(lines.Where(l => l.Correction is not null).Select(l => l.Correction!));
            var done = Repair(session, folder, [.. lines.Select(l => (l.Row, l.Bytes))]);
            stored += done;
            bad += lines.Count - done;
        }

        var refused = corrected.Count - wanted.Select(r => (r.Row.Sha256, r.Row.Line)).Distinct().Count();
        return new RetrySummary(wanted.Count, stored, bad, corrected.Count == 0 ? 0 : refused);
    }

    /// <summary>Applies the corrections that were made to a file before; for a rebuild.</summary>
    internal async Task ReapplyAsync(IngestSession session, Batch batch, string folder, CancellationToken cancel)
    {
        if (batch.State != BatchState.Published || batch.Quarantined == 0)
        {
            return;
        }

        var corrections = await db.LineCorrections().AsNoTracking().Where(c => c.Sha256 == batch.Sha256).ToListAsync(cancel);
        var rows = Sealed(session.Store, new QuarantineFilter(Batch: batch.Number), BatchState.Published).ToDictionary(r => r.Row.Line, r => r.Row);
        Repair(session, folder, [.. corrections.Where(c => rows.ContainsKey(c.Line)).Select(c => (rows[c.Line], session.Sealing.Open(c.SealedLine, Encoding.ASCII.GetBytes(c.Sha256))))]);
    }

    // One row was set aside, so one row may come back: nothing at all, or two lines, would break the count.
    private static bool IsOneLine(string text) => !string.IsNullOrWhiteSpace(text) && !text.TrimEnd('\r', '\n').AsSpan().ContainsAny('\r', '\n');

    private List<(QuarantinedRow Row, byte[] Bytes, LineCorrection? Correction)> Lines(IngestSession session, IEnumerable<SealedRow> rows, Dictionary<(string Sha256, int Line), string> corrected, string by)
    {
        var lines = new List<(QuarantinedRow, byte[], LineCorrection?)>();
        foreach (var row in rows)
        {
            var place = Encoding.ASCII.GetBytes(row.Row.Sha256);
            if (corrected.TryGetValue((row.Row.Sha256, row.Row.Line), out var text))
            {
                var bytes = EncodingOf(row).GetBytes(text);
                lines.Add((row.Row, bytes, new LineCorrection(row.Row.Sha256, row.Row.Line, session.Sealing.Seal(bytes, place), by, clock.GetUtcNow())));
            }
            else
            {
                lines.Add((row.Row, session.Sealing.Open(row.Box, place), null));
            }
        }

        return lines;
    }

    /// <summary>Runs lines through the same reader as a delivery, each under its own line number; what passes moves over in one transaction.</summary>
    private unsafe int Repair(IngestSession session, string folder, IReadOnlyList<(QuarantinedRow Row, byte[] Bytes)> lines)
    {
        if (lines.Count == 0)
        {
            return 0;
        }

        var first = lines[0].Row;
        var prepared = new ArchivedFiles(catalog, archive).Open(first.Sha256, folder, first.File, accepted: true);
        using var content = prepared.Content;
        var plan = FeedPlan.For(prepared.Recognised.Feed!, content.Header, content.Encoding, session.Store.Codes);
        if (plan is null)
        {
            return 0;
        }

        var buffer = GC.AllocateUninitializedArray<byte>(lines.Sum(l => l.Bytes.Length + 1), pinned: true);
        var ranges = new List<LineRange>();
        var at = 0;
        foreach (var (row, bytes) in lines)
        {
            bytes.CopyTo(buffer, at);
            buffer[at + bytes.Length] = (byte)'\n';
            ranges.Add(new LineRange(at, at + bytes.Length + 1, row.Line));
            at += bytes.Length + 1;
        }

        var start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(buffer));
        var job = new LoadJob(plan, first.Batch, Encoding.ASCII.GetBytes(first.Sha256), start, ranges, content.Encoding, session.Context);
        var stored = session.Main.Repair(job, first.Batch);
        GC.KeepAlive(buffer);
        return stored;
    }

    private sealed record SealedRow(QuarantinedRow Row, string Feed, byte[] Box);

    private static List<SealedRow> Sealed(RecordStore store, QuarantineFilter filter, params BatchState[] states)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = $"""
            SELECT q.batch, b.source, b.file, b.sha256, q.line, q.field, q.code, b.feed, q.raw
            FROM quarantine q JOIN batch b ON b.batch = q.batch
            WHERE b.state IN ({string.Join(", ", states.Select(s => $"'{s.ToString().ToLowerInvariant()}'"))})
              AND ($source IS NULL OR b.source = $source) AND ($batch IS NULL OR q.batch = $batch) AND ($code IS NULL OR q.code = $code) AND ($line IS NULL OR q.line = $line)
            ORDER BY q.batch, q.line
            """;
        Bind(command, filter);
        using var reader = command.ExecuteReader();
        var rows = new List<SealedRow>();
        while (reader.Read())
        {
            using var blob = reader.GetStream(8);
            var box = new byte[blob.Length];
            blob.ReadExactly(box);
            var row = new QuarantinedRow(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetString(5), FaultTexts.RowFaultOf(reader.GetString(6)));
            rows.Add(new SealedRow(row, reader.GetString(7), box));
        }

        return rows;
    }

    private static void Bind(DuckDB.NET.Data.DuckDBCommand command, QuarantineFilter filter)
    {
        command.Parameters.Add(new DuckDB.NET.Data.DuckDBParameter("source", filter.Source));
        command.Parameters.Add(new DuckDB.NET.Data.DuckDBParameter("batch", filter.Batch));
        command.Parameters.Add(new DuckDB.NET.Data.DuckDBParameter("code", filter.Code));
        command.Parameters.Add(new DuckDB.NET.Data.DuckDBParameter("line", filter.Line));
    }

    private Encoding EncodingOf(SealedRow row)
    {
        var feed = catalog.Sources[row.Row.Source].Feeds.First(f => f.Name == row.Feed);
        return feed.Format != FileFormat.Xlsx && feed.Encoding == FileEncoding.Gb18030 ? Encoding.GetEncoding(54936) : new UTF8Encoding(false);
    }
}
