using System.CommandLine;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Merging;

namespace Shouwang.Server.Cli;

/// <summary><c>register merge</c>: two old registers become one, with a report of what they do not agree in.</summary>
internal static class MergeCommand
{
    public static Command Make()
    {
        var lists = new Option<string[]>("--list") { Description = "台账=文件，如 civil=old/civil_affairs.csv，两份 / list=file, such as civil=old/civil_affairs.csv, both of them", Required = true };
        var output = new Option<DirectoryInfo>("--out") { Description = "写入合并后名册的文件夹 / folder for the merged register", Required = true };
        var command = new Command("merge", "合并两份旧台账：按政策包规则取值，列出冲突，不丢一人 / merge two old registers by the pack's rules, report every conflict, lose nobody") { lists, output };
        command.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            // Two files and a pack make a third: no office is needed, and none is begun.
            var pack = Pack.Open(Globals.PackOf(parsed));
            var terms = MergerTerms.Read(pack);
            pack.RefuseFaults();
            if (terms is null)
            {
                throw new RefusedException(new("政策包没有写明如何合并（standards 中的 merger）。", "The pack does not say how to merge (merger, in its standards)."));
            }

            var files = Files(parsed.GetValue(lists)!, terms);
            var divisions = pack.FindFile("divisions.csv") is { } file ? DivisionTree.Load(file) : null;
            MergedRegister merged;
            try
            {
                merged = new MergeRegisters(terms).Run(files);
            }
            catch (FileFaultException e)
            {
                return Refused(terminal, e);
            }

            var folder = parsed.GetValue(output)!.FullName;
            var unplaced = new MergedFiles(merged, divisions, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime)).Write(folder);
            Print(terminal, terms, merged, folder, unplaced);
            // Nothing is lost, and the program says so of itself.
            return merged.Persons.Sum(p => p.Rows) == merged.Rows.Values.Sum() ? 0 : 1;
        });
        return command;
    }

    private static Dictionary<string, string> Files(string[] lists, MergerTerms terms)
    {
        var files = lists.Select(l => l.Split('=', 2)).Where(l => l.Length == 2).ToDictionary(l => l[0], l => Path.GetFullPath(l[1]), StringComparer.Ordinal);
        var names = terms.Lists.Select(l => l.Id).ToList();
        if (!files.Keys.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal)))
        {
            throw new RefusedException(new($"--list 应各写一次：{string.Join("、", names.Select(n => $"{n}=文件"))}", $"--list once for each: {string.Join(", ", names.Select(n => $"{n}=FILE"))}"));
        }

        return files.Values.FirstOrDefault(f => !File.Exists(f)) is { } missing ? throw new RefusedException(new($"没有文件 {missing}。", $"No file {missing}.")) : files;
    }

    private static int Refused(Terminal terminal, FileFaultException e)
    {
        terminal.Document(new { merged = false, e.Faults });
        foreach (var fault in e.Faults)
        {
            terminal.Error(fault.In("zh"), fault.In("en"));
        }

        terminal.Error($"台账有 {e.Faults.Count} 处错误，没有合并。", $"{e.Faults.Count} faults in the lists; nothing was merged.");
        return 1;
    }

    private static void Print(Terminal terminal, MergerTerms terms, MergedRegister merged, string folder, int unplaced)
    {
        var unresolved = merged.Persons.Count(p => p.Id is null);
        var dead = merged.Persons.Count(p => !p.Held);
        terminal.Document(new
        {
            merged = true, folder, merged.Rows, households = merged.Households.Count, persons = merged.Persons.Count, unresolved, dead, unplaced,
            in_both = merged.Persons.Count(p => p.Lists.Count > 1),
            conflicts = merged.Conflicts.GroupBy(c => c.Kind).ToDictionary(g => Words<ConflictKind>.Of(g.Key), g => g.Count()),
        });
        terminal.Line(
            $"{string.Join("，", terms.Lists.Select(l => $"{l.Name.Zh} {merged.Rows[l.Id]:N0} 行"))} → {merged.Households.Count:N0} 户、{merged.Persons.Count:N0} 人（{merged.Persons.Count(p => p.Lists.Count > 1):N0} 人两份台账都有，{unresolved:N0} 人证件号码待查，{dead:N0} 人已死亡）。",
            $"{string.Join(", ", terms.Lists.Select(l => $"{l.Name.En} {merged.Rows[l.Id]:N0} rows"))} → {merged.Households.Count:N0} households, {merged.Persons.Count:N0} people ({merged.Persons.Count(p => p.Lists.Count > 1):N0} in both lists, {unresolved:N0} whose number must be found, {dead:N0} dead).");
        terminal.Table(
            [terminal.Say("冲突", "Conflict"), ">" + terminal.Say("人数", "People")],
            merged.Conflicts.GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => new[] { terminal.Say(Text(g.Key)), $"{g.Count():N0}" }));
        if (unplaced > 0)
        {
            terminal.Line($"{unplaced:N0} 户的住址看不出所在村，请在 households.csv 中补上 12 位区划代码。", $"The village of {unplaced:N0} households cannot be told from their address: fill in the 12 digits in households.csv.");
        }

        terminal.Line($"已写入 {folder}：households.csv 等可由 register import 导入；conflicts.csv 为冲突清单。", $"Written to {folder}: register import takes it; conflicts.csv lists what must be decided.");
    }

    private static Bilingual Text(ConflictKind kind) => kind switch
    {
        ConflictKind.Household => new("分属两户", "in two households"),
        ConflictKind.Income => new("收入不一致", "incomes differ"),
        ConflictKind.Name => new("姓名不一致", "names differ"),
        ConflictKind.Id => new("证件号码有误", "identity number wrong"),
        ConflictKind.Address => new("住址不一致", "addresses differ"),
        ConflictKind.Size => new("仅一份台账有此人", "in one list only"),
        ConflictKind.Dead => new("一份记为死亡", "dead in one list"),
        _ => new("同一台账重复", "twice in one list"),
    };
}
