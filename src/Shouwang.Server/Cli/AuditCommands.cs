using System.CommandLine;
using Shouwang.Platform.Audit;

namespace Shouwang.Server.Cli;

/// <summary><c>audit</c>: whether the log is whole, its end signed for somebody else to keep, and who did what.</summary>
internal static class AuditCommands
{
    public static Command Make() => new("audit", "审计日志：校验、检查点、查询 / the audit log: verify, checkpoint, list") { Verify(), Checkpoint(), AuditListCommand.Make() };

    private static Command Verify()
    {
        var checkpoints = new Option<DirectoryInfo?>("--checkpoints") { Description = "检查点文件夹（由他人保管）；不给则看不出末尾被截 / folder of checkpoints kept by somebody else; without it a cut end cannot be seen" };
        var keys = new Option<FileInfo[]>("--public-key") { Description = "自己保管的公钥（PEM），可多次；默认用检查点旁的 / public key that you kept (PEM), repeatable; default: those beside the checkpoints", DefaultValueFactory = _ => [] };
        var age = new Option<double>("--max-age") { Description = "有新行时检查点最多多旧，小时 / hours that the newest checkpoint may be old while rows are newer", DefaultValueFactory = _ => 24 };
        var verify = new Command("verify", "逐行重算，并与检查点核对。退出码：0 完好，2 被篡改，3 被截或回退，4 检查点过旧，1 无法校验 / 0 whole, 2 tampered, 3 cut or rolled back, 4 checkpoint stale, 1 could not be verified") { checkpoints, keys, age };
        verify.SetAction((parsed, cancel) => OrOneAsync(parsed, async terminal =>
        {
            var folder = parsed.GetValue(checkpoints)?.FullName;
            if (folder is not null && !Directory.Exists(folder))
            {
                throw new RefusedException(new($"没有这个文件夹：{folder}", $"No such folder: {folder}"));
            }

            if (parsed.GetValue(keys)!.FirstOrDefault(file => !file.Exists) is { } missing)
            {
                throw new RefusedException(new($"没有这个文件：{missing.FullName}", $"No such file: {missing.FullName}"));
            }

            var most = TimeSpan.FromHours(Math.Clamp(parsed.GetValue(age), 0, 24 * 36500));
            var verdict = await new AuditVerifier(Globals.AuditConnection(parsed), TimeProvider.System).RunAsync(new(folder, [.. parsed.GetValue(keys)!.Select(file => file.FullName)], most), cancel);
            terminal.Document(AuditText.Document(verdict));
            AuditText.Print(terminal, verdict);
            return (int)verdict.State;
        }));
        return verify;
    }

    private static Command Checkpoint()
    {
        var to = new Option<DirectoryInfo>("--to") { Description = "检查点文件夹，由他人保管；没有则建立 / folder kept by somebody else; made where it is missing", Required = true };
        var checkpoint = new Command("checkpoint", "校验上次检查点以来的行，并签下末尾 / verify the rows since the last checkpoint and sign the end") { to };
        checkpoint.SetAction((parsed, cancel) => OrOneAsync(parsed, async terminal =>
        {
            using var place = Globals.Workplace(parsed);
            using var signer = place.OpenAuditSigner();
            var folder = parsed.GetValue(to)!.FullName;
            var (verdict, made) = await new AuditCheckpoints(place.AuditConnection, signer, place.Clock).WriteAsync(folder, cancel);
            terminal.Document(new { state = verdict.State, made, folder, findings = verdict.Findings.Select(AuditText.Document) });
            if (verdict.State != AuditState.Ok)
            {
                AuditText.PrintFindings(terminal, verdict);
                terminal.Line("没有签名：有问题的日志不签。", "Nothing was signed: a log that is not whole is not signed.");
            }
            else if (made is not null)
            {
                var file = Path.Combine(folder, Platform.Audit.Checkpoint.NameOf(made.Seq));
                terminal.Line($"已签到第 {made.Seq:N0} 行：{file}", $"Signed up to row {made.Seq:N0}: {file}");
            }
            else if (verdict.LastSeq == 0)
            {
                terminal.Line("审计日志还没有记录，没有可签的。", "The audit log has no entries yet; there is nothing to sign.");
            }
            else
            {
                terminal.Line($"第 {verdict.LastSeq:N0} 行已有检查点，此后没有新行。", $"Row {verdict.LastSeq:N0} has its checkpoint, and no rows have come since.");
            }

            return (int)verdict.State;
        }));
        return checkpoint;
    }

    // Elsewhere a refusal ends with 2; here 2 would say that the log was tampered with.
    private static async Task<int> OrOneAsync(ParseResult parsed, Func<Terminal, Task<int>> run)
    {
        var terminal = Globals.Terminal(parsed);
        try
        {
            return await run(terminal);
        }
        catch (RefusedException e)
        {
            terminal.Error(e.Reason.Zh, e.Reason.En);
            return 1;
        }
    }
}
