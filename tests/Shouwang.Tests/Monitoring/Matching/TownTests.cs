using System.Diagnostics;
using Xunit;
using Shouwang.Monitoring.Matching;

namespace Shouwang.Tests.Monitoring.Matching;

public sealed class TownTests(ITestOutputHelper output)
{
    [Fact]
    public void Scratch()
    {
        var spec = LinkageSpec.Load(Pack.Path("matching.yaml"));
        var town = new SyntheticTown(7, 61_500, 60_000);
        var clock = Stopwatch.StartNew();
        var report = new Learner(spec).Learn(town.Delivered, town.Registered);
        output.WriteLine($"learn {clock.Elapsed.TotalSeconds:F2}");
        foreach (var p in report.Passes) { output.WriteLine(p.ToString()); }
        output.WriteLine("kept " + string.Join(",", report.Kept) + " share " + report.Spec.Decision.Share);
        foreach (var c in report.Spec.Comparisons) { foreach (var l in c.Levels) { output.WriteLine($"{c.Field,-10}{l.When,-22} m={l.M:G4} u={l.U:G4} w={l.Weight:F2}"); } }
        var linker = new Linker(report.Spec);
        for (var r = 0; r < 5; r++)
        {
            clock.Restart();
            var index = linker.Index(town.Registered);
            var t1 = clock.Elapsed.TotalSeconds;
            clock.Restart();
            var links = linker.Link(index, town.Delivered);
            var t2 = clock.Elapsed.TotalSeconds;
            var m = links.Index().Count(l => l.Item.Kind == LinkKind.Matched);
            var mt = links.Index().Count(l => l.Item.Kind == LinkKind.Matched && l.Item.Right == town.About[l.Index]);
            var d = links.Index().Count(l => l.Item.Kind == LinkKind.Doubt);
            var dt = links.Index().Count(l => l.Item.Kind == LinkKind.Doubt && l.Item.Candidates.Any(c => c.Right == town.About[l.Index]));
            var t = town.About.Count(a => a >= 0);
            output.WriteLine($"index {t1:F3} link {t2:F3} truth {t} matched {m} right {mt} P {(double)mt / m:F5} R {(double)mt / t:F4} doubts {d} holding {dt}");
        }
    }
}
