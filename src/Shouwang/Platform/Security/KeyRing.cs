using System.Security.Cryptography;
using System.Text;

namespace Shouwang.Platform.Security;

/// <summary>
/// The keys of one installation, in a folder of their own that no backup of the data holds:
/// one for pseudonyms, one for sealing. Each file is a version byte and 32 bytes, readable by its owner only.
/// </summary>
public sealed class KeyRing
{
    private readonly Key pseudonymKey;
    private readonly Key sealingKey;

    private KeyRing(Key pseudonymKey, Key sealingKey) => (this.pseudonymKey, this.sealingKey) = (pseudonymKey, sealingKey);

    /// <summary>The version of the pseudonym key and algorithm; a store of pseudonyms notes it.</summary>
    public byte PseudonymVersion => pseudonymKey.Version;

    internal byte SealingVersion => sealingKey.Version;

    internal ReadOnlySpan<byte> SealingSecret => sealingKey.Secret;

    /// <summary>Opens the folder, and on first use makes the folder and both keys.</summary>
    /// <exception cref="KeyRingException">One key is there and the other is not, or a key file is damaged or open to others.</exception>
    public static KeyRing OpenOrCreate(string folder)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Create(folder);
        }

        return Open(folder);
    }

    /// <summary>Opens keys that must exist already: with new ones, nothing stored before could be linked or read.</summary>
    /// <exception cref="KeyRingException">A key is missing, damaged, or open to others.</exception>
    public static KeyRing Open(string folder)
    {
        var paths = Paths(folder);
        return new KeyRing(KeyFile.Read(paths.Pseudonym), KeyFile.Read(paths.Sealing));
    }

    /// <summary>A key for one purpose, made from the pseudonym key (HKDF-SHA256): the same purpose gives the same bytes, another gives unrelated ones.</summary>
    public byte[] Derive(string purpose, int bytes) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, pseudonymKey.Secret, bytes, info: Encoding.UTF8.GetBytes(purpose));

    // Both keys appear at once, by renaming their folder: killed in between, the next start begins anew, and of two starts at once one wins.
    private static void Create(string folder)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var making = $"{target}.{Guid.CreateVersion7():N}";
        var paths = Paths(making);
        KeyFile.MakeFolder(making);
        KeyFile.Create(paths.Pseudonym);
        KeyFile.Create(paths.Sealing);
        try
        {
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(making, target);
        }
        catch (IOException) when (File.Exists(Paths(target).Sealing))
        {
            Directory.Delete(making, recursive: true);
        }
    }

    private static (string Pseudonym, string Sealing) Paths(string folder) =>
        (Path.Combine(folder, "pseudonym.key"), Path.Combine(folder, "sealing.key"));
}

/// <summary>The keys cannot be used; the message names the file and what to do.</summary>
public sealed class KeyRingException(string message) : Exception(message);

internal sealed record Key(byte Version, byte[] Secret);
