using System.CommandLine;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;

namespace Shouwang.Server.Cli;

/// <summary>What officers do with a warning: <c>warnings assign|start|verify|close|escalate</c>.</summary>
internal static class WarningHandlingCommands
{
    public static Command Assign()
    {
        var worker = new Option<string>("--worker") { Description = "工作人员编号 / the worker's code", Required = true };
        return Handling("assign", "派给工作人员 / give to a worker", [worker], (parsed, number, db, clock, cancel) =>
            new AssignWarning(db, clock).RunAsync(new(number, parsed.GetValue(worker)!, Globals.Who), cancel));
    }

    public static Command Start() => Handling("start", "开始核查 / begin to verify", [], (_, number, db, clock, cancel) =>
        new StartVerifying(db, clock).RunAsync(new(number, Globals.Who), cancel));

    public static Command Verify()
    {
        var outcome = WordOption.One<WarningOutcome>("--outcome", "核查结论 / what was found", required: true);
        var reason = Reason("看到的情况 / what was seen");
        return Handling("verify", "记录核查结论 / record what was found", [outcome, reason], (parsed, number, db, clock, cancel) =>
            new VerifyWarning(db, clock).RunAsync(new(number, parsed.GetValue(outcome)!.Value, parsed.GetValue(reason)!, Globals.Who), cancel));
    }

    public static Command Close()
    {
        var outcome = WordOption.One<WarningOutcome>("--outcome", "现场核实并办结时写明结论 / what was found, for who verified on the spot");
        var reason = Reason("做了什么 / what was done");
        return Handling("close", "办结 / close", [reason, outcome], (parsed, number, db, clock, cancel) =>
            new CloseWarning(db, clock).RunAsync(new(number, parsed.GetValue(reason)!, Globals.Who, parsed.GetValue(outcome)), cancel));
    }

    public static Command Escalate()
    {
        var asOf = Globals.AsOf();
        var escalate = new Command("escalate", "把超过期限的预警上报县、市 / tell county and city of warnings past their limit") { asOf };
        escalate.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            var day = Globals.Day(parsed, asOf, place.Clock);
            var book = RuleBook.Read(place);
            await using var db = await place.OpenDbAsync(cancel);
            var escalation = new EscalateOverdue(db, book.Settings, place.Calendar(), place.Clock);
            var told = await place.Acts.RunAsync("warning.escalate", new("day", $"{day:yyyy-MM-dd}"), cancel => escalation.RunAsync(day, cancel), null, cancel);
            terminal.Document(new { as_of = day, told = Enum.GetValues<EscalationLevel>().Skip(1).ToDictionary(level => Words<EscalationLevel>.Of(level), level => told.GetValueOrDefault(level)) });
            terminal.Line(
                $"上报县（区）{told.GetValueOrDefault(EscalationLevel.County):N0} 条，上报市 {told.GetValueOrDefault(EscalationLevel.City):N0} 条。",
                $"{told.GetValueOrDefault(EscalationLevel.County):N0} warnings told to the county, {told.GetValueOrDefault(EscalationLevel.City):N0} to the city.");
            return 0;
        });
        return escalate;
    }

    private static Option<string> Reason(string description) => new("--reason") { Description = description, Required = true };

    /// <summary>A command that makes one warning move, and shows it as it stands then.</summary>
    private static Command Handling(string name, string description, Option[] options, Func<ParseResult, string, ShouwangDb, TimeProvider, CancellationToken, Task<WarningRefusal?>> move)
    {
        var number = WarningCommands.Number();
        var command = new Command(name, description) { number };
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            var book = RuleBook.Read(place);
            await using var db = await place.OpenDbAsync(cancel);
            var which = parsed.GetValue(number)!.Trim().ToUpperInvariant();
            if (await place.Acts.RunAsync($"warning.{name}", new("warning", which), cancel => move(parsed, which, db, place.Clock, cancel), refused => refused?.Code, cancel) is { } refusal)
            {
                terminal.Error(refusal.Text.Zh, refusal.Text.En);
                return 2;
            }

            var day = DateOnly.FromDateTime(place.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
            var row = (await new ShowWarning(db).RunAsync(which, cancel))!.Line;
            terminal.Document(WarningText.Document(row, book, day));
            terminal.Table(WarningText.Titles(terminal), [WarningText.Row(terminal, book, row, day)]);
            return 0;
        });
        return command;
    }
}
