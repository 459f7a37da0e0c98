using System.CommandLine;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Nights;
using Shouwang.Monitoring.Screening;

namespace Shouwang.Server.Cli;

/// <summary><c>pack what-if</c>: how many warnings another threshold would have raised.</summary>
internal static class WhatIfCommand
{
    private const int MostMonths = 240;

    public static Command Make()
    {
        var rule = new Option<string>("--rule") { Description = "规则编号，如 A02 / rule, e.g. A02", Required = true };
        var set = new Option<string[]>("--set") { Description = "参数=新值，可重复，如 threshold=8000 / parameter=value, repeatable", Required = true };
        var months = new Option<int>("--months") { Description = "试算最近几个月 / how many past months", DefaultValueFactory = _ => 12 };
        var asOf = Globals.AsOf();
        var whatIf = new Command("what-if", "改动门槛会多出或减少多少预警（按已存各月月末试算，不改变任何数据）/ what another threshold would have meant, over the stored month ends; changes nothing") { rule, set, months, asOf };
        whatIf.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            if (parsed.GetValue(months) is < 1 or > MostMonths)
            {
                terminal.Error($"--months 应在 1 到 {MostMonths} 之间。", $"--months must lie between 1 and {MostMonths}.");
                return 2;
            }

            var overrides = Overrides(parsed.GetValue(set)!);
            using var place = Globals.Workplace(parsed);
            var book = RuleBook.Read(place);
            await using var db = await place.OpenDbAsync(cancel);
            using var store = place.OpenStore();
            var register = await RegisterSnapshot.ReadAsync(db, cancel);
            using var session = place.OpenSession(store, register);
            var day = Globals.Day(parsed, asOf, place.Clock);
            try
            {
                var trial = new WhatIfMonths(store, book.Rules, register, session.Registered);
                var report = await terminal.ProgressAsync("试算", "Trying", progress => Task.Run(() => trial.Run(parsed.GetValue(rule)!, overrides, day, parsed.GetValue(months), progress, cancel), cancel));
                terminal.Document(Document(report, overrides));
                Print(terminal, report);
                return 0;
            }
            catch (UnknownOverrideException e)
            {
                terminal.Error(e.Reason.Zh, e.Reason.En);
                return 2;
            }
        });
        return whatIf;
    }

    private static Dictionary<string, string> Overrides(string[] set)
    {
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in set)
        {
            var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0 || !overrides.TryAdd(parts[0], parts[1]))
            {
                throw new RefusedException(new($"--set 应为 参数=新值，每个参数一次：“{text}”", $"--set takes parameter=value, each parameter once: '{text}'"));
            }
        }

        return overrides;
    }

    private static object Document(WhatIfReport report, Dictionary<string, string> overrides) => new
    {
        rule = report.Rule.Id, report.Rule.Name, overrides, report.Months,
        total = new { raised_base = report.RaisedBase, raised_changed = report.RaisedChanged, report.SubjectsBase, report.SubjectsChanged, report.NewSubjects, report.SparedSubjects },
    };

    private static void Print(Terminal t, WhatIfReport report)
    {
        t.Line($"{report.Rule.Id} {report.Rule.Name.Zh}", $"{report.Rule.Id} {report.Rule.Name.En}");
        t.Table(
            [t.Say("月末", "Month end"), ">" + t.Say("现命中", "Hits now"), ">" + t.Say("改后命中", "Hits changed"), ">" + t.Say("增", "Gained"), ">" + t.Say("减", "Lost"), ">" + t.Say("现新增预警", "New warnings now"), ">" + t.Say("改后新增预警", "New warnings changed")],
            report.Months.Select(m => new[]
            {
                WarningText.Day(m.AsOf), SourceText.Number(m.Base), SourceText.Number(m.Changed), SourceText.Number(m.Gained), SourceText.Number(m.Lost), SourceText.Number(m.RaisedBase), SourceText.Number(m.RaisedChanged),
            }));
        t.Line(
            $"合计：预警 {report.RaisedBase:N0} → {report.RaisedChanged:N0}（上月未命中者计一条）；涉及 {report.SubjectsBase:N0} → {report.SubjectsChanged:N0} 个对象，其中新增 {report.NewSubjects:N0} 个，不再涉及 {report.SparedSubjects:N0} 个。",
            $"In all: {report.RaisedBase:N0} → {report.RaisedChanged:N0} warnings (one for each that was not hit the month before); {report.SubjectsBase:N0} → {report.SubjectsChanged:N0} people or households, {report.NewSubjects:N0} of them new, {report.SparedSubjects:N0} spared.");
        if (report.Months.Count == 0)
        {
            t.Line("还没有已存的月份。", "No month is stored yet.");
        }
    }
}
