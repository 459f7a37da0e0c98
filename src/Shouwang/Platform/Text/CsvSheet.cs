using System.Text;

namespace Shouwang.Platform.Text;

/// <summary>Writes CSV that spreadsheets open as it is meant: UTF-8 with a byte order mark, RFC 4180 quotes, CR LF, and no cell that becomes a formula.</summary>
public static class CsvSheet
{
    private static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true);

    /// <param name="output">Left open.</param>
    public static void Write(Stream output, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<CsvCell>> rows)
    {
        using var writer = new StreamWriter(output, Marked, leaveOpen: true) { NewLine = "\r\n" };
        WriteLine(writer, titles.Select(CsvCell.Text));
        foreach (var row in rows)
        {
            WriteLine(writer, row);
        }
    }

    private static void WriteLine(TextWriter writer, IEnumerable<CsvCell> cells)
    {
        var separator = "";
        foreach (var cell in cells)
        {
            writer.Write(separator);
            writer.Write(Quote(cell.ToSafeText()));
            separator = ",";
        }

        writer.WriteLine();
    }

    // Blanks at either end are quoted too, because some readers trim what is bare, and #, because some take a line that begins with it for a comment.
    private static string Quote(string text)
    {
        var bare = text.AsSpan().IndexOfAny(",\"\r\n\t;'#") < 0 && text.Trim().Length == text.Length;
        return bare ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
