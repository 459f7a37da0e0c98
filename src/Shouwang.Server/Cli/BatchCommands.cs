using System.CommandLine;
using Shouwang.Monitoring.Ingest;

namespace Shouwang.Server.Cli;

/// <summary><c>batches list|accept|reject</c>: delivered files, and the decision on those that stopped.</summary>
internal static class BatchCommands
{
    public static Command Make() => new("batches", "批次：查看，决定停下的批次 / batches: list, decide those that stopped") { List(), Decide("accept", true), Decide("reject", false) };

    private static Command List()
    {
        var state = WordOption.One<BatchState>("--state", "状态 / state");
        var source = new Option<string?>("--source") { Description = "来源代码 / source" };
        var list = new Command("list", "列出批次 / list batches") { state, source };
        list.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            var code = Globals.SourceOf(parsed, source, place);
            using var store = place.OpenStore();
            var batches = BatchLists.All(store).Where(b => (parsed.GetValue(state) is not { } s || b.State == s) && (code is null || b.Source == code)).ToList();
            terminal.Document(batches.Select(SourceText.Document));
            terminal.Table(SourceText.BatchTitles(terminal), batches.Select(b => SourceText.BatchRow(terminal, b)));
            terminal.Line($"{batches.Count} 个批次。", $"{batches.Count} batches.");
            return 0;
        });
        return list;
    }

    private static Command Decide(string name, bool accept)
    {
        var number = new Argument<int>("batch") { Description = "批次号 / batch number" };
        var reason = new Option<string>("--reason") { Description = "理由，留存 / the reason, kept", Required = true };
        var decide = new Command(name, accept ? "收下停下的批次 / take a batch that stopped" : "否决停下的批次 / reject a batch that stopped") { number, reason };
        decide.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            await using var db = await place.OpenDbAsync(cancel);
            using var store = place.OpenStore();
            using var session = place.OpenSession(store, await RegisterSnapshot.ReadAsync(db, cancel));
            var command = new DecideBatch.Command(parsed.GetValue(number), accept, parsed.GetValue(reason)!, Globals.Who);
            var decision = new DecideBatch(db, place.Sources, place.OpenArchive(), place.Clock);
            var (batch, refusal) = await place.Acts.RunAsync($"batch.{name}", new("batch", $"{command.Batch}"), cancel => decision.RunAsync(command, session, cancel), decided => decided.Refusal?.Code, cancel);
            if (refusal is not null)
            {
                terminal.Error(refusal.Text.Zh, refusal.Text.En);
                return 2;
            }

            terminal.Document(SourceText.Document(batch!));
            terminal.Table(SourceText.BatchTitles(terminal), [SourceText.BatchRow(terminal, batch!)]);
            return 0;
        });
        return decide;
    }
}
