using System.CommandLine;
using System.Globalization;
using Shouwang.Monitoring.Matching;

namespace Shouwang.Server.Cli;

/// <summary><c>match evaluate|learn</c>: the night's matcher on any CSV files.</summary>
internal static class MatchTrialCommands
{
    private static readonly Option<FileInfo> Left = new("--left") { Description = "左侧 CSV / left CSV file", Required = true };
    private static readonly Option<FileInfo?> Right = new("--right") { Description = "右侧 CSV；省略则与自身匹配 / right CSV file; without it the left one against itself" };
    private static readonly Option<FileInfo> Spec = new("--spec") { Description = "匹配规格 YAML / specification", Required = true };

    public static Command Evaluate()
    {
        var truth = new Option<string>("--truth") { Description = "真值列：取值相同即同一人 / rows with the same value in this column are the same entity", Required = true };
        var evaluate = new Command("evaluate", "在有真值的文件上评估 / measure on labelled files") { Left, Right, Spec, truth };
        evaluate.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var spec = LinkageSpec.Load(parsed.GetValue(Spec)!.FullName);
            if (spec.IsUntaught)
            {
                // Without weights every pair of levels says the same: they are learned from the files first, which never look at the truth.
                spec = (await LearnAsync(terminal, parsed, spec, cancel)).Spec;
                terminal.Line("规格没有权重，先从这两个文件学得（不看真值列）；要保留，用 match learn --save。", "The specification has no weights: learned from these files first (without the truth). To keep them: match learn --save.");
            }

            var result = await terminal.ProgressAsync("匹配", "Matching", progress => Task.Run(
                () => new Evaluation(spec).Run(parsed.GetValue(Left)!.FullName, parsed.GetValue(Right)?.FullName, parsed.GetValue(truth)!, Environment.ProcessorCount, new Steps(progress), cancel), cancel));
            terminal.Document(result);
            Print(terminal, result);
            return 0;
        });
        return evaluate;
    }

    public static Command Learn()
    {
        var save = new Option<bool>("--save") { Description = "把学到的数写回规格文件，其余文字不动 / write the learned numbers into the specification, nothing else changes" };
        var learn = new Command("learn", "不需真值，从数据学习 m、u 与先验 / learn m, u and the prior from the data, without labels") { Left, Right, Spec, save };
        learn.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var spec = LinkageSpec.Load(parsed.GetValue(Spec)!.FullName);
            var report = await LearnAsync(terminal, parsed, spec, cancel);
            if (parsed.GetValue(save))
            {
                report.Save(spec.File);
            }

            terminal.Document(Document(report, parsed.GetValue(save)));
            Print(terminal, report, parsed.GetValue(save));
            return 0;
        });
        return learn;
    }

    private static Task<LearnReport> LearnAsync(Terminal terminal, ParseResult parsed, LinkageSpec spec, CancellationToken cancel)
    {
        var left = LabelledCsv.Read(parsed.GetValue(Left)!.FullName, spec, left: true, null, cancel).Rows;
        var right = parsed.GetValue(Right) is { } file ? LabelledCsv.Read(file.FullName, spec, left: false, null, cancel).Rows : null;
        return terminal.ProgressAsync("学习", "Learning", progress => Task.Run(() => new Learner(spec).Learn(left, right, new Shares(progress), cancel), cancel));
    }

    private static void Print(Terminal t, EvaluationResult r) => t.Table(
        [t.Say("项目", "Figure"), ">" + t.Say("取值", "Value")],
        [
            [t.Say("左侧行数", "Left rows"), SourceText.Number(r.LeftRows)],
            [t.Say("右侧行数", "Right rows"), SourceText.Number(r.RightRows)],
            [t.Say("比较的行对", "Pairs compared"), SourceText.Number(r.PairsCompared)],
            [t.Say("省去的比较", "Pairs spared by blocking"), Share(r.ReductionRatio)],
            [t.Say("真对", "True pairs"), SourceText.Number(r.PairsTrue)],
            [t.Say("分块放行的真对", "Pairs completeness"), Share(r.PairsCompleteness)],
            [t.Say("匹配", "Matched"), SourceText.Number(r.Matched)],
            [t.Say("存疑（其中含真对者）", "Doubts (with the true one among them)"), $"{SourceText.Number(r.Doubts)} ({SourceText.Number(r.DoubtsTrue)})"],
            [t.Say("因块过大而放弃的查找", "Searches given up, block too large"), SourceText.Number(r.BlocksPassedOver)],
            [t.Say("查准率", "Precision"), Share(r.Precision)],
            [t.Say("查全率", "Recall"), Share(r.Recall)],
            ["F1", Share(r.F1)],
            [t.Say("秒", "Seconds"), r.Seconds.ToString("0.00", CultureInfo.InvariantCulture)],
        ]);

    private static void Print(Terminal t, LearnReport report, bool saved)
    {
        t.Table(
            [t.Say("分块键", "Key"), ">" + t.Say("行对", "Pairs"), ">" + t.Say("估计同一人", "Expected matches"), ">" + t.Say("轮数", "Rounds"), t.Say("未采用的原因", "Not used because")],
            report.Passes.Select(pass => new[]
            {
                pass.Key, SourceText.Number(pass.Pairs), pass.ExpectedMatches.ToString("N0", CultureInfo.InvariantCulture), pass.Rounds.ToString(CultureInfo.InvariantCulture), pass.Refused ?? "",
            }));
        t.Table(
            [t.Say("字段", "Field"), t.Say("级", "Level"), ">m", ">u", ">" + t.Say("比特", "Bits")],
            report.Spec.Comparisons.SelectMany(c => c.Levels, (c, level) => new[] { c.Field, level.When, Short(level.M), Short(level.U), level.Weight.ToString("0.0", CultureInfo.InvariantCulture) }));
        if (report.Kept.Count > 0)
        {
            t.Line($"以下字段没有可用的一轮，m 保持原值：{string.Join('、', report.Kept)}", $"No run could judge these fields, their m stays: {string.Join(", ", report.Kept)}");
        }

        t.Line(
            $"先验 share {Short(report.Spec.Decision.Share)}；u 取自 {report.RandomPairs:N0} 个随机行对。{(saved ? $"已写回 {report.Spec.File}。" : "加 --save 写回规格文件。")}",
            $"Prior share {Short(report.Spec.Decision.Share)}; u from {report.RandomPairs:N0} random pairs. {(saved ? $"Written into {report.Spec.File}." : "Add --save to write them into the specification.")}");
    }

    private static object Document(LearnReport report, bool saved) => new
    {
        saved,
        file = report.Spec.File,
        share = report.Spec.Decision.Share,
        random_pairs = report.RandomPairs,
        report.Passes,
        report.Kept,
        comparisons = report.Spec.Comparisons.Select(c => new { c.Field, levels = c.Levels.Select(level => new { level.When, level.M, level.U, bits = Math.Round(level.Weight, 2) }) }),
    };

    private static string Share(double share) => share.ToString("P2", CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private sealed class Steps(IProgress<(double Share, string Note)> to) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => to.Report((value.Share, value.Step));
    }

    private sealed class Shares(IProgress<(double Share, string Note)> to) : IProgress<double>
    {
        public void Report(double value) => to.Report((value, ""));
    }
}
