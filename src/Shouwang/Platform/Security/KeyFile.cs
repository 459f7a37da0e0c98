using System.Security.Cryptography;

namespace Shouwang.Platform.Security;

/// <summary>One key on disk: a version byte, then 32 bytes.</summary>
internal static class KeyFile
{
    public const byte Version = 1;

    private const int SecretBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes a new random key to the disk.</summary>
    public static void Create(string path) => Create(path, RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Writes a key of 32 bytes that was made elsewhere.</summary>
    public static void Create(string path, byte[] secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretBytes);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.WriteByte(Version);
        file.Write(secret);
        file.Flush(flushToDisk: true);
    }

    public static Key Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new KeyRingException($"缺少密钥文件 {path}，请从密钥备份恢复。The key file {path} is missing: restore it from the backup of the keys.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            throw new KeyRingException($"密钥文件 {path} 的权限过宽，应为 0600。The key file {path} is open to others: chmod 600.");
        }

        var bytes = File.ReadAllBytes(path);
        return bytes is [Version, ..] && bytes.Length == 1 + SecretBytes
            ? new Key(Version, bytes[1..])
            : throw new KeyRingException($"密钥文件 {path} 已损坏或版本未知。The key file {path} is damaged or of an unknown version.");
    }
}
