using System.CommandLine;
using Shouwang.Registry;
using Shouwang.Registry.Import;

namespace Shouwang.Server.Cli;

/// <summary><c>register import</c>: the register's CSV files into the operational database.</summary>
internal static class RegisterCommands
{
    public static Command Make()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "含 households.csv 等文件的文件夹 / folder with households.csv and its sisters" };
        var import = new Command("import", "导入名册；重复导入同一文件夹不产生变化 / import a register; the same folder again changes nothing") { folder };
        import.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var from = parsed.GetValue(folder)!.FullName;
            if (!Directory.Exists(from))
            {
                throw new RefusedException(new($"没有这个文件夹：{from}", $"No such folder: {from}"));
            }

            using var place = Globals.NewWorkplace(parsed);
            if (await ImportAsync(terminal, place, from, cancel) is not { } summary)
            {
                return 1;
            }

            terminal.Document(new { imported = true, summary.Persons, summary.Households, summary.Spells, summary.Benefits, summary.Workers, summary.Grids, summary.Written });
            return 0;
        });
        return new Command("register", "名册：人员、家庭、类别、待遇、人员网格 / the register of people and households") { import, MergeCommand.Make() };
    }

    /// <summary>Null where the folder has faults: all are printed and nothing is imported.</summary>
    public static async Task<RegisterSummary?> ImportAsync(Terminal terminal, Workplace place, string folder, CancellationToken cancel)
    {
        await using var db = await place.OpenDbAsync(cancel);
        var divisions = place.Pack.FindFile("divisions.csv") is { } file ? DivisionTree.Load(file) : null;
        var summary = await new RegisterImport(db, divisions).RunAsync(folder, cancel);
        if (summary.Faults.Count > 0)
        {
            terminal.Document(new { imported = false, summary.Faults });
            foreach (var fault in summary.Faults)
            {
                terminal.Error(fault.In("zh"), fault.In("en"));
            }

            terminal.Error($"名册有 {summary.Faults.Count} 处错误，没有导入任何内容。", $"{summary.Faults.Count} faults in the register; nothing was imported.");
            return null;
        }

        terminal.Line(
            $"名册：{summary.Persons:N0} 人、{summary.Households:N0} 户、{summary.Benefits:N0} 项待遇、{summary.Workers:N0} 名工作人员、{summary.Grids:N0} 个网格；写入 {summary.Written:N0} 行。",
            $"Register: {summary.Persons:N0} people, {summary.Households:N0} households, {summary.Benefits:N0} benefits, {summary.Workers:N0} workers, {summary.Grids:N0} grids; {summary.Written:N0} rows written.");
        return summary;
    }
}
