using System.CommandLine;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;
using Shouwang.Standards.Simulation;

namespace Shouwang.Server.Cli;

/// <summary><c>reassess</c>: after a standard that was published late, who was underpaid, and by how much.</summary>
internal static class ReassessCommand
{
    private const int MostShown = 10;

    public static Command Make()
    {
        var register = RegisteredFacts.FolderOption();
        var from = new Option<string>("--from") { Description = "起始月 yyyy-MM / first month", Required = true };
        var to = new Option<string>("--to") { Description = "截止月 yyyy-MM / last month", Required = true };
        var knownOn = Globals.DayOption("--known-on", "现在按哪天已知的规定重算（默认今天）/ the day on which one knows now (default: today)");
        var export = new Option<FileInfo?>("--export") { Description = "补发与多发清单（CSV）/ the corrections as CSV" };
        var command = new Command("reassess", "标准公布较晚时，逐月重算：谁少发、谁多发、差多少（不改变任何数据）/ after a standard published late: who was underpaid, and by how much; changes nothing") { register, from, to, knownOn, export };
        command.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var law = AssessCommand.ReadLaw(Globals.PackOf(parsed));
            var (first, last) = (MonthOf(parsed.GetValue(from)!), MonthOf(parsed.GetValue(to)!));
            if (last < first)
            {
                throw new RefusedException(new("--to 早于 --from。", "--to is before --from."));
            }

            var known = parsed.GetValue(knownOn) ?? Globals.Day(parsed, knownOn, TimeProvider.System);
            var report = await terminal.ProgressAsync("重算", "Reassessing", async _ =>
            {
                var facts = await RegisteredFacts.ReadAsync(terminal, parsed, register, law, last.LastDay, cancel);
                return await Task.Run(() => new LateStandard(CompiledLaw.Compile(law)).Run(new SimulatedRegister(facts.Population, facts.Households, null), law, first, last, known), cancel);
            });
            Print(terminal, report);
            if (parsed.GetValue(export) is { } sheet)
            {
                Export(report, sheet.FullName);
            }

            return 0;
        });
        return command;
    }

    private static Month MonthOf(string text) => Month.TryParse(text, out var month)
        ? month
        : throw new RefusedException(new($"月份应为 yyyy-MM：“{text}”", $"A month is yyyy-MM: '{text}'"));

    private static void Print(Terminal t, LateStandardReport r)
    {
        var (under, over) = (r.Corrections.Where(c => c.Difference > 0).ToList(), r.Corrections.Where(c => c.Difference < 0).ToList());
        t.Document(new
        {
            from = $"{r.From}", to = $"{r.To}", r.KnownOn, r.Undetermined, underpaid = new { households = under.Count, fen = under.Sum(c => c.Difference) }, overpaid = new { households = over.Count, fen = -over.Sum(c => c.Difference) },
            r.Corrections, refused = r.Refused.ToDictionary(x => $"{x.Key}", x => x.Value),
        });
        t.Line(
            $"{r.From} 至 {r.To}，按 {ValueText.Day(r.KnownOn)} 已知的规定：少发 {under.Count:N0} 户、{new Money(under.Sum(c => c.Difference))} 元；多发 {over.Count:N0} 户、{new Money(-over.Sum(c => c.Difference))} 元；{r.Undetermined:N0} 户缺少事实，未计。",
            $"{r.From} to {r.To}, the law as known on {ValueText.Day(r.KnownOn)}: {under.Count:N0} households underpaid by {new Money(under.Sum(c => c.Difference))} yuan, {over.Count:N0} overpaid by {new Money(-over.Sum(c => c.Difference))}; {r.Undetermined:N0} lack a fact and are left out.");
        foreach (var (month, reason) in r.Refused)
        {
            t.Line($"  {month}：没有重算（{reason}）", $"  {month}: not reassessed ({reason})");
        }

        t.Table(
            [t.Say("户", "Household"), ">" + t.Say("月数", "Months"), ">" + t.Say("已发（元）", "Paid (yuan)"), ">" + t.Say("应发（元）", "Due (yuan)"), ">" + t.Say("差额（元）", "Difference (yuan)")],
            r.Corrections.Take(MostShown).Select(c => new[] { c.Household, $"{c.Months}", new Money(c.Paid).ToString(), new Money(c.Due).ToString(), new Money(c.Difference).ToString() }));
        if (r.Corrections.Count > MostShown)
        {
            t.Line($"  …… 另有 {r.Corrections.Count - MostShown:N0} 户，--export 导出全部。", $"  … and {r.Corrections.Count - MostShown:N0} more; --export writes all.");
        }
    }

    private static void Export(LateStandardReport r, string file)
    {
        using var output = File.Create(file);
        CsvSheet.Write(output, ["household", "division", "months", "paid", "due", "difference"], r.Corrections.Select(c => (IReadOnlyList<CsvCell>)
        [
            CsvCell.Text(c.Household), CsvCell.Text($"{c.Division:D12}"), CsvCell.Number(c.Months), CsvCell.Number(c.Paid / 100m), CsvCell.Number(c.Due / 100m), CsvCell.Number(c.Difference / 100m),
        ]));
    }
}
