using System.CommandLine;
using Npgsql;
using Shouwang.Monitoring.Nights;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening.Cases;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Language.Sql;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;

namespace Shouwang.Server.Cli;

/// <summary><c>pack check|test|what-if</c>: for who writes and changes packs.</summary>
internal static class PackCommands
{
    public static Command Make() => new("pack", "政策包：检查、跑案例、说明、比较、锁定、试算 / packs: check, run the cases, explain, compare, lock, try other thresholds") { Check(), Test(), PackExplainCommand.Make(), PackDiffCommand.Make(), PackLockCommand.Make(), WhatIfCommand.Make() };

    internal static Argument<DirectoryInfo?> Folder() => new("pack") { Description = "政策包文件夹 / pack folder", Arity = ArgumentArity.ZeroOrOne };

    /// <exception cref="RefusedException">No pack lies there.</exception>
    internal static string FolderOf(ParseResult parsed, Argument<DirectoryInfo?> folder)
    {
        var path = parsed.GetValue(folder)?.FullName ?? Globals.PackOf(parsed);
        return File.Exists(Path.Combine(path, "pack.yaml")) ? path : throw new RefusedException(new($"{path} 不是政策包：没有 pack.yaml。", $"{path} is no pack: it has no pack.yaml."));
    }

    private static Command Check()
    {
        var folder = Folder();
        var check = new Command("check", "一次列出所有错误：文件:行:列：说明 / all faults in one run: file:line:column: sentence") { folder };
        check.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            var path = FolderOf(parsed, folder);
            var faults = PackInspection.Run(path);
            terminal.Document(new { pack = path, sound = faults.Count == 0, faults = faults.Select(Document) });
            foreach (var fault in faults)
            {
                terminal.Line($"{Place(fault)}: {fault.Text.Zh} [{fault.Code}]", $"{Place(fault)}: {fault.Text.En} [{fault.Code}]");
            }

            terminal.Line(faults.Count == 0 ? "没有发现错误。" : $"{faults.Count} 处错误。", faults.Count == 0 ? "No fault found." : $"{faults.Count} faults.");
            return faults.Count == 0 ? 0 : 2;
        });
        return check;
    }

    private static Command Test()
    {
        var folder = Folder();
        var postgres = new Option<string?>("--postgres") { Description = "同样在此 PostgreSQL 上运行 / run them on this PostgreSQL too" };
        var test = new Command("test", "运行政策包自带的案例 / run the cases of the pack") { folder, postgres };
        test.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var path = FolderOf(parsed, folder);
            var runs = await RunAsync(path, parsed.GetValue(postgres), cancel);
            terminal.Document(runs.Select(run => new
            {
                run.Engine, cases = run.Results.Count, passed = run.Results.Count(r => r.Passed),
                failures = run.Results.Where(r => !r.Passed).Select(r => new { r.File, r.Line, r.Name, r.Expected, r.Found }),
            }));
            foreach (var (engine, results) in runs)
            {
                Print(terminal, engine, results);
            }

            return runs.All(run => run.Results.All(r => r.Passed)) ? 0 : 2;
        });
        return test;
    }

    /// <summary>The cases of the warning rules on SQL engines, those of the means test on delegates too.</summary>
    private static async Task<IReadOnlyList<(string Engine, IReadOnlyList<CaseResult> Results)>> RunAsync(string folder, string? connection, CancellationToken cancel)
    {
        var pack = Pack.Open(folder);
        var rules = RuleSet.Read(pack);
        var law = Law.Read(pack);
        var kinds = CaseKinds.Of(pack, law);
        var warnings = new List<(string Engine, IReadOnlyList<CaseResult> Results)> { ("duckdb", CaseRunner.Run(pack, rules)) };
        using var duckDb = SqlLaw.OnDuckDb();
        var engines = new List<(string, IEvaluator)> { ("duckdb", duckDb) };
        if (law is not null)
        {
            engines.Add(("delegates", CompiledLaw.Compile(law)));
        }

        await using var postgres = connection is null ? null : new NpgsqlConnection(connection);
        if (postgres is not null)
        {
            await postgres.OpenAsync(cancel);
            warnings.Add(("postgres", CaseRunner.Run(pack, rules, postgres, SqlDialect.PostgreSql)));
            engines.Add(("postgres", SqlLaw.OnPostgreSql(postgres)));
        }

        return [.. warnings.Concat(LawCaseRunner.Run(pack, law, kinds, engines)).GroupBy(run => run.Engine).Select(run => (run.Key, (IReadOnlyList<CaseResult>)[.. run.SelectMany(r => r.Results)]))];
    }

    private static void Print(Terminal terminal, string engine, IReadOnlyList<CaseResult> results)
    {
        var failed = results.Where(r => !r.Passed).ToList();
        foreach (var r in failed)
        {
            terminal.Line($"{r.File}:{r.Line}: {r.Name}：应为 {r.Expected.TrimEnd()}，实为 {r.Found}", $"{r.File}:{r.Line}: {r.Name}: expected {r.Expected.TrimEnd()}, found {r.Found}");
        }

        terminal.Line($"{engine}：{results.Count:N0} 个案例，{results.Count - failed.Count:N0} 个通过，{failed.Count:N0} 个不通过。", $"{engine}: {results.Count:N0} cases, {results.Count - failed.Count:N0} passed, {failed.Count:N0} failed.");
    }

    private static string Place(PackFault fault) => $"{fault.File}:{fault.Line}:{fault.Column}";

    private static object Document(PackFault fault) => new { fault.File, fault.Line, fault.Column, fault.Code, fault.Text };
}
