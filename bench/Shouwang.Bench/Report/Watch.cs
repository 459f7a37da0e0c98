using System.Diagnostics;

namespace Shouwang.Bench.Report;

internal static class Watch
{
    /// <summary>Seconds.</summary>
    public static double Of(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Seconds.</summary>
    public static async Task<double> OfAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }
}
