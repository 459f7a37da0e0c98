using System.Globalization;
using System.Text.RegularExpressions;
using Shouwang.Monitoring.Screening;

namespace Shouwang.Bench.Rivals;

/// <summary>
/// Rewrites the generated PostgreSQL statements for SQLite, which keeps days as Julian day numbers here: the same rules
/// in the same stages; only words differ.
/// </summary>
internal static partial class SqliteText
{
    // Day 0 of the calendar is this Julian day less one: 1 January of the year 1 began at noon of 1721426.
    private const int FirstJulianDay = 1721426;

    public static long Julian(DateOnly day) => day.DayNumber + FirstJulianDay;

    public static ScreeningPlan Of(ScreeningPlan plan) => plan with
    {
        Stages = [.. plan.Stages.Select(s => s with { Sql = Of(s.Sql) })],
        Hits = Of(plan.Hits),
        Evidence = [.. plan.Evidence.Select(e => e with { Sql = Of(e.Sql) })],
    };

    private static string Of(string sql)
    {
        sql = Day().Replace(sql, m => Julian(DateOnly.ParseExact(m.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
        sql = Part().Replace(sql, m => $"strftime('%{m.Groups[1].Value switch { "YEAR" => "Y", "MONTH" => "m", _ => "d" }}', {m.Groups[2].Value})");
        sql = Newest().Replace(sql, m =>
            $"SELECT {m.Groups["columns"].Value.Replace("r.", "", StringComparison.Ordinal)} FROM (SELECT {m.Groups["columns"].Value}, row_number() OVER (PARTITION BY {m.Groups["key"].Value} ORDER BY r.batch DESC, r.line DESC) AS place FROM r WHERE {m.Groups["where"].Value}) WHERE place = 1");
        return Word().Replace(sql, m => m.Value switch { "GREATEST(" => "max(", "LEAST(" => "min(", "bool_or(" => "max(", _ => "min(" });
    }

    [GeneratedRegex("DATE '(\\d{4}-\\d\\d-\\d\\d)'")]
    private static partial Regex Day();

    [GeneratedRegex("EXTRACT\\((YEAR|MONTH|DAY) FROM ((?:[^()]|\\((?<open>)|\\)(?<-open>))+?(?(open)(?!)))\\)")]
    private static partial Regex Part();

    [GeneratedRegex("SELECT \\* FROM \\(SELECT DISTINCT ON \\((?<key>[^)]*)\\) (?<columns>.*?) FROM r WHERE (?<where>.*) ORDER BY [^)]*\\) o")]
    private static partial Regex Newest();

    [GeneratedRegex("\\b(GREATEST|LEAST|bool_or|bool_and)\\(")]
    private static partial Regex Word();
}
