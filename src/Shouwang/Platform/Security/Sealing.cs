using System.Security.Cryptography;

namespace Shouwang.Platform.Security;

/// <summary>Seals bytes with AES-256-GCM. Layout: version 1, nonce 12, ciphertext, tag 16. Safe for many threads.</summary>
public sealed class Sealing(KeyRing keys) : IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly ThreadLocal<AesGcm> gcm = new(() => new AesGcm(keys.SealingSecret, TagBytes), trackAllValues: true);
    private readonly byte version = keys.SealingVersion;

    /// <summary>How many bytes sealing adds.</summary>
    public const int Overhead = 1 + NonceBytes + TagBytes;

    /// <param name="associatedData">Where the bytes belong, such as table, column and row: sealed bytes do not open anywhere else.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        var box = new byte[plain.Length + Overhead];
        box[0] = version;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        gcm.Value!.Encrypt(nonce, plain, box.AsSpan(1 + NonceBytes, plain.Length), box.AsSpan(box.Length - TagBytes), associatedData);
        return box;
    }

    /// <exception cref="CryptographicException">Not sealed with this key, not for this place, or altered.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData)
    {
        if (box.Length < Overhead || box[0] != version)
        {
            throw new CryptographicException("Not a sealed text, or sealed with a key of another version.");
        }

        var plain = new byte[box.Length - Overhead];
        gcm.Value!.Decrypt(box.Slice(1, NonceBytes), box.Slice(1 + NonceBytes, plain.Length), box[^TagBytes..], plain, associatedData);
        return plain;
    }

    public void Dispose()
    {
        foreach (var cipher in gcm.Values)
        {
            cipher.Dispose();
        }

        gcm.Dispose();
    }
}
