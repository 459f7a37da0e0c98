using System.CommandLine;
using System.Diagnostics;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Nights;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Data;

namespace Shouwang.Server.Cli;

/// <summary><c>night</c>: from deliveries to warnings. <c>rebuild</c>: the records store anew from the archive.</summary>
internal static class NightCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Make()
    {
        var inbox = new Option<DirectoryInfo?>("--in") { Description = "交付文件夹 deliveries/<source>/…；省略则只对已存数据重新筛查 / folder of deliveries; without it what is stored is screened again" };
        var asOf = Globals.AsOf();
        var settle = new Option<double>("--settle") { Description = "文件静止多少秒才接收 / seconds a file must have been quiet", DefaultValueFactory = _ => 2 };
        var night = new Command("night", "接收、核对、匹配、筛查、预警 / receive, check, match, screen, warn") { inbox, asOf, settle };
        night.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            var folder = parsed.GetValue(inbox)?.FullName;
            if (folder is not null && !Directory.Exists(folder))
            {
                throw new CommandException(terminal.Say($"没有这个文件夹：{folder}", $"No such folder: {folder}"));
            }

            // With nothing to take in, there must be something to screen again.
            using var place = folder is null ? Globals.Workplace(parsed) : Globals.NewWorkplace(parsed);

            // The first use of the operational database takes as long as reading the pack: both at once.
            var opening = Task.Run(() => place.OpenDbAsync(cancel), cancel);
            var reading = RegisterAsync(opening, cancel);
            NightReport report;
            try
            {
                var rules = NightRules.Read(place.Pack);
                report = await RunAsync(terminal, place, rules, await opening, (reading, Age), folder, Globals.Day(parsed, asOf, place.Clock), TimeSpan.FromSeconds(parsed.GetValue(settle)), cancel);
                terminal.Document(NightText.Document(report));
                NightText.Print(terminal, report, rules);
            }
            finally
            {
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (opening.IsCompletedSuccessfully)
                {
                    await opening.Result.DisposeAsync();
                }
            }

            return NightText.IsConserved(report) ? 0 : 1;
        });
        return night;
    }

    public static Command Rebuild()
    {
        var rebuild = new Command("rebuild", "删除记录库后由归档重建，结果一致 / make the records store anew from the archive; the result is the same");
        rebuild.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            await using var db = await place.OpenDbAsync(cancel);
            var batches = await place.Acts.RunAsync("records.rebuild", AuditSubject.None, cancel => RebuildAsync(terminal, place, db, cancel), null, cancel);
            terminal.Document(new { batches = batches.Count, rows = batches.Sum(b => b.Stored) });
            terminal.Line($"已由归档重建 {batches.Count} 个批次、{batches.Sum(b => b.Stored):N0} 行。", $"{batches.Count} batches, {batches.Sum(b => b.Stored):N0} rows rebuilt from the archive.");
            return 0;
        });
        return rebuild;
    }

    private static async Task<IReadOnlyList<Batch>> RebuildAsync(Terminal terminal, Workplace place, ShouwangDb db, CancellationToken cancel)
    {
        foreach (var file in new[] { place.RecordsPath, place.RecordsPath + ".wal" })
        {
            File.Delete(file);
        }

        using var store = place.OpenStore();
        var register = await RegisterSnapshot.ReadAsync(db, cancel);
        using var session = place.OpenSession(store, register);
        var batches = await terminal.ProgressAsync("重建记录库", "Rebuilding the records store", progress =>
            new RebuildStore(db, place.Sources, place.OpenArchive(), place.Clock).RunAsync(session, progress, cancel));
        store.Checkpoint();
        return batches;
    }

    public static async Task<NightReport> RunAsync(Terminal terminal, Workplace place, NightRules rules, string? inbox, DateOnly asOf, TimeSpan settle, CancellationToken cancel)
    {
        await using var db = await place.OpenDbAsync(cancel);
        return await RunAsync(terminal, place, rules, db, null, inbox, asOf, settle, cancel);
    }

    // The register is read while the night is written into the audit log, and handed over when both are done: before that a night only reads.
    private static Task<NightReport> RunAsync(Terminal terminal, Workplace place, NightRules rules, ShouwangDb db, (Task<RegisterSnapshot> Register, Func<TimeSpan> Age)? opening, string? inbox, DateOnly asOf, TimeSpan settle, CancellationToken cancel) =>
        place.Acts.RunBesideReadingAsync("night.run", new("day", $"{asOf:yyyy-MM-dd}"), rules.Hash, async written =>
        {
            if (opening is null)
            {
                await written;
            }

            using var store = await place.OpenStoreAsync(rules.Sources.Records, Patience, cancel);
            var night = new RunNight(db, store, place.OpenArchive(), place.Keys, place.Sealing, place.Pseudonyms, rules, place.Clock)
            {
                Settle = settle, Opening = opening is var (register, age) ? (AfterAsync(written, register), age) : null,
            };
            return await terminal.ProgressAsync("当晚处理", "The night", progress => night.RunAsync(inbox, asOf, progress, cancel));
        }, cancel);

    private static async Task<RegisterSnapshot> AfterAsync(Task written, Task<RegisterSnapshot> reading)
    {
        await written;
        return await reading;
    }

    /// <summary>How long this process has been running.</summary>
    private static TimeSpan Age()
    {
        using var process = Process.GetCurrentProcess();
        return TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime();
    }

    private static async Task<RegisterSnapshot> RegisterAsync(Task<ShouwangDb> opening, CancellationToken cancel) => await RegisterSnapshot.ReadAsync(await opening, cancel);
}
