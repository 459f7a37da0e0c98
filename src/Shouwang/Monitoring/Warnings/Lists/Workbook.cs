using System.Data;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Warnings;

/// <summary>Writes a workbook of one sheet. Texts are typed as text and numbers as numbers, so nothing becomes a formula and no apostrophe is needed.</summary>
internal static class Workbook
{
    private static readonly OpenXmlConfiguration Plain = new() { TableStyles = TableStyles.None };

    /// <param name="output">Left open.</param>
    /// <param name="titles">Each only once.</param>
    public static void Write(Stream output, string sheet, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<CsvCell>> rows)
    {
        using var table = new DataTable();
        foreach (var title in titles)
        {
            table.Columns.Add(title, typeof(object));
        }

        foreach (var row in rows)
        {
            table.Rows.Add([.. row.Select(Value)]);
        }

        output.SaveAs(table, sheetName: sheet, configuration: Plain);
    }

    private static object Value(CsvCell cell) => cell switch
    {
        { Figure: { } number } => number,
        { Day: { } day } => day.ToDateTime(TimeOnly.MinValue),
        { Words: { } text } => text,
        _ => DBNull.Value,
    };
}
