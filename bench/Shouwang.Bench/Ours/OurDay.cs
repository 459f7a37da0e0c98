using Shouwang.Bench.Report;

namespace Shouwang.Bench.Ours;

/// <summary>A delivery of 20,000 rows on top of the stored city, file to warnings; each run brings another day's file.</summary>
internal sealed class OurDay(Options options, Folders folders, BenchCity made, Published program, Findings findings)
{
    public const string Running = "daily delivery of 20,000 rows: file to warnings, running process";

    public async Task MeasureAsync()
    {
        var days = Enumerable.Range(1, (2 * options.Runs) + 1).Select(made.Daily).ToList();
        var fresh = new List<double>();
        foreach (var (folder, day) in days.Take(options.Runs))
        {
            var (process, night) = await program.NightAsync(day, folder);
            Check(night.Rows);
            fresh.Add(process.Seconds - night.AfterWarnings);
        }

        findings.Add(new Finding("daily delivery of 20,000 rows: file to warnings, fresh process", Figure.Seconds(fresh)));
        await using var city = await OpenCity.OpenAsync(folders);
        var running = new List<double>();
        foreach (var (folder, day) in days.Skip(options.Runs))
        {
            var night = await city.NightAsync(day, folder);
            Check(night.Ingest.Batches.Sum(b => b.RowsIn));
            running.Add(OpenCity.ToWarnings(night));
        }

        findings.Add(new Finding(Running, Figure.Seconds(running.Skip(1))));
    }

    private static void Check(long rows)
    {
        if (rows != 20_000)
        {
            throw new InvalidDataException($"a daily delivery of 20,000 rows arrived with {rows:N0}");
        }
    }
}
