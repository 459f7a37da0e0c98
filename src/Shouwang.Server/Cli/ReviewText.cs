using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Reviews;

namespace Shouwang.Server.Cli;

/// <summary>How a proposed review reads, to people, machines and spreadsheets.</summary>
internal static class ReviewText
{
    public static string[] Titles(Terminal t) =>
    [
        t.Say("户编号", "Household"), t.Say("户主", "Head"), t.Say("差异", "Differs"), t.Say("名册", "Register"), t.Say("核算", "By law"), ">" + t.Say("在发（元/月）", "Paid a month"), ">" + t.Say("应发（元/月）", "Due a month"),
        t.Say("发现", "Found"), t.Say("状态", "State"),
    ];

    public static string[] Row(Terminal t, ReviewRow row) =>
    [
        row.Household, row.Head ?? "", t.Say(ReviewWords.Of(row.Kind)), t.Say(Category(row.FromCategory)), t.Say(Category(row.ToCategory)), row.Paid.ToString(), row.Due.ToString(), WarningText.Day(row.FoundOn), t.Say(ReviewWords.Of(row.State)),
    ];

    public static object Document(ReviewRow row) => new
    {
        row.Household, row.Head, row.Division, row.Kind, row.State, row.FromCategory, row.ToCategory, paid_fen = row.Paid.Fen, due_fen = row.Due.Fen, row.Reason,
        row.FoundOn, row.LastSeenOn, row.EndedOn, row.DecidedBy, row.DecidedAt, row.Note, row.PackHash,
    };

    public static void Print(Terminal t, ReviewRow row)
    {
        t.Line(
            $"{row.Household}（{row.Head}）：{ReviewWords.Of(row.Kind).Zh}差异，{ReviewWords.Of(row.State).Zh}；{WarningText.Day(row.FoundOn)} 发现，最近 {WarningText.Day(row.LastSeenOn)} 仍在",
            $"{row.Household} ({row.Head}): {ReviewWords.Of(row.Kind).En} differs, {ReviewWords.Of(row.State).En}; found on {WarningText.Day(row.FoundOn)}, last seen on {WarningText.Day(row.LastSeenOn)}");
        t.Line("  " + row.Reason.Zh, "  " + row.Reason.En);
        if (row.DecidedAt is { } at)
        {
            t.Line($"  {WarningText.Moment(at)} {row.DecidedBy}：{row.Note}", $"  {WarningText.Moment(at)} {row.DecidedBy}: {row.Note}");
        }
    }

    public static string[] Columns(Terminal t) => [.. Titles(t).Select(title => title.TrimStart('>')), t.Say("区划代码", "Division"), t.Say("理由", "Reason"), t.Say("最近仍在", "Last seen"), t.Say("决定人", "Decided by"), t.Say("决定理由", "Note")];

    public static CsvCell[] Cells(Terminal t, ReviewRow row) =>
    [
        CsvCell.Text(row.Household), CsvCell.Text(row.Head), CsvCell.Text(t.Say(ReviewWords.Of(row.Kind))), CsvCell.Text(t.Say(Category(row.FromCategory))), CsvCell.Text(t.Say(Category(row.ToCategory))),
        CsvCell.Number(row.Paid.Fen / 100m), CsvCell.Number(row.Due.Fen / 100m), CsvCell.Date(row.FoundOn), CsvCell.Text(t.Say(ReviewWords.Of(row.State))),
        CsvCell.Text(row.Division.Text), CsvCell.Text(t.Say(row.Reason)), CsvCell.Date(row.LastSeenOn), CsvCell.Text(row.DecidedBy), CsvCell.Text(row.Note),
    ];

    private static Bilingual Category(string code) => Words<HouseholdCategory>.TryParse(code, out var category) ? RegisterText.Of(category) : new("不属救助类别", "in no category");
}
