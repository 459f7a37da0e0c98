using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Access;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Server.Cli;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Monitoring;

/// <summary>How warnings read on pages.</summary>
internal static class WarningWords
{
    public static string Tone(WarningSeverity severity) => severity switch
    {
        WarningSeverity.Red => "red",
        WarningSeverity.Orange => "orange",
        WarningSeverity.Yellow => "yellow",
        _ => "plain",
    };

    /// <summary>Whom it is about, as a list says it. Who may see no household – an evaluator – sees that there is somebody, not who.</summary>
    public static Bilingual About(WarningRow row, Viewer viewer) => About(viewer.Can(Right.HouseholdSee) ? row : row with { Name = Masked(row.Name) });

    private static string? Masked(string? name) => name is { Length: > 0 } ? name[..1] + "**" : name;

    private static Bilingual About(WarningRow row) => row.Scope switch
    {
        HitScope.Resident => new("居民 " + row.Subject[..Math.Min(8, row.Subject.Length)], "resident " + row.Subject[..Math.Min(8, row.Subject.Length)]),
        HitScope.Household => new(row.Name + "户", row.Name + "'s household"),
        _ => new(row.Name ?? "", row.Name ?? ""),
    };

    public static string Amount(WarningRow row) => WarningText.Amount(row.Amount, row.AmountUnit);

    /// <summary>What is left of the limit, in working days. A year without a calendar says the day only.</summary>
    public static Bilingual Left(Office office, DateOnly due)
    {
        var today = office.Today;
        if (!office.Calendar.Years.Contains(today.Year) || !office.Calendar.Years.Contains(due.Year))
        {
            return new("", "");
        }

        if (due == today)
        {
            return new("今日到期", "due today");
        }

        return due > today
            ? new($"剩 {office.Calendar.CountBetween(today, due)} 个工作日", Days(office.Calendar.CountBetween(today, due), "left"))
            : new($"超期 {Math.Max(1, office.Calendar.CountBetween(due, today))} 个工作日", Days(Math.Max(1, office.Calendar.CountBetween(due, today)), "late"));
    }

    private static string Days(int count, string end) => count == 1 ? $"1 working day {end}" : $"{count} working days {end}";
}
