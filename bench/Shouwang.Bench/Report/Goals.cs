using Shouwang.Bench.Ours;

namespace Shouwang.Bench.Report;

/// <summary>
/// The goals of speed, judged by a yardstick that was measured in the same run: the machine on which they were set ran
/// the screening statement on PostgreSQL 15 in <see cref="Yardstick"/> seconds (docs/decisions/0017).
/// </summary>
internal static class Goals
{
    private const double Yardstick = 2.4;

    private static readonly (string What, double Seconds)[] All =
    [
        (OurNight.Fresh, 6),
        (OurRescreen.Alone, 1),
        (OurDay.Running, 1),
        (OurPerson.Median, 0.02),
        (OurMeans.Sql, 0.5),
        (OurMeans.Delegates, 0.1),
        (OurMeans.Family, 0.001),
        (OurMeans.Simulation, 2),
    ];

    /// <param name="postgres">Seconds of PostgreSQL's screening, warm; null where it was not measured.</param>
    public static void Print(TextWriter to, Findings findings, double? postgres)
    {
        if (postgres is not { } yard)
        {
            return;
        }

        to.WriteLine();
        to.WriteLine($"The goals were set where PostgreSQL's screening took {Yardstick} s; here it took {yard:0.00} s.");
        to.WriteLine("| What | Goal | Here | At that pace | |");
        to.WriteLine("|---|---|---|---|---|");
        foreach (var (what, goal) in All)
        {
            if (findings.Ours(what) is { } ours)
            {
                var seconds = ours.Unit == "ms" ? ours.Median / 1000 : ours.Median;
                var scaled = seconds * Yardstick / yard;
                to.WriteLine($"| {what} | {goal:0.###} s | {ours} | {scaled:0.000} s | {(scaled <= goal ? "met" : "missed")} |");
            }
        }
    }
}
