using System.Text;

namespace Shouwang.Server.City.Truth;

/// <summary>Writes a small CSV file with LF, in UTF-8 unless told otherwise; cells are quoted where they must be.</summary>
internal sealed class CsvText : IDisposable
{
    private readonly StreamWriter writer;

    public CsvText(string path, params string[] header)
        : this(path, new UTF8Encoding(false), header)
    {
    }

    public CsvText(string path, Encoding encoding, params string[] header)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        writer = new StreamWriter(path, false, encoding, 1 << 16) { NewLine = "\n" };
        Row(header);
    }

    public void Row(params ReadOnlySpan<object?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            writer.Write(Cell(cells[i]));
        }

        writer.Write('\n');
    }

    public void Dispose() => writer.Dispose();

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            bool flag => flag ? "1" : "0",
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
        return text.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
