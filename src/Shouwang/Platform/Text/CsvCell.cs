using System.Globalization;

namespace Shouwang.Platform.Text;

/// <summary>
/// One cell of a file that we hand out and that people open in a spreadsheet. A text never becomes a formula, whatever
/// a department wrote into it; a number is typed as a number, so its minus sign is none of a text.
/// </summary>
public readonly record struct CsvCell
{
    private CsvCell(string? words, decimal? figure, DateOnly? day) => (Words, Figure, Day) = (words, figure, day);

    public string? Words { get; }

    public decimal? Figure { get; }

    public DateOnly? Day { get; }

    public static readonly CsvCell Empty = new(null, null, null);

    public static CsvCell Text(string? text) => string.IsNullOrEmpty(text) ? Empty : new(text, null, null);

    public static CsvCell Number(decimal? number) => new(null, number, null);

    public static CsvCell Date(DateOnly? day) => new(null, null, day);

    /// <summary>What stands in a CSV file, before quoting: an apostrophe comes before a text that a spreadsheet would take for a formula.</summary>
    public string ToSafeText()
    {
        if (Figure is { } number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        return Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? (Words is null ? "" : Guard(Words));
    }

    /// <summary>The text itself, from what <see cref="ToSafeText"/> made of it.</summary>
    public static string Restore(string safe) => safe.StartsWith('\'') ? safe[1..] : safe;

    /// <summary>Whether a spreadsheet could take the text for a formula or a command: it begins, after blanks, with one of = + - @ (also full-width), or with a tab or line break.</summary>
    public static bool IsDangerous(string text)
    {
        foreach (var c in text)
        {
            if (c is '\t' or '\r' or '\n' || Widths.Fold(c) is '=' or '+' or '-' or '@')
            {
                return true;
            }

            if (!IsBlank(c))
            {
                return false;
            }
        }

        return false;
    }

    // A text that begins with an apostrophe gets one too, so that taking one off always gives the text back.
    private static string Guard(string text) => text.StartsWith('\'') || IsDangerous(text) ? "'" + text : text;

    // Programs drop some or all of these before they look at the first character.
    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
