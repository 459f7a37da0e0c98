using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Warnings;

/// <summary>The list of warnings as a table for a spreadsheet, in one language.</summary>
/// <param name="language">zh or en.</param>
/// <param name="settings">Names the severities.</param>
/// <param name="ruleNames">Rule code → name; a rule that is not in it shows its code only.</param>
/// <param name="asOf">The day on which overdue is judged.</param>
public sealed class WarningSheet(string language, WarningSettings settings, IReadOnlyDictionary<string, Bilingual> ruleNames, DateOnly asOf)
{
    private sealed record Column(Bilingual Title, Func<WarningRow, CsvCell> Cell);

    private readonly Column[] columns =
    [
        new(new("编号", "Number"), row => CsvCell.Text(row.Number)),
        new(new("级别", "Severity"), row => CsvCell.Text(settings.Severities[row.Severity].Label.In(language))),
        new(new("规则", "Rule"), row => CsvCell.Text(row.Rule)),
        new(new("预警内容", "Warning"), row => CsvCell.Text(ruleNames.GetValueOrDefault(row.Rule)?.In(language))),
        new(new("对象", "About"), row => CsvCell.Text(WarningTexts.Of(row.Scope).In(language))),
        new(new("姓名", "Name"), row => CsvCell.Text(row.Name)),
        new(new("身份证号", "Identity number"), row => CsvCell.Text(row.IdNumber?.ToString())),
        new(new("户编号", "Household"), row => CsvCell.Text(row.Household)),
        new(new("区划代码", "Division"), row => CsvCell.Text(row.Division)),
        new(new("工作人员", "Worker"), row => CsvCell.Text(row.WorkerName ?? row.WorkerCode)),
        new(new("金额（元）", "Amount (yuan)"), row => CsvCell.Number(row.AmountUnit == AmountUnit.Fen ? row.Amount / 100m : null)),
        new(new("数值", "Figure"), row => CsvCell.Number(row.AmountUnit == AmountUnit.Number ? row.Amount : null)),
        new(new("预警日期", "Raised"), row => CsvCell.Date(row.RaisedOn)),
        new(new("最近确认", "Last confirmed"), row => CsvCell.Date(row.LastSeenOn)),
        new(new("核查期限", "Due"), row => CsvCell.Date(row.DueOn)),
        new(new("超期", "Overdue"), row => CsvCell.Text(row.IsOverdueOn(asOf) ? new Bilingual("是", "yes").In(language) : null)),
        new(new("状态", "State"), row => CsvCell.Text(WarningTexts.Of(row.State).In(language))),
        new(new("已报至", "Told"), row => CsvCell.Text(WarningTexts.Of(row.Escalation).In(language))),
        new(new("核查结论", "Outcome"), row => CsvCell.Text(row.Outcome is { } outcome ? WarningTexts.Of(outcome).In(language) : null)),
        new(new("理由", "Reason"), row => CsvCell.Text(row.OutcomeReason)),
        new(new("办结日期", "Closed"), row => CsvCell.Date(row.ClosedOn)),
        new(new("数据来源", "Sources"), row => CsvCell.Text(row.Sources)),
    ];

    public void WriteCsv(Stream output, IEnumerable<WarningRow> rows) => CsvSheet.Write(output, Titles, rows.Select(Cells));

    public void WriteXlsx(Stream output, IEnumerable<WarningRow> rows) => Workbook.Write(output, new Bilingual("预警", "Warnings").In(language), Titles, rows.Select(Cells));

    private string[] Titles => [.. columns.Select(column => column.Title.In(language))];

    private CsvCell[] Cells(WarningRow row) => [.. columns.Select(column => column.Cell(row))];
}
