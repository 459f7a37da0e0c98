using System.CommandLine;
using System.CommandLine.Help;
using System.Security.Cryptography;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Platform.Security;

namespace Shouwang.Server.Cli;

/// <summary>The commands of <c>shouwang</c>, and the one place where their errors become sentences and exit codes: 0 done, 1 failed, 2 refused, 130 interrupted.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        // A plain command, so that its help calls it by the name that people type and not by that of the file.
        var root = new Command("shouwang", "守望 Shouwang – 低收入人口动态监测与救助帮扶 / monitoring and assistance for low-income people") { new HelpOption(), new VersionOption() };
        foreach (var option in Globals.All)
        {
            root.Options.Add(option);
        }

        Command[] commands =
        [
            DemoCommand.Make(), CityCommands.Make(), RegisterCommands.Make(), NightCommand.Make(), NightCommand.Rebuild(), SourceCommands.Make(), BatchCommands.Make(),
            QuarantineCommands.Make(),
            WarningCommands.Make(), MatchCommands.Make(), PackCommands.Make(), PersonCommand.Make(), AssessCommand.Make(), ReassessCommand.Make(), AccountCommands.Make(), ReviewCommands.Make(), SimulateCommand.Make(), ServeCommand.Make(),
            AuditCommands.Make(),
        ];
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        // The parser words its complaints while it parses, in the language of the thread, which the first pass finds out.
        var terminal = Globals.Terminal(root.Parse(args));
        var parsed = root.Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (RefusedException e)
        {
            terminal.Error(e.Reason.Zh, e.Reason.En);
            return 2;
        }
        catch (Exception e) when (Known(e))
        {
            terminal.Error(Sentence(e), Sentence(e));
            return 1;
        }
        catch (OperationCanceledException)
        {
            terminal.Error("已中断；再次运行会从停下的地方继续。", "Interrupted; running it again goes on from there.");
            return 130;
        }
    }

    private static bool Known(Exception e) => e is PackRefusedException or RecordStoreException or KeyRingException or IOException or UnauthorizedAccessException
        or FileFaultException or CalendarMissingException or LinkageSpecException or MatchingDataException or ConservationException or CryptographicException or AuditUnavailableException or AuditEntryException or AuditUnreadableException
        or Npgsql.NpgsqlException or Microsoft.Data.Sqlite.SqliteException or DuckDB.NET.Data.DuckDBException or CommandException;

    private static string Sentence(Exception e) => e switch
    {
        IOException io when (io.HResult & 0xFFFF) is 28 or 112 => $"磁盘空间不足，没有写入任何半成品；腾出空间后再次运行 / the disk is full; nothing half-done was kept; free some space and run it again: {io.Message}",
        _ => e.Message,
    };
}

/// <summary>A command cannot go on; the message is for the user, in the language asked for.</summary>
internal sealed class CommandException(string message) : Exception(message);
