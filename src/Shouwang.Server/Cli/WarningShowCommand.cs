using System.CommandLine;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Warnings;

namespace Shouwang.Server.Cli;

/// <summary><c>warnings show NUMBER</c>: one warning with why, on what rows, and all that happened to it.</summary>
internal static class WarningShowCommand
{
    public static Command Make()
    {
        var number = WarningCommands.Number();
        var withRows = new Option<bool>("--rows") { Description = "从归档读回所依据的原始行，身份信息遮盖 / read the delivered rows back from the archive, identities masked" };
        var asOf = Globals.AsOf();
        var show = new Command("show", "查看一条预警：理由、依据、经过 / one warning: why, on what, and what happened") { number, withRows, asOf };
        show.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            var book = RuleBook.Read(place);
            await using var db = await place.OpenDbAsync(cancel);
            if (await new ShowWarning(db).RunAsync(parsed.GetValue(number)!.Trim().ToUpperInvariant(), cancel) is not { } warning)
            {
                terminal.Error(WarningRefusal.NotFound.Text.Zh, WarningRefusal.NotFound.Text.En);
                return 2;
            }

            await place.Acts.LookAsync(cancel, ("warning.see", new("warning", warning.Line.Number)));
            var rows = parsed.GetValue(withRows)
                ? await new EvidenceRows(db, place.Sources, place.OpenArchive(), place.Sealing).ReadAsync(warning.Evidence, cancel)
                : null;
            var page = new WarningPage(terminal, book, place.Sources, Globals.Day(parsed, asOf, place.Clock));
            terminal.Document(page.Document(warning, rows));
            page.Print(warning, rows);
            return 0;
        });
        return show;
    }
}
