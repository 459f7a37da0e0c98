using System.CommandLine;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Server.Cli;

/// <summary><c>assess FILE</c>: one family under the pack: outcome, benefits, borders, and the tree of reasons.</summary>
internal static class AssessCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "家庭情况（YAML）/ a family's facts (YAML)" };
        var asOf = Globals.AsOf();
        var knownOn = Globals.DayOption("--known-on", "按哪天已知的规定，默认同 --as-of / the law as known on this day; default: --as-of");
        var explain = new Option<bool>("--explain") { Description = "打印核算依据 / print the tree of reasons" };
        var save = new Option<DirectoryInfo?>("--save") { Description = "把核算与所用法规存入此文件夹 / keep the assessment and its law in this folder" };
        var command = new Command("assess", "核算一户：类别、待遇、离各条线的距离，--explain 说明依据 / assess one family: category, benefits, distances; --explain gives the reasons") { file, asOf, knownOn, explain, save };
        command.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            var law = ReadLaw(Globals.PackOf(parsed));
            var path = parsed.GetValue(file)!;
            if (!path.Exists)
            {
                throw new RefusedException(new($"没有文件 {path.FullName}。", $"No file {path.FullName}."));
            }

            var facts = HouseholdFacts.Read(law, path.FullName);
            var today = Globals.Day(parsed, asOf, TimeProvider.System);
            var day = DayOf(law, today, parsed.GetValue(knownOn) ?? today);
            var evaluator = CompiledLaw.Compile(law);
            var document = new Assess(evaluator).Run(facts, day);
            var text = LawText.Of(day);
            var border = document.Missing.Count == 0 ? new Border(evaluator).Of(facts, day) : ([], []);
            if (parsed.GetValue(save) is { } folder)
            {
                AssessmentFiles.Write(folder.FullName, document, text);
            }

            var lines = parsed.GetValue(explain) ? Explanation.Of(text, document) : [];
            new AssessmentText(terminal, law, text, document).Print(border.Lines, border.Changes, lines);
            return 0;
        });
        return command;
    }

    /// <exception cref="PackRefusedException">The pack has faults.</exception>
    /// <exception cref="RefusedException">The pack has no means test.</exception>
    internal static Law ReadLaw(string folder, string? reform = null)
    {
        var pack = Pack.Open(folder, reform);
        var law = Law.Read(pack);
        pack.RefuseFaults();
        return law ?? throw new RefusedException(new($"{folder} 没有经济状况核算（standards/outcome.yaml）。", $"{folder} has no means test (standards/outcome.yaml)."));
    }

    /// <exception cref="RefusedException">The law has no value of some parameter on that day.</exception>
    internal static LawDay DayOf(Law law, DateOnly asOf, DateOnly knownOn)
    {
        try
        {
            return law.On(asOf, knownOn);
        }
        catch (ParameterNotInForceException e)
        {
            throw new RefusedException(e.Reason);
        }
    }
}
