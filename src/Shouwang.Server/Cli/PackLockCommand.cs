using System.CommandLine;
using System.Text.Json;
using Shouwang.Platform.Packs;

namespace Shouwang.Server.Cli;

/// <summary><c>pack lock</c>: puts a state of a pack on record, and tells later whether it is still that state.</summary>
internal static class PackLockCommand
{
    public static Command Make()
    {
        var folder = PackCommands.Folder();
        var verify = new Option<bool>("--verify") { Description = "只核对，不写入 / compare only, write nothing" };
        var command = new Command("lock", "锁定：记下政策包各层每个文件的哈希，--verify 核对 / put the hash of every file of every layer on record; --verify compares") { folder, verify };
        command.SetAction(parsed =>
        {
            var terminal = Globals.Terminal(parsed);
            var path = PackCommands.FolderOf(parsed, folder);
            var pack = Pack.Open(path);
            pack.RefuseFaults();
            return parsed.GetValue(verify) ? Verify(terminal, path, PackLock.Of(pack)) : Write(terminal, path, PackLock.Of(pack));
        });
        return command;
    }

    private static int Write(Terminal terminal, string path, PackLock now)
    {
        now.Write(path);
        terminal.Document(now);
        terminal.Line($"已锁定 {now.Pack} {now.Version}：{now.Files.Count:N0} 个文件，{now.Hash}", $"Locked {now.Pack} {now.Version}: {now.Files.Count:N0} files, {now.Hash}");
        return 0;
    }

    private static int Verify(Terminal terminal, string path, PackLock now)
    {
        PackLock? locked;
        try
        {
            locked = PackLock.Read(path);
        }
        catch (JsonException)
        {
            throw new RefusedException(new($"{Path.Combine(path, PackLock.FileName)} 不是锁定文件。", $"{Path.Combine(path, PackLock.FileName)} is no lock."));
        }

        if (locked is null)
        {
            throw new RefusedException(new($"{path} 尚未锁定：请先运行 shouwang pack lock。", $"{path} was never locked: run shouwang pack lock first."));
        }

        var differences = locked.DifferencesOf(now);
        terminal.Document(new { pack = now.Pack, locked = locked.Hash, now = now.Hash, same = differences.Count == 0, differences = differences.Select(d => new { d.File, d.Difference }) });
        foreach (var (file, difference) in differences)
        {
            terminal.Line($"{file}：{Zh(difference)}", $"{file}: {difference.ToString().ToLowerInvariant()}");
        }

        terminal.Line(differences.Count == 0 ? $"与锁定时一致：{now.Hash}" : $"{differences.Count} 个文件与锁定时不同。", differences.Count == 0 ? $"As it was locked: {now.Hash}" : $"Files that differ from what was locked: {differences.Count}.");
        return differences.Count == 0 ? 0 : 2;
    }

    private static string Zh(LockDifference difference) => difference switch { LockDifference.Changed => "已修改", LockDifference.Added => "新增", _ => "已删除" };
}
