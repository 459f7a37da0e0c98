using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Shouwang.Platform.Security;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// Keyed 64-bit hashes of delivered numbers (visits, plates, accounts): XXH128 of the text, encrypted with AES-256
/// in batches and cut to 64 bits. Without the key nobody can test a guess against the store. Safe for many threads.
/// </summary>
internal sealed class TextHashes(KeyRing keys) : IDisposable
{
    private readonly byte[] key = keys.Derive("hash/text", 32);

    private readonly ThreadLocal<Aes> ciphers = new(trackAllValues: true);

    public static UInt128 Digest(ReadOnlySpan<byte> text) => XxHash128.HashToUInt128(text);

    /// <summary>Turns digests into hashes in place; the lower half is the hash.</summary>
    public void Encrypt(Span<UInt128> digests)
    {
        var aes = ciphers.Value ??= New();
        var bytes = MemoryMarshal.AsBytes(digests);
        aes.EncryptEcb(bytes, bytes, PaddingMode.None);
    }

    public long Of(ReadOnlySpan<byte> text)
    {
        Span<UInt128> one = [Digest(text)];
        Encrypt(one);
        return (long)(ulong)one[0];
    }

    public void Dispose()
    {
        foreach (var aes in ciphers.Values)
        {
            aes.Dispose();
        }

        ciphers.Dispose();
    }

    private Aes New()
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }
}
