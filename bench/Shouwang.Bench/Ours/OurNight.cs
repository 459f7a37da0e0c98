using Shouwang.Bench.Report;

namespace Shouwang.Bench.Ours;

/// <summary>Files → committed records → raised warnings.</summary>
internal sealed class OurNight(Options options, Folders folders, Published program, Findings findings)
{
    public const string Fresh = "night: files to warnings, fresh process";

    public async Task MeasureAsync()
    {
        var read = new List<double>();
        var runs = new List<(Launched Process, NightDocument Night)>();
        for (var run = 0; run < options.Runs; run++)
        {
            folders.Fresh();
            read.Add(Watch.Of(ReadFiles));
            runs.Add(await program.NightAsync(options.AsOf, folders.Deliveries));
        }

        if (runs.Select(r => r.Night.StateHash).Distinct().Count() > 1)
        {
            throw new InvalidDataException("nights on the same files found different things");
        }

        var night = runs[^1].Night;
        findings.Add(new Finding(Fresh, Figure.Seconds(runs.Select(r => r.Process.Seconds - r.Night.AfterWarnings)), "reading the files' bytes alone", Figure.Seconds(read)));
        findings.Add(new Finding("night: processor time on all cores", Figure.Seconds(runs.Select(r => r.Process.CpuSeconds))));
        findings.Add(new Finding("night: peak memory (RSS)", new Figure("GB", [.. runs.Select(r => r.Process.PeakGb)])));
        foreach (var step in night.Steps.Keys)
        {
            findings.Add(new Finding($"night, step {step}", Figure.Seconds(runs.Select(r => r.Night.Steps[step]))));
        }

        findings.Note($"night: {night.Rows:N0} rows in, {night.Raised:N0} warnings raised; the same state in all runs ({night.StateHash[..12]})");
        await WarmAsync(night.StateHash);
    }

    /// <summary>The data folder as a night leaves it, for what is measured on stored records.</summary>
    public async Task StoreAsync()
    {
        folders.Fresh();
        await program.NightAsync(options.AsOf, folders.Deliveries);
    }

    private async Task WarmAsync(string state)
    {
        var seconds = new List<double>();
        for (var run = 0; run <= options.Runs; run++)
        {
            folders.Fresh();
            await using var city = await OpenCity.OpenAsync(folders);
            var report = await city.NightAsync(options.AsOf, folders.Deliveries);
            seconds.Add(OpenCity.ToWarnings(report));
            if (report.StateHash != state)
            {
                throw new InvalidDataException("a night in a running process found something else");
            }
        }

        findings.Add(new Finding("night: files to warnings, running process", Figure.Seconds(seconds.Skip(1))));
    }

    private void ReadFiles()
    {
        var buffer = new byte[1 << 20];
        foreach (var file in Directory.EnumerateFiles(folders.Deliveries, "*", SearchOption.AllDirectories))
        {
            using var handle = File.OpenHandle(file);
            for (long at = 0, got; (got = RandomAccess.Read(handle, buffer, at)) > 0; at += got)
            {
            }
        }
    }
}
