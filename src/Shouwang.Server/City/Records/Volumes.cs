using Shouwang.Monitoring.Sources;

namespace Shouwang.Server.City.Records;

/// <summary>How much a feed delivers: rows at full scale and the ends of its periods.</summary>
/// <param name="Ends">Months before the run's date at which a file's period ends, oldest first.</param>
/// <param name="Shares">Share of each file; null for equal ones.</param>
internal sealed record Volume(int Rows, int[] Ends, int[]? Shares = null);

internal static class Volumes
{
    private static readonly int[] Quarters = [9, 3, 0];
    private static readonly int[] TwoQuarters = [3, 0];

    /// <summary>6,040,000 rows in all. A source that is not listed here gets the default.</summary>
    private static readonly Dictionary<string, Volume> Known = new(StringComparer.Ordinal)
    {
        ["ybj.settlement"] = new(1_100_000, [18, 12, 6, 0]),
        ["ybj.enrolment"] = new(1_200_000, [9, 0], [2, 3]),
        ["rsj.insurance"] = new(500_000, [12, 6, 0], [2, 1, 1]),
        ["rsj.unemployment"] = new(20_000, [12, 0]),
        ["rsj.pension"] = new(250_000, TwoQuarters),
        ["cl.disability"] = new(30_000, [0]),
        ["ga.hukou"] = new(60_000, [12, 0]),
        ["ga.vehicle"] = new(200_000, [12, 0], [3, 1]),
        ["ga.accident"] = new(6_000, [12, 0]),
        ["ga.detention"] = new(4_000, [12, 0]),
        ["jyj.schooling"] = new(280_000, [12, 0]),
        ["zjj.house_safety"] = new(40_000, [12, 0]),
        ["zjj.presale"] = new(45_000, [12, 0]),
        ["zjj.housing_fund"] = new(140_000, [6, 0]),
        ["wjw.vital"] = new(45_000, [12, 0]),
        ["wjw.disease"] = new(30_000, [12, 0]),
        ["yjj.disaster"] = new(3_000, [12, 0]),
        ["scj.business"] = new(90_000, [0]),
        ["zrzy.property_right"] = new(200_000, [12, 0], [3, 1]),
        ["swj.tax_income"] = new(180_000, [12, 6, 0]),
        ["swj.invoice"] = new(50_000, [12, 0]),
        ["nync.subsidy"] = new(150_000, [9, 0]),
        ["nync.project"] = new(6_000, [0]),
        ["nync.loan"] = new(5_000, [3, 0]),
        ["nync.water"] = new(3_000, [0]),
    };

    /// <summary>Thousands of rows of banks 1 to 27, 1,403 in all.</summary>
    private static readonly int[] Banks = [150, 140, 130, 120, 110, 90, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 45, 32, 80, 80, 80, 80, 18, 16, 16, 8, 8];

    public static Volume Of(string source, string feed)
    {
        if (Known.TryGetValue($"{source}.{feed}", out var volume))
        {
            return volume;
        }

        var bank = source.StartsWith("bank", StringComparison.Ordinal) && int.TryParse(source.AsSpan(4), out var number) ? number : 0;
        return bank is > 0 and <= 27 ? new(Banks[bank - 1] * 1000, bank <= 6 ? Quarters : TwoQuarters) : new(5_000, [0]);
    }

    /// <summary>Gives a feed its files: the period before the first end begins 24 months before the run's date.</summary>
    public static void Schedule(FeedPlan plan, decimal scale, DateOnly asOf)
    {
        var volume = Of(plan.Source.Code, plan.Feed.Name);
        var total = (int)decimal.Round(volume.Rows * scale, MidpointRounding.AwayFromZero);
        var shares = volume.Shares ?? [.. volume.Ends.Select(_ => 1)];
        var first = MonthEnd(asOf, 24).AddDays(1);
        var left = total;
        for (var i = 0; i < volume.Ends.Length; i++)
        {
            var last = MonthEnd(asOf, volume.Ends[i]);
            var rows = i == volume.Ends.Length - 1 ? left : total / shares.Sum() * shares[i];
            left -= rows;
            plan.Periods.Add(new PeriodPlan(plan, PeriodText(plan.Source.Cadence, last), first.DayNumber, last.DayNumber, rows));
            first = last.AddDays(1);
        }
    }

    private static DateOnly MonthEnd(DateOnly asOf, int monthsBefore)
    {
        var month = new DateOnly(asOf.Year, asOf.Month, 1).AddMonths(1 - monthsBefore);
        return month.AddDays(-1);
    }

    // Who delivers more often than monthly names the day.
    private static string PeriodText(Cadence cadence, DateOnly last) =>
        last.ToString(cadence is Cadence.Daily or Cadence.TenDays ? "yyyyMMdd" : "yyyyMM", System.Globalization.CultureInfo.InvariantCulture);
}
