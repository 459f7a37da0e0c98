using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Sources;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;

namespace Shouwang.Monitoring.Ingest;

/// <summary>One cell of a delivered row.</summary>
/// <param name="Shown">With what names a person hidden.</param>
public sealed record DeliveredCell(string Title, string Shown);

/// <summary>The delivered row behind a piece of evidence.</summary>
/// <param name="Corrected">The line stands as an officer put it right, not as it was delivered.</param>
/// <param name="Cells">In the order of the file; empty where the row cannot be read back.</param>
/// <param name="Fault">Why not; null where it was read.</param>
public sealed record DeliveredRow(EvidenceRow At, bool Corrected, IReadOnlyList<DeliveredCell> Cells, EvidenceRowFault? Fault);

/// <summary>Why a row cannot be read back.</summary>
public enum EvidenceRowFault
{
    /// <summary>The source or feed has left the pack.</summary>
    NoContract,
    /// <summary>The archive no longer holds the file.</summary>
    NotArchived,
    /// <summary>The file or the line is not as the contract says.</summary>
    Unreadable,
}

/// <summary>Reads the rows that a warning rests on back from the archive, by file and line, with everything that names a person hidden.</summary>
public sealed class EvidenceRows(ShouwangDb db, SourceCatalog catalog, Archive archive, Sealing sealing)
{
    /// <returns>One row for each piece of evidence, in its order.</returns>
    public async Task<IReadOnlyList<DeliveredRow>> ReadAsync(IReadOnlyList<EvidenceRow> evidence, CancellationToken cancel = default)
    {
        var files = evidence.Select(row => row.Sha256).Distinct().ToList();
        var corrections = await db.LineCorrections().AsNoTracking().Where(line => files.Contains(line.Sha256)).ToDictionaryAsync(line => (line.Sha256, line.Line), cancel);
        var read = evidence.GroupBy(row => (row.Source, row.Feed, row.Sha256)).SelectMany(file => OfFile([.. file], corrections)).ToDictionary(row => row.At);
        return [.. evidence.Select(row => read[row])];
    }

    private List<DeliveredRow> OfFile(IReadOnlyList<EvidenceRow> rows, Dictionary<(string Sha256, int Line), LineCorrection> corrections)
    {
        var first = rows[0];
        var path = archive.PathOf(first.Sha256);
        var feed = catalog.Sources.GetValueOrDefault(first.Source)?.Feeds.FirstOrDefault(f => f.Name == first.Feed);
        if (feed is null || !File.Exists(path))
        {
            return [.. rows.Distinct().Select(row => Unread(row, feed is null ? EvidenceRowFault.NoContract : EvidenceRowFault.NotArchived))];
        }

        using var content = FileContent.Open(path, feed, unfinished: true);
        if (content.Fault != DeliveryFault.None)
        {
            return [.. rows.Distinct().Select(row => Unread(row, EvidenceRowFault.Unreadable))];
        }

        return [.. rows.Distinct().Select(row => Read(content, feed, row, corrections.GetValueOrDefault((row.Sha256, row.Line))))];
    }

    private DeliveredRow Read(FileContent content, SourceFeed feed, EvidenceRow row, LineCorrection? correction)
    {
        var line = correction is null ? Line(content, row.Line) : sealing.Open(correction.SealedLine, Encoding.ASCII.GetBytes(row.Sha256));
        var cells = new LineCells(feed.Delimiter, content.Header.Count, content.Encoding.CodePage == 54936);
        if (line is null || cells.Split(line, content.Encoding) != RowFault.None)
        {
            return Unread(row, EvidenceRowFault.Unreadable);
        }

        return new DeliveredRow(row, correction is not null, [.. content.Header.Select((title, i) => Shown(feed, title, content.Encoding.GetString(cells.Cell(line, i))))], null);
    }

    private static DeliveredRow Unread(EvidenceRow row, EvidenceRowFault fault) => new(row, false, [], fault);

    private static DeliveredCell Shown(SourceFeed feed, string title, string text)
    {
        var folded = Platform.Text.Widths.Fold(title).Trim();
        var column = feed.Columns.FirstOrDefault(c => Platform.Text.Widths.Fold(c.Title).Trim() == folded) ?? new SourceColumn(title, null, null, new Dictionary<string, string>(), null, null);
        return new DeliveredCell(folded, CellMask.Of(column, text));
    }

    /// <summary>The bytes of a physical line, without its end; null where the file is shorter.</summary>
    private static unsafe byte[]? Line(FileContent content, int number)
    {
        var range = content.Ranges.LastOrDefault(part => part.FirstLine <= number);
        var at = range.Start;
        for (var line = range.FirstLine; at < range.End; line++)
        {
            var rest = new ReadOnlySpan<byte>(content.Data + at, (int)(range.End - at));
            var length = rest.IndexOf((byte)'\n');
            if (line == number)
            {
                return (length < 0 ? rest : rest[..length]).TrimEnd((byte)'\r').ToArray();
            }

            at += length < 0 ? rest.Length : length + 1;
        }

        return null;
    }
}
