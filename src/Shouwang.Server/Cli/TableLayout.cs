using Spectre.Console;

namespace Shouwang.Server.Cli;

/// <summary>Whether a table can be read on a terminal of some width; and the same rows one below the other where it cannot.</summary>
internal static class TableLayout
{
    // What Spectre puts around and between columns.
    private const int PerColumn = 3;

    /// <summary>False where some number, code or word would have to be cut in two. Chinese breaks anywhere, and a column of it needs two characters.</summary>
    public static bool Fits(IReadOnlyList<string> titles, IReadOnlyList<IReadOnlyList<string>> rows, int width)
    {
        var needed = titles.Select((title, column) => rows.Select(row => row[column]).Prepend(title.TrimStart('>')).Max(Unbreakable)).Sum();
        return needed + (PerColumn * titles.Count) + 1 <= width;
    }

    /// <summary>A block of lines for each row: its first cell, then each further cell behind its title. Empty cells are left out.</summary>
    public static IEnumerable<string> Blocks(IReadOnlyList<string> titles, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            yield return row[0];
            for (var column = 1; column < row.Count; column++)
            {
                if (row[column].Length > 0)
                {
                    yield return $"  {titles[column].TrimStart('>')}: {row[column]}";
                }
            }
        }
    }

    private static int Unbreakable(string text)
    {
        var (longest, run) = (text.Length == 0 ? 0 : Math.Min(4, text.GetCellWidth()), 0);
        foreach (var c in text)
        {
            run = char.IsWhiteSpace(c) || c > 0xFF ? 0 : run + 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
