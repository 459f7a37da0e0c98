using System.Security.Cryptography;
using Shouwang.Monitoring.Sources;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Files;

/// <summary>Writes a delimited file and takes its SHA-256 on the way.</summary>
internal sealed class CsvSink : IDisposable
{
    private readonly SourceFeed feed;
    private readonly Stream stream;
    private readonly RowWriter writer;
    private readonly RowBuffer buffer = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public CsvSink(SourceFeed feed, Stream stream, RowWriter writer)
    {
        (this.feed, this.stream, this.writer) = (feed, stream, writer);
        if (feed.Encoding == FileEncoding.Utf8Bom)
        {
            buffer.Put([0xEF, 0xBB, 0xBF]);
        }

        buffer.Put(writer.Cells.Encoding.GetBytes(string.Join(feed.Delimiter, feed.Columns.Select(c => c.Title))));
        EndLine();
    }

    /// <summary>Writes a row and returns the fault that it really has: a stray quote must not meet another one.</summary>
    public string? Row(in OutRow row, long line)
    {
        var code = row.Fault?.Code;
        if (code is null)
        {
            writer.Row(buffer, row.Values, row.Who, line);
        }
        else
        {
            code = Spoilt(row, code, line);
        }

        EndLine();
        return code;
    }

    public void Trailer(int rows, long sum)
    {
        buffer.Put(writer.Cells.Encoding.GetBytes(string.Join(feed.Delimiter, feed.TrailerMark!, $"{rows}", writer.Cells.Sum(sum))));
        EndLine();
    }

    /// <summary>Writes what is left and returns the hash of the whole file.</summary>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();

    private string Spoilt(in OutRow row, string code, long line)
    {
        var start = buffer.Length;
        if (code == "quote")
        {
            buffer.Put((byte)'"');
        }

        for (var i = 0; i < writer.Columns; i++)
        {
            if (code == "columns" && i == writer.Columns - 1)
            {
                break;
            }

            if (i > 0)
            {
                buffer.Put((byte)feed.Delimiter);
            }

            var column = feed.Columns[i];
            if (row.Fault!.Column == i)
            {
                buffer.Put(row.Fault.Text);
            }
            else if (!(code == "no_identity" && column.Identity is not null) && !(code == "quote" && column.Ignored))
            {
                writer.Cell(buffer, i, row.Values, row.Who, line);
            }
        }

        if (code == "columns_more")
        {
            buffer.Put((byte)feed.Delimiter);
            buffer.Put((byte)'0');
            return "columns";
        }

        return code == "quote" && buffer.Written[(start + 1)..].Contains((byte)'"') ? throw new InvalidOperationException("A stray quote met another one.") : code;
    }

    private void EndLine()
    {
        if (feed.Crlf)
        {
            buffer.Put((byte)'\r');
        }

        buffer.Put((byte)'\n');
        if (buffer.NearlyFull)
        {
            Flush();
        }
    }

    private void Flush()
    {
        hash.AppendData(buffer.Written);
        stream.Write(buffer.Written);
        buffer.Clear();
    }
}
