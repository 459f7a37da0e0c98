using System.Text;
using Shouwang.Platform.Text;
using Sylvan.Data.Csv;

namespace Shouwang.Platform.Data;

/// <summary>
/// Reads one of our own CSV files strictly: UTF-8, exactly the agreed header, one record a line.
/// Deliveries of departments are read elsewhere, where one bad line costs one line; here a fault refuses the file.
/// </summary>
public static class CsvFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The data rows in order. A row is valid until the next one is asked for. Everything wrong goes to <paramref name="faults"/>.</summary>
    public static IEnumerable<CsvRow> Read(string path, IReadOnlyList<string> header, ICollection<FileFault> faults) => Read(
        path,
        found => found.SequenceEqual(header) ? [] : [("", new Bilingual($"表头应为：{string.Join(',', header)}", $"the header must be: {string.Join(',', header)}"))],
        faults);

    /// <summary>The same for a file whose columns may vary.</summary>
    /// <param name="wrong">What is wrong with a header, by column; nothing where it is right. A column that stands twice is refused here.</param>
    public static IEnumerable<CsvRow> Read(string path, Func<IReadOnlyList<string>, IEnumerable<(string Column, Bilingual Reason)>> wrong, ICollection<FileFault> faults)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            faults.Add(new FileFault(name, 0, "", new("没有这个文件", "the file is missing")));
            yield break;
        }

        using var text = new StreamReader(path, StrictUtf8);
        using var reader = Open(text, name, faults);
        if (reader is null || Header(reader, wrong, name, faults) is not { } header)
        {
            yield break;
        }

        var row = new CsvRow(reader, header, name, faults);
        while (Next(reader, row, name, faults))
        {
            if (row.IsWhole())
            {
                yield return row;
            }
        }
    }

    private static CsvDataReader? Open(StreamReader text, string name, ICollection<FileFault> faults)
    {
        try
        {
            return CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',', CsvStyle = CsvStyle.Standard });
        }
        catch (Exception error) when (error is DecoderFallbackException or CsvFormatException)
        {
            faults.Add(new FileFault(name, 1, "", Unreadable(error)));
            return null;
        }
    }

    /// <returns>Null where the header is refused.</returns>
    private static string[]? Header(CsvDataReader reader, Func<IReadOnlyList<string>, IEnumerable<(string Column, Bilingual Reason)>> wrong, string name, ICollection<FileFault> faults)
    {
        string[] found = reader.Read() ? [.. Enumerable.Range(0, reader.RowFieldCount).Select(reader.GetString)] : [];
        var before = faults.Count;
        foreach (var (column, reason) in wrong(found).Concat(found.CountBy(c => c).Where(c => c.Value > 1).Select(c => (c.Key, new Bilingual("该列出现两次", "the column stands twice")))))
        {
            faults.Add(new FileFault(name, 1, column, reason));
        }

        return faults.Count == before ? found : null;
    }

    private static bool Next(CsvDataReader reader, CsvRow row, string name, ICollection<FileFault> faults)
    {
        try
        {
            row.Advance();
            return reader.Read();
        }
        catch (Exception error) when (error is DecoderFallbackException or CsvFormatException)
        {
            faults.Add(new FileFault(name, row.Line, "", Unreadable(error)));
            return false;
        }
    }

    private static Bilingual Unreadable(Exception error) => error is DecoderFallbackException
        ? new("大约从这里起不是 UTF-8 编码", "from about here on the bytes are not UTF-8")
        : new("引号没有成对，其后的内容无法读取", "the quotes do not pair up: the rest of the file cannot be read");
}
