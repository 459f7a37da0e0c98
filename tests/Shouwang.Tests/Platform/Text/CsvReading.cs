using System.Text;
using Sylvan.Data.Csv;

namespace Shouwang.Tests.Platform.Text;

/// <summary>Reads a CSV file in two independent ways. All lines count, the titles too.</summary>
internal static class CsvReading
{
    public static List<List<string>> BySylvan(byte[] file)
    {
        using var text = new StreamReader(new MemoryStream(file), Encoding.UTF8);
        using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',' });
        var lines = new List<List<string>>();
        while (reader.Read())
        {
            lines.Add([.. Enumerable.Range(0, reader.RowFieldCount).Select(reader.GetString)]);
        }

        return lines;
    }

    /// <summary>RFC 4180 to the letter: CR LF ends every record; a quote stands only at the ends of a quoted field, or doubled in it.</summary>
    /// <exception cref="FormatException">The file breaks the RFC.</exception>
    public static List<List<string>> ByTheLetter(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        var (lines, at) = (new List<List<string>>(), text.StartsWith('\uFEFF') ? 1 : throw new FormatException("no byte order mark"));
        while (at < text.Length)
        {
            var line = new List<string> { Field(text, ref at) };
            for (; text[at] == ','; line.Add(Field(text, ref at)))
            {
                at++;
            }

            at += text.AsSpan(at).StartsWith("\r\n") ? 2 : throw new FormatException($"no line end at {at}");
            lines.Add(line);
        }

        return lines;
    }

    private static string Field(string text, ref int at)
    {
        if (text[at] != '"')
        {
            var length = text.AsSpan(at).IndexOfAny(",\r\n\"");
            at += length;
            return text.Substring(at - length, length);
        }

        var field = new StringBuilder();
        for (at++; ; at++)
        {
            if (text[at] == '"' && text[++at] != '"')
            {
                return field.ToString();
            }

            field.Append(text[at]);
        }
    }
}
