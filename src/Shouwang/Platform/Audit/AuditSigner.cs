using System.Security.Cryptography;
using Shouwang.Platform.Security;

namespace Shouwang.Platform.Audit;

/// <summary>
/// The key that signs checkpoints: ECDSA P-256, its secret number in <c>keys/audit.key</c> like the other keys. A file of its
/// own, because losing it costs nothing that is stored: a new one signs from then on, and the old public key goes on verifying.
/// </summary>
public sealed class AuditSigner : IDisposable
{
    private readonly ECDsa key;

    private AuditSigner(ECDsa key)
    {
        this.key = key;
        PublicKey = key.ExportSubjectPublicKeyInfoPem();
        KeyId = IdOf(key);
    }

    /// <summary>First 16 hexadecimal digits of the SHA-256 of the public key.</summary>
    public string KeyId { get; }

    /// <summary>PEM, for whoever keeps the checkpoints.</summary>
    public string PublicKey { get; }

    /// <summary>Opens the key, and on first use makes it.</summary>
    /// <param name="folder">The folder of the keys; it must exist.</param>
    /// <exception cref="KeyRingException">The file is damaged or open to others.</exception>
    public static AuditSigner OpenOrCreate(string folder)
    {
        var path = Path.Combine(folder, "audit.key");
        if (!File.Exists(path))
        {
            Create(path);
        }

        return new AuditSigner(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = KeyFile.Read(path).Secret }));
    }

    internal static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    internal byte[] Sign(byte[] content) => key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public void Dispose() => key.Dispose();

    // Written aside and renamed: a key is there whole or not at all, and of two that begin at once one wins.
    private static void Create(string path)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var aside = $"{path}.{Guid.CreateVersion7():N}";
        KeyFile.Create(aside, made.ExportParameters(includePrivateParameters: true).D!);
        try
        {
            File.Move(aside, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
