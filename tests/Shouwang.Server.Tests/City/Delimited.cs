using System.Text;

namespace Shouwang.Server.Tests.City;

/// <summary>A plain reader of delimited lines, written apart from the product so that the city cannot agree with its own mistake.</summary>
internal static class Delimited
{
    /// <summary>The cells of a line, or null where a quote is left open.</summary>
    public static string[]? Split(string line, char delimiter)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
            }
            else if (c == delimiter && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return quoted ? null : [.. cells];
    }
}
