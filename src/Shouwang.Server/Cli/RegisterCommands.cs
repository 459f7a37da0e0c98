using System.CommandLine;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Registry.Import;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

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
            if (await ImportAsync(terminal, place, from, cancel) is not { } imported)
            {
                return 1;
            }

            var summary = imported.Register;
            terminal.Document(new
            {
                imported = true, summary.Persons, summary.Households, summary.Spells, summary.Benefits, summary.Workers, summary.Grids, summary.Written,
                facts = imported.Facts.Entities.ToDictionary(e => e.Entity, e => new { e.Rows, e.Written }),
            });
            return 0;
        });
        return new Command("register", "名册：人员、家庭、类别、待遇、人员网格 / the register of people and households") { import, MergeCommand.Make() };
    }

    /// <summary>Null where the folder has faults: all are printed and nothing is imported.</summary>
    public static async Task<ImportedRegister?> ImportAsync(Terminal terminal, Workplace place, string folder, CancellationToken cancel)
    {
        var facts = Facts(place.Pack);
        await using var db = await place.OpenDbAsync(cancel);
        return await place.Acts.RunAsync("register.import", AuditSubject.None, cancel => ImportAsync(terminal, place, db, facts, folder, cancel), imported => imported is null ? "faults" : null, cancel);
    }

    private static async Task<ImportedRegister?> ImportAsync(Terminal terminal, Workplace place, ShouwangDb db, Vocabulary? facts, string folder, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var divisions = place.Pack.FindFile("divisions.csv") is { } file ? DivisionTree.Load(file) : null;
        var summary = await new RegisterImport(db, divisions).RunAsync(folder, cancel);
        var told = facts is null ? new FactSummary([], []) : await new FactImport(db, facts, place.Clock).RunAsync(folder, summary.Faults.Count == 0, cancel);
        var faults = summary.Faults.Concat(told.Faults).ToList();
        if (faults.Count > 0)
        {
            terminal.Document(new { imported = false, faults });
            foreach (var fault in faults)
            {
                terminal.Error(fault.In("zh"), fault.In("en"));
            }

            terminal.Error($"名册有 {faults.Count} 处错误，没有导入任何内容。", $"{faults.Count} faults in the register; nothing was imported.");
            return null;
        }

        await transaction.CommitAsync(cancel);

        terminal.Line(
            $"名册：{summary.Persons:N0} 人、{summary.Households:N0} 户、{summary.Benefits:N0} 项待遇、{summary.Workers:N0} 名工作人员、{summary.Grids:N0} 个网格；写入 {summary.Written:N0} 行。",
            $"Register: {summary.Persons:N0} people, {summary.Households:N0} households, {summary.Benefits:N0} benefits, {summary.Workers:N0} workers, {summary.Grids:N0} grids; {summary.Written:N0} rows written.");
        foreach (var count in told.Entities)
        {
            var (zh, en) = count.Written == 0 ? ("，与上次相同", ", the same as before") : ("", "");
            terminal.Line($"事实：{count.Label.Zh} {count.Rows:N0} 行{zh}。", $"Facts: {count.Rows:N0} rows of {count.Label.En}{en}.");
        }

        return new(summary, told);
    }

    /// <summary>What the pack's means test may be told; null where the pack has none.</summary>
    private static Vocabulary? Facts(Pack pack)
    {
        var law = Law.Read(pack);
        pack.RefuseFaults();
        return law?.Facts;
    }
}

internal sealed record ImportedRegister(RegisterSummary Register, FactSummary Facts);
