using Shouwang.Bench.Report;
using Shouwang.Monitoring.Screening;

namespace Shouwang.Bench.Ours;

/// <summary>All rules, all people, on stored records.</summary>
internal sealed class OurRescreen(Options options, Folders folders, Published program, Findings findings)
{
    public const string Alone = "re-screen: the decision alone (hits and evidence), warm";

    public async Task MeasureAsync()
    {
        var (fresh, reassessed) = (new List<double>(), new List<double>());
        for (var run = 0; run < options.Runs; run++)
        {
            var (process, night) = await program.NightAsync(options.AsOf, null);
            fresh.Add(process.Seconds - night.AfterWarnings);
            reassessed.Add(night.AfterWarnings);
        }

        findings.Add(new Finding("re-screen: a night without deliveries, fresh process", Figure.Seconds(fresh)));
        findings.Add(new Finding("reassessment of the register on a night on which nothing has changed", Figure.Seconds(reassessed)));
        await using var city = await OpenCity.OpenAsync(folders);
        var delivered = await city.LayAsync(options.AsOf);
        var (alone, _) = Screen(city, delivered, options.Runs);
        findings.Add(new Finding("re-screen: the decision alone, first time in a process", Figure.Seconds(alone.Take(1))));
        findings.Add(new Finding(Alone, Figure.Seconds(alone.Skip(1))));
        var whole = new List<double>();
        for (var run = 0; run <= options.Runs; run++)
        {
            whole.Add(OpenCity.ToWarnings(await city.NightAsync(options.AsOf, null)));
        }

        findings.Add(new Finding("re-screen: a night without deliveries, running process", Figure.Seconds(whole.Skip(1))));
    }

    /// <summary>Screens once and then <paramref name="runs"/> times more, on relations that are laid.</summary>
    public (List<double> Seconds, ScreeningResult Result) Screen(OpenCity city, IReadOnlySet<string> delivered, int runs)
    {
        var seconds = new List<double>();
        ScreeningResult? result = null;
        for (var run = 0; run <= runs; run++)
        {
            seconds.Add(Watch.Of(() => result = Screener.Run(city.Store.Connection, city.Rules.Rules, options.AsOf, delivered: delivered)));
        }

        return (seconds, result!);
    }
}
