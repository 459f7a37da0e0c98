using System.Globalization;
using System.Text;
using Shouwang.Platform.Text;
using Sylvan.Data.Csv;

namespace Shouwang.Server.Cli;

/// <summary>
/// The file that <c>quarantine export</c> wrote, as its sender gives it back. A spreadsheet in China saves CSV as GB18030
/// where it got UTF-8: read as UTF-8, every corrected name would become another one, so both are known and nothing else is.
/// </summary>
internal static class CorrectedLines
{
    private const int LongestLine = 1 << 24;

    private static readonly Encoding[] Encodings =
        [new UTF8Encoding(false, throwOnInvalidBytes: true), Encoding.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)];

    /// <summary>Corrected lines by content hash and line number. Rows whose content is empty were not corrected.</summary>
    /// <exception cref="RefusedException">The file cannot be read as such; place and reason are named, the content never.</exception>
    public static IReadOnlyDictionary<(string Sha256, int Line), string> Read(string path)
    {
        var line = 1;
        try
        {
            using var reader = CsvDataReader.Create(new StringReader(Text(path)), new CsvDataReaderOptions { CsvStyle = CsvStyle.Standard, MaxBufferSize = LongestLine });
            var (sha, number, content) = (Column(reader, path, "sha256"), Column(reader, path, "line"), Column(reader, path, "content"));
            var lines = new Dictionary<(string, int), string>();
            while (reader.Read())
            {
                line = reader.RowNumber + 1;
                if (reader.RowFieldCount <= Math.Max(content, Math.Max(sha, number)) || !int.TryParse(reader.GetString(number), NumberStyles.None, CultureInfo.InvariantCulture, out var at))
                {
                    throw Fault(path, line, "line 列应为整数", "line: a whole number is expected");
                }

                if (CsvCell.Restore(reader.GetString(content)) is { Length: > 0 } text)
                {
                    lines[(reader.GetString(sha), at)] = text;
                }
            }

            return lines;
        }
        catch (CsvRecordTooLargeException)
        {
            throw Fault(path, line, "行过长，或引号没有闭合", "a line that is too long, or a quote that is not closed");
        }
        catch (CsvFormatException)
        {
            throw Fault(path, line, "此行之后引号不成对", "after this line the quotes do not pair up");
        }
    }

    private static string Text(string path)
    {
        var bytes = File.ReadAllBytes(path);
        foreach (var encoding in Encodings)
        {
            try
            {
                return encoding.GetString(bytes).TrimStart('\uFEFF');
            }
            catch (DecoderFallbackException)
            {
                // The next one.
            }
        }

        throw Fault(path, 1, "既不是 UTF-8 也不是 GB18030", "neither UTF-8 nor GB18030");
    }

    private static int Column(CsvDataReader reader, string path, string name)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (reader.GetName(i) == name)
            {
                return i;
            }
        }

        throw Fault(path, 1, $"缺少列 {name}", $"column {name} is missing");
    }

    private static RefusedException Fault(string path, int line, string zh, string en) => new(new($"{path}：第 {line} 行：{zh}", $"{path}: line {line}: {en}"));
}
