using System.CommandLine;
using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;

namespace Shouwang.Server.Cli;

/// <summary><c>pack diff A B</c>: which values change, for which periods and places, in plain words.</summary>
internal static class PackDiffCommand
{
    public static Command Make()
    {
        var before = new Argument<DirectoryInfo>("before") { Description = "原政策包 / the pack before" };
        var after = new Argument<DirectoryInfo?>("after") { Description = "新政策包（或用 --reform）/ the pack after (or --reform)", Arity = ArgumentArity.ZeroOrOne };
        var reform = new Option<FileInfo?>("--reform") { Description = "加在原政策包之上的试行文件 / a file laid over the first pack" };
        var diff = new Command("diff", "比较两个政策包：哪些数值、公式、规则不同，涉及哪些时段和地方 / which values, formulas and rules differ, for which periods and places") { before, after, reform };
        diff.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            var first = Opened(parsed.GetValue(before)!.FullName, null);
            var second = parsed.GetValue(reform) is { } file
                ? Opened(first.Folder, file.Exists ? file.FullName : throw new RefusedException(new($"没有文件 {file.FullName}。", $"No file {file.FullName}.")))
                : Opened(parsed.GetValue(after)?.FullName ?? throw new RefusedException(new("请给出第二个政策包或 --reform。", "Name a second pack, or --reform.")), null);
            var changes = PackDifference.Between(first, second);
            var places = second.FindFile("divisions.csv") is { } divisions ? DivisionTree.Load(divisions) : null;
            terminal.Document(new
            {
                before = new { pack = first.Id, first.Version, hash = first.Hash() }, after = new { pack = second.Id, second.Version, hash = second.Hash() },
                changes = changes.Select(c => new { c.Part, c.Name, c.Label, c.Key, c.From, c.To, c.Before, c.After, c.Cite }),
            });
            foreach (var part in changes.GroupBy(c => c.Part))
            {
                terminal.Line(Title(part.Key).Zh, Title(part.Key).En);
                foreach (var change in part)
                {
                    terminal.Line($"  {Sentence(change, places, "zh")}", $"  {Sentence(change, places, "en")}");
                }
            }

            terminal.Line(changes.Count == 0 ? "没有不同。" : $"{changes.Count} 处不同。", changes.Count == 0 ? "Nothing differs." : $"{changes.Count} differences.");
            return 0;
        });
        return diff;
    }

    private static Pack Opened(string folder, string? reform) => File.Exists(Path.Combine(folder, "pack.yaml"))
        ? Pack.Open(folder, reform)
        : throw new RefusedException(new($"{folder} 不是政策包：没有 pack.yaml。", $"{folder} is no pack: it has no pack.yaml."));

    private static Bilingual Title(PackPart part) => part switch
    {
        PackPart.Parameter => new("参数", "Parameters"),
        PackPart.Variable => new("变量", "Variables"),
        PackPart.Rule => new("预警规则", "Warning rules"),
        _ => new("依据文件", "Documents"),
    };

    private static string Sentence(PackChange c, DivisionTree? places, string language)
    {
        var zh = language == "zh";
        var place = c.Key is null ? "" : DivisionCode.TryParse(c.Key, out var code) && places?.Find(code) is { } found ? $" [{found.Name} {c.Key}]" : $" [{c.Key}]";
        var period = c.From is not { } from ? ""
            : c.To is { } to ? zh ? $"，{ValueText.Day(from)} 至 {ValueText.Day(to)}" : $", {ValueText.Day(from)} to {ValueText.Day(to)}"
            : zh ? $"，{ValueText.Day(from)} 起" : $", from {ValueText.Day(from)}";
        var cite = c.Cite is null ? "" : zh ? $"〔{c.Cite}〕" : $" [{c.Cite}]";
        return $"{c.Label.In(language)} ({c.Name}){place}{period}{(zh ? "：" : ": ")}{c.Before.In(language)} → {c.After.In(language)}{cite}";
    }
}
