using System.CommandLine;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Server.Cli;

/// <summary>
/// <c>assess HOUSEHOLD|FILE</c>: one family under the pack – of the register, or of a file –: outcome, benefits, borders, and
/// the tree of reasons. <c>--stored</c>: what the night kept of it, without the pack.
/// </summary>
internal static class AssessCommand
{
    public static Command Make()
    {
        var what = new Argument<string>("household") { Description = "户编号，或家庭情况文件（YAML）/ code of a household, or a family's facts (YAML file)" };
        var asOf = Globals.AsOf();
        var knownOn = Globals.DayOption("--known-on", "按哪天已知的规定，默认同 --as-of / the law as known on this day; default: --as-of");
        var explain = new Option<bool>("--explain") { Description = "打印核算依据 / print the tree of reasons" };
        var stored = new Option<bool>("--stored") { Description = "显示库中最近一次核算，不用政策包 / show the latest assessment that is kept, without the pack" };
        var save = new Option<DirectoryInfo?>("--save") { Description = "把核算与所用法规存入此文件夹 / keep the assessment and its law in this folder" };
        var command = new Command("assess", "核算一户：类别、待遇、离各条线的距离，--explain 说明依据 / assess one family: category, benefits, distances; --explain gives the reasons") { what, asOf, knownOn, explain, stored, save };
        command.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var asked = parsed.GetValue(what)!;
            var day = Globals.Day(parsed, asOf, TimeProvider.System);
            var (document, text, border) = parsed.GetValue(stored)
                ? await StoredAsync(terminal, parsed, asked, cancel)
                : await AssessedAsync(terminal, parsed, asked, day, parsed.GetValue(knownOn) ?? day, cancel);
            if (parsed.GetValue(save) is { } folder)
            {
                AssessmentFiles.Write(folder.FullName, document, text);
            }

            var lines = parsed.GetValue(explain) ? Explanation.Of(text, document) : [];
            new AssessmentText(terminal, text, document).Print(border.Lines, border.Changes, lines);
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

    private static async Task<Shown> AssessedAsync(Terminal terminal, ParseResult parsed, string asked, DateOnly asOf, DateOnly knownOn, CancellationToken cancel)
    {
        var law = ReadLaw(Globals.PackOf(parsed));
        var facts = File.Exists(asked) ? HouseholdFacts.Read(law, asked) : await RegisteredFacts.OfHouseholdAsync(terminal, parsed, law, asked, asOf, cancel);
        var day = DayOf(law, asOf, knownOn);
        var evaluator = CompiledLaw.Compile(law);
        var document = new Assess(evaluator).Run(facts, day);
        return new Shown(document, LawText.Of(day), document.Missing.Count == 0 ? new Border(evaluator).Of(facts, day) : ([], []));
    }

    private static async Task<Shown> StoredAsync(Terminal terminal, ParseResult parsed, string code, CancellationToken cancel)
    {
        using var place = Globals.Workplace(parsed);
        await using var db = await place.OpenDbAsync(cancel);
        var household = await RegisteredFacts.HouseholdAsync(db, code, cancel);
        var kept = await StoredAssessment.LatestAsync(db, household, cancel)
            ?? throw new RefusedException(new($"“{code}”还没有存下的核算：先运行 night。", $"No assessment of '{code}' is kept yet: run night first."));
        await place.Acts.LookAsync(cancel, ("household.see", new("household", code)));
        terminal.Line(
            $"库中核算：{ValueText.Day(kept.Assessment.AsOf)} 作出，至 {ValueText.Day(kept.Assessment.ConfirmedOn)} 未变。",
            $"Kept assessment: made as of {ValueText.Day(kept.Assessment.AsOf)}, unchanged until {ValueText.Day(kept.Assessment.ConfirmedOn)}.");
        return new Shown(kept.Document, kept.Law, ([], []));
    }

    private sealed record Shown(AssessmentDocument Document, LawText Law, (IReadOnlyList<LineDistance> Lines, IReadOnlyList<SmallestChange> Changes) Border);
}
