using System.CommandLine;
using System.Globalization;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Shouwang.Standards.Simulation;

namespace Shouwang.Server.Cli;

/// <summary><c>simulate</c>: what a reform would change, over the whole register, before it is decided.</summary>
internal static class SimulateCommand
{
    public static Command Make()
    {
        var register = RegisteredFacts.FolderOption();
        var reform = new Option<FileInfo>("--reform") { Description = "加在政策包之上的改革文件（YAML）/ the reform: a YAML file laid over the pack", Required = true };
        var asOf = Globals.AsOf();
        var knownOn = Globals.DayOption("--known-on", "按哪天已知的规定，默认同 --as-of / the law as known on this day; default: --as-of");
        var budget = new Option<string?>("--budget") { Description = "全年支出上限（元）/ the most a year may cost, in yuan" };
        var protect = new Option<bool>("--protect") { Description = "试算不低于原待遇 / pay every household at least what it has" };
        var cities = new Option<DirectoryInfo[]>("--city") { Description = "其他城市的政策包，可重复 / packs of other cities, repeatable" };
        var later = new Option<string[]>("--later") { Description = "后续标准的起始日，可重复；默认取已公布的三个 / days of later standards; default: the next three announced" };
        var truth = new Option<FileInfo?>("--truth") { Description = "合成城市的 truth/assessments.csv：计算错保漏保 / of a synthetic city: leakage and undercoverage" };
        var engine = new Option<string>("--engine") { Description = "delegates 或 sql，结果相同 / delegates or sql, with the same result", DefaultValueFactory = _ => "delegates" };
        engine.AcceptOnlyFromAmong("delegates", "sql");
        var export = new Option<FileInfo?>("--export") { Description = "得失家庭清单（CSV）/ winners and losers as CSV" };
        var command = new Command("simulate", "改革试算：谁进谁出、待遇增减、支出、贫困与不平等、四项承诺（不改变任何数据）/ what a reform would change; changes nothing")
        {
            register, reform, asOf, knownOn, budget, protect, cities, later, truth, engine, export,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var folder = Globals.PackOf(parsed);
            var file = parsed.GetValue(reform)!;
            if (!file.Exists)
            {
                throw new RefusedException(new($"没有文件 {file.FullName}。", $"No file {file.FullName}."));
            }

            var before = AssessCommand.ReadLaw(folder);
            var after = AssessCommand.ReadLaw(folder, file.FullName);
            var day = Globals.Day(parsed, asOf, TimeProvider.System);
            var known = parsed.GetValue(knownOn) ?? day;
            var question = new SimulationQuestion(
                AssessCommand.DayOf(before, day, known),
                AssessCommand.DayOf(after, day, known),
                Budget(parsed.GetValue(budget)),
                parsed.GetValue(protect),
                [.. (parsed.GetValue(cities) ?? []).Select(c => (c.Name, AssessCommand.DayOf(AssessCommand.ReadLaw(c.FullName), day, known)))],
                [.. (parsed.GetValue(later) ?? []).Select(Day)]);
            var report = await terminal.ProgressAsync("试算", "Simulating", async progress =>
            {
                var facts = await RegisteredFacts.ReadAsync(terminal, parsed, register, before, day, cancel);
                progress.Report((0.4, ""));
                var people = new SimulatedRegister(facts.Population, facts.Households, parsed.GetValue(truth) is { } told ? Entitled(told.FullName, facts.Persons) : null);
                using var sql = parsed.GetValue(engine) == "sql" ? SqlLaw.OnDuckDb() : null;
                return await Task.Run(() => new Simulate(sql is null ? new Delegates() : sql).Run(people, question, new Forward(progress)), cancel);
            });
            var divisions = before.Pack.FindFile("divisions.csv") is { } places ? DivisionTree.Load(places) : null;
            new SimulationText(terminal, after, divisions).Print(report);
            if (parsed.GetValue(export) is { } sheet)
            {
                SimulationText.Export(report, sheet.FullName);
            }

            return report.Promises.Any(p => p.Verdict == Verdict.Broken) ? 1 : 0;
        });
        return command;
    }

    private static DateOnly Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new RefusedException(new($"--later 应为 yyyy-MM-dd：“{text}”", $"--later takes yyyy-MM-dd: '{text}'"));

    private static long? Budget(string? text) => text is null ? null
        : Money.TryParseYuan(text, out var money) ? money.Fen
        : throw new RefusedException(new($"--budget 应为金额（元）：“{text}”", $"--budget takes yuan: '{text}'"));

    /// <summary>Who is in a category by what is true, not by what was told.</summary>
    private static List<bool> Entitled(string file, IReadOnlyList<IdNumber> persons)
    {
        string[] header = ["household", "id_number", "registered", "by_truth", "by_facts", "possible", "monitored_by_truth", "monitored_by_facts", "monthly_by_truth", "monthly_by_facts", "size_by_facts", "assessed_by_facts", "flag", "why"];
        var faults = new List<FileFault>();
        var entitled = CsvFile.Read(file, header, faults).Where(r => r["id_number"].Length > 0 && r["by_truth"] is not ("none" or "")).Select(r => IdNumber.Parse(r["id_number"])).ToHashSet();
        return faults.Count > 0 ? throw new FileFaultException(faults) : [.. persons.Select(entitled.Contains)];
    }

    /// <summary>Each law has its own compiled code.</summary>
    private sealed class Delegates : IEvaluator
    {
        public Evaluation Evaluate(Population population, LawDay day, GivenValues? given = null) => CompiledLaw.Compile(day.Law).Evaluate(population, day, given);
    }

    private sealed class Forward(IProgress<(double Share, string Note)> to) : IProgress<double>
    {
        public void Report(double value) => to.Report((0.4 + (0.6 * value), ""));
    }
}
