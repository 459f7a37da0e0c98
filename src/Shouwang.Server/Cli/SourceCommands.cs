using System.CommandLine;
using System.Globalization;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Sources;

namespace Shouwang.Server.Cli;

/// <summary><c>sources</c>: every contract with its last delivery, lateness, rows, quarantine rate and freshness.</summary>
internal static class SourceCommands
{
    public static Command Make()
    {
        var asOf = Globals.AsOf();
        var only = new Option<string?>("--source") { Description = "只看一个来源 / one source only" };
        var sources = new Command("sources", "数据来源：最近交付、迟到、行数、隔离率、时效 / sources: last delivery, lateness, rows, quarantine rate, freshness") { asOf, only };
        sources.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            var code = Globals.SourceOf(parsed, only, place);
            using var store = place.OpenStore();
            var feeds = SourceStatus.Of(place.Sources, BatchLists.All(store), Globals.Day(parsed, asOf, place.Clock)).Where(f => code is null || f.Source.Code == code).ToList();
            terminal.Document(feeds.Select(Document));
            terminal.Table(Titles(terminal), feeds.Select(f => Row(terminal, f)));
            terminal.Line(
                $"{feeds.Select(f => f.Source.Code).Distinct().Count()} 个来源，{feeds.Count} 类数据，{feeds.Sum(f => f.Rows):N0} 行；{feeds.Count(f => !f.IsFresh)} 类缺失或迟到，{feeds.Sum(f => f.Waiting)} 个批次待决。",
                $"{feeds.Select(f => f.Source.Code).Distinct().Count()} sources, {feeds.Count} feeds, {feeds.Sum(f => f.Rows):N0} rows; {feeds.Count(f => !f.IsFresh)} feeds missing or late, {feeds.Sum(f => f.Waiting)} batches waiting.");
            return 0;
        });
        return sources;
    }

    private static string[] Titles(Terminal t) =>
    [
        t.Say("来源", "Source"), t.Say("名称", "Name"), t.Say("数据", "Feed"), t.Say("最近一期", "Last period"), t.Say("最近交付", "Received"), t.Say("应到", "Next due"), ">" + t.Say("迟到天数", "Days late"),
        ">" + t.Say("批次", "Batches"), ">" + t.Say("行数", "Rows"), ">" + t.Say("隔离率", "Quarantine"), t.Say("时效", "Fresh"),
    ];

    private static string[] Row(Terminal t, FeedStatus f) =>
    [
        f.Source.Code, t.Say(f.Source.Name), t.Say(f.Feed.Record.Label), f.LatestPeriod ?? t.Say("从未", "never"), f.LastReceived is { } at ? Globals.Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "", f.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        f.LateDays.ToString(CultureInfo.InvariantCulture), f.Batches.ToString(CultureInfo.InvariantCulture), SourceText.Number(f.Rows),
        f.QuarantineRate.ToString("P2", CultureInfo.InvariantCulture), f.IsFresh ? "✓" : f.CoveredTo is null ? t.Say("缺", "none") : t.Say("迟", "late"),
    ];

    private static object Document(FeedStatus f) => new
    {
        source = f.Source.Code, name = f.Source.Name, feed = f.Feed.Name, record = f.Feed.Record.Name, f.LatestPeriod, f.CoveredTo, last_received = f.LastReceived is { } at ? Globals.Local(at) : (DateTimeOffset?)null, f.DueOn, f.LateDays,
        f.Batches, f.Waiting, f.Rows, f.Quarantined, quarantine_rate = f.QuarantineRate, f.Unlinked, fresh = f.IsFresh,
    };
}
