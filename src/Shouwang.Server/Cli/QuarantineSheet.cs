using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Cli;

/// <summary>Rows set aside, as a CSV file for their sender.</summary>
internal static class QuarantineSheet
{
    // A delivered line is whatever somebody wrote: in a spreadsheet it must not become a formula. Reading it back takes the guard off again.
    /// <param name="say">Speaks the reader's language.</param>
    /// <param name="rows">Each with its delivered line, or an empty text where it stays sealed.</param>
    public static void Write(Stream output, Func<Bilingual, string> say, IEnumerable<(QuarantinedRow Row, string Line)> rows) =>
        CsvSheet.Write(output, ["source", "file", "sha256", "line", "field", "code", "reason", "content"], rows.Select(r => (IReadOnlyList<CsvCell>)[
            CsvCell.Text(r.Row.Source), CsvCell.Text(r.Row.File), CsvCell.Text(r.Row.Sha256), CsvCell.Number(r.Row.Line), CsvCell.Text(r.Row.Field),
            CsvCell.Text(r.Row.Fault.Code()), CsvCell.Text(say(r.Row.Fault.Text())), CsvCell.Text(r.Line),
        ]));
}
