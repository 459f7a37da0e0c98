using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Text;
using Shouwang.Monitoring.Sources;

namespace Shouwang.Monitoring.Ingest;

/// <summary>What the last line of a file states: rows, and the sum of the amount column in fen where it has one.</summary>
internal sealed record Trailer(long Rows, long? AmountFen);

/// <summary>
/// A file's lines as bytes in memory, ready to be read by several threads: mapped where it is a plain file,
/// unpacked where it is a workbook or a ZIP. Dispose after the last reader has stopped.
/// </summary>
internal sealed unsafe class FileContent : IDisposable
{
    private const int RangeBytes = 1 << 20;

    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte[]? pinned;
    private readonly long length;

    private FileContent(string path)
    {
        length = new FileInfo(path).Length;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Data = start + view.PointerOffset;
    }

    private FileContent(byte[] bytes)
    {
        pinned = bytes;
        length = bytes.Length;
        Data = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(bytes));
    }

    /// <summary>For a file that is not opened at all.</summary>
    public static FileContent None => new([]);

    public byte* Data { get; }

    public Encoding Encoding { get; private set; } = Encoding.UTF8;

    public DeliveryFault Fault { get; private set; }

    /// <summary>What exactly is wrong, where the fault alone does not say it; never a cell of the file.</summary>
    public string Detail { get; private set; } = "";

    public IReadOnlyList<string> Header { get; private set; } = [];

    public IReadOnlyList<LineRange> Ranges { get; private set; } = [];

    /// <summary>Physical lines between header and trailer, blank ones included; counted apart from the reading of rows.</summary>
    public long DataLines { get; private set; }

    public Trailer? Trailer { get; private set; }

    /// <summary>Opens an archived file by its feed's format. A fault is in <see cref="Fault"/>; nothing is thrown for bad content.</summary>
    /// <param name="unfinished">Somebody decided to take a file without its trailer or the end of its last line.</param>
    public static FileContent Open(string path, SourceFeed feed, bool unfinished = false)
    {
        if (new FileInfo(path).Length == 0)
        {
            return new FileContent([]) { Fault = DeliveryFault.Empty };
        }

        var fault = DeliveryFault.None;
        var content = feed.Format switch
        {
            FileFormat.Xlsx => new FileContent(Pinned(Workbook.ToLines(path, feed, out fault))),
            FileFormat.Zip => new FileContent(Pinned(ZippedCsv.Read(path, out fault))),
            _ => new FileContent(path),
        };
        content.Fault = fault;
        if (fault == DeliveryFault.None)
        {
            content.Prepare(feed, unfinished);
        }

        return content;
    }

    public void Dispose()
    {
        view?.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
        file?.Dispose();
        GC.KeepAlive(pinned);
    }

    private static byte[] Pinned(byte[] bytes)
    {
        var copy = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(copy, 0);
        return copy;
    }

    private ReadOnlySpan<byte> Slice(long start, long end) => new(Data + start, (int)Math.Min(int.MaxValue, end - start));

    private void Prepare(SourceFeed feed, bool unfinished)
    {
        Encoding = feed.Format != FileFormat.Xlsx && feed.Encoding == FileEncoding.Gb18030 ? Encoding.GetEncoding(54936) : new UTF8Encoding(false);
        var start = length >= 3 && Slice(0, 3).SequenceEqual(Encoding.UTF8.Preamble) ? 3L : 0L;
        if (IsBlank(start, length))
        {
            Fault = DeliveryFault.Empty;
            return;
        }

        if (feed.Format != FileFormat.Xlsx && DeliveredEncoding.Difference(Slice(start, length), Encoding.CodePage == 54936) is { } difference)
        {
            (Fault, Detail) = (DeliveryFault.Encoding, difference);
            return;
        }

        var headerEnd = LineEnd(start, length);
        ReadHeader(feed, start, headerEnd);
        if (Fault != DeliveryFault.None)
        {
            Fault = Data[headerEnd - 1] == '\n' ? Fault : DeliveryFault.Truncated;
            return;
        }

        if (IsBlank(headerEnd, length))
        {
            // A header that is cut in the middle is all there is of a file that was cut.
            Fault = Data[length - 1] == '\n' || Header.Count == feed.Columns.Count ? DeliveryFault.Empty : DeliveryFault.Truncated;
            return;
        }

        ReadLines(feed, headerEnd, unfinished);
    }

    private void ReadLines(SourceFeed feed, long headerEnd, bool unfinished)
    {
        var end = feed.TrailerMark is null ? length : CutTrailer(feed, headerEnd);
        if (Fault == DeliveryFault.Truncated && unfinished)
        {
            (Fault, end) = (DeliveryFault.None, length);
        }

        if (Fault != DeliveryFault.None)
        {
            return;
        }

        if (!unfinished && end > headerEnd && Data[end - 1] != '\n')
        {
            Fault = DeliveryFault.Truncated;
            return;
        }

        Ranges = Divide(headerEnd, end, out var lines);
        DataLines = lines;
        Fault = lines == 0 ? DeliveryFault.Empty : DeliveryFault.None;
    }

    private bool IsBlank(long start, long end) => !Slice(start, end).ContainsAnyExcept(" \t\r\n"u8);

    private void ReadHeader(SourceFeed feed, long start, long end)
    {
        var line = Slice(start, end).TrimEnd("\r\n"u8);
        var most = 1 + line.Count((byte)feed.Delimiter);
        var cells = new LineCells(feed.Delimiter, most, Encoding.CodePage == 54936);
        var fault = cells.Split(line, Encoding);
        if (fault is not (RowFault.None or RowFault.Columns))
        {
            Fault = fault == RowFault.Encoding ? DeliveryFault.Encoding : DeliveryFault.Header;
            return;
        }

        var titles = new List<string>();
        for (var i = 0; i < cells.Count; i++)
        {
            titles.Add(Encoding.GetString(cells.Cell(line, i)));
        }

        Header = titles;
    }

    /// <summary>The end of the data: where the trailer line begins.</summary>
    private long CutTrailer(SourceFeed feed, long headerEnd)
    {
        var end = length;
        while (end > headerEnd && Data[end - 1] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
        {
            end--;
        }

        var start = end;
        while (start > headerEnd && Data[start - 1] != '\n')
        {
            start--;
        }

        Trailer = ReadTrailer(feed, Encoding.GetString(Slice(start, end)));
        if (Trailer is null)
        {
            Fault = DeliveryFault.Truncated;
            return end;
        }

        return start;
    }

    /// <summary>Null where the line is none, or only the beginning of one: a sum that is missing was cut off.</summary>
    private static Trailer? ReadTrailer(SourceFeed feed, string line)
    {
        var cells = Platform.Text.Widths.Fold(line).Split(feed.Delimiter);
        if (cells[0].Trim().Trim('"') != feed.TrailerMark || cells.Length < 2 || !long.TryParse(cells[1].Trim().Trim('"'), CultureInfo.InvariantCulture, out var rows))
        {
            return null;
        }

        if (feed.Record.Amount is null)
        {
            return new Trailer(rows, null);
        }

        var sum = Encoding.UTF8.GetBytes(string.Concat(cells[2..]).Replace("\"", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Trim());
        var decimals = feed.Unit switch { MoneyUnit.Fen => 0, MoneyUnit.Wan => 6, _ => 2 };
        return Cells.TryMoney(sum, decimals, false, out var fen) ? new Trailer(rows, fen) : null;
    }

    private List<LineRange> Divide(long start, long end, out long lines)
    {
        var ranges = new List<LineRange>();
        lines = 0;
        while (start < end)
        {
            var stop = start + RangeBytes >= end ? end : LineEnd(start + RangeBytes, end);
            // The header is line 1.
            ranges.Add(new LineRange(start, stop, (int)(lines + 2)));
            lines += Slice(start, stop).Count((byte)'\n');
            start = stop;
        }

        lines += end > 0 && ranges.Count > 0 && Data[end - 1] != '\n' ? 1 : 0;
        return ranges;
    }

    private long LineEnd(long from, long end)
    {
        var found = Slice(from, end).IndexOf((byte)'\n');
        return found < 0 ? end : from + found + 1;
    }
}
