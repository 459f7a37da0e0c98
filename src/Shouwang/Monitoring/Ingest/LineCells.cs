using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// Splits one line into cells (RFC 4180, a quote never spans a line). Keeps offsets; only cells with doubled quotes are copied.
/// GB18030 is split undecoded: no trail byte of it is a comma, a tab, a quote or a newline; where the separator can be one
/// (7C, the bar), whole characters are stepped over.
/// </summary>
internal sealed class LineCells(char delimiter, int expected, bool gb18030)
{
    private readonly byte separator = (byte)delimiter;
    private readonly bool stepped = gb18030 && delimiter >= 0x30;
    private readonly (int Start, int Length, byte[]? Unquoted)[] cells = new (int, int, byte[]?)[expected + 1];

    /// <summary>Cells of the line that was split last; one more than expected stands for any number more.</summary>
    public int Count { get; private set; }

    /// <summary>The cell's bytes without surrounding quotes.</summary>
    public ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> line, int index) =>
        cells[index].Unquoted is { } copy ? copy : line.Slice(cells[index].Start, cells[index].Length);

    public bool InScratch(int index) => cells[index].Unquoted is not null;

    public RowFault Split(ReadOnlySpan<byte> line, Encoding encoding)
    {
        if (!Ascii.IsValid(line) && !(gb18030 ? Gb18030.IsValid(line) : Utf8.IsValid(line)))
        {
            return RowFault.Encoding;
        }

        return line.Contains((byte)'"') ? SplitQuoted(line) : SplitPlain(line);
    }

    private RowFault SplitPlain(ReadOnlySpan<byte> line)
    {
        var count = 0;
        var start = 0;
        while (true)
        {
            var length = NextSeparator(line[start..]);
            if (count == expected)
            {
                Count = count + 1;
                return RowFault.Columns;
            }

            cells[count++] = (start, length < 0 ? line.Length - start : length, null);
            if (length < 0)
            {
                break;
            }

            start += length + 1;
        }

        Count = count;
        return count == expected ? RowFault.None : RowFault.Columns;
    }

    private RowFault SplitQuoted(ReadOnlySpan<byte> line)
    {
        var count = 0;
        var at = 0;
        while (true)
        {
            if (count > expected)
            {
                Count = count;
                return RowFault.Columns;
            }

            var quoted = at < line.Length && line[at] == '"';
            var cell = quoted ? Quoted(line, ref at) : Plain(line, ref at);
            if (cell is null)
            {
                return RowFault.Quote;
            }

            if (count < cells.Length)
            {
                cells[count] = cell.Value;
            }

            count++;
            if (at >= line.Length)
            {
                break;
            }

            // At a separator; a separator at the end of the line opens one more empty cell.
            at++;
            if (at == line.Length)
            {
                if (count < cells.Length)
                {
                    cells[count] = (line.Length, 0, null);
                }

                count++;
                break;
            }
        }

        Count = count;
        return count == expected ? RowFault.None : RowFault.Columns;
    }

    private (int, int, byte[]?)? Plain(ReadOnlySpan<byte> line, ref int at)
    {
        var start = at;
        var length = NextSeparator(line[start..]);
        length = length < 0 ? line.Length - start : length;
        at = start + length;
        return line.Slice(start, length).Contains((byte)'"') ? null : (start, length, null);
    }

    private int NextSeparator(ReadOnlySpan<byte> rest) => stepped ? Gb18030.IndexOf(rest, separator) : rest.IndexOf(separator);

    private (int, int, byte[]?)? Quoted(ReadOnlySpan<byte> line, ref int at)
    {
        var start = at + 1;
        var doubled = false;
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] != '"')
            {
                continue;
            }

            if (i + 1 < line.Length && line[i + 1] == '"')
            {
                doubled = true;
                i++;
                continue;
            }

            if (i + 1 < line.Length && line[i + 1] != separator)
            {
                return null;
            }

            at = i + 1;
            return (start, i - start, doubled ? Undouble(line[start..i]) : null);
        }

        return null;
    }

    private static byte[] Undouble(ReadOnlySpan<byte> cell)
    {
        var copy = new ArrayBufferWriter<byte>(cell.Length);
        for (var i = 0; i < cell.Length; i++)
        {
            copy.Write([cell[i]]);
            i += cell[i] == '"' ? 1 : 0;
        }

        return copy.WrittenSpan.ToArray();
    }
}

/// <summary>The byte structure of GB18030-2022: one byte to 7F; two bytes 81–FE, 40–FE without 7F; four bytes 81–FE, 30–39, 81–FE, 30–39.</summary>
internal static class Gb18030
{
    /// <summary>The first place where the byte is a character of its own, not part of another; −1 where it is none. The text is valid.</summary>
    public static int IndexOf(ReadOnlySpan<byte> text, byte ascii)
    {
        for (var i = 0; i < text.Length; i += text[i] < 0x80 ? 1 : text[i + 1] <= 0x39 ? 4 : 2)
        {
            if (text[i] == ascii)
            {
                return i;
            }
        }

        return -1;
    }

    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
            {
                continue;
            }

            if (text[i] is 0x80 or 0xFF || i + 1 >= text.Length)
            {
                return false;
            }

            var second = text[i + 1];
            if (second is >= 0x40 and not 0x7F and not 0xFF)
            {
                i++;
            }
            else if (second is >= 0x30 and <= 0x39 && i + 3 < text.Length && text[i + 2] is >= 0x81 and <= 0xFE && text[i + 3] is >= 0x30 and <= 0x39)
            {
                i += 3;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
