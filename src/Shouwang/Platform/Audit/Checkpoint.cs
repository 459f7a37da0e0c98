using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shouwang.Platform.Audit;

/// <summary>The end of the log at one moment, signed: whoever keeps it can prove later that these rows were there.</summary>
/// <param name="Seq">Number of the last row.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
/// <param name="At">When it was signed, as in the log.</param>
/// <param name="Signature">ECDSA P-256 over SHA-256, r and s of 32 bytes each, in base64.</param>
public sealed record Checkpoint(long Seq, string Hash, string At, string KeyId, string Signature)
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary><c>checkpoint-000123.json</c></summary>
    public static string NameOf(long seq) => string.Create(CultureInfo.InvariantCulture, $"checkpoint-{seq:D6}.json");

    internal static Checkpoint Sign(AuditSigner signer, long seq, string hash, DateTimeOffset at)
    {
        var unsigned = new Checkpoint(seq, hash, AuditEncoding.Write(at), signer.KeyId, "");
        return unsigned with { Signature = Convert.ToBase64String(signer.Sign(unsigned.Content())) };
    }

    internal string Write() => JsonSerializer.Serialize(this, Form) + "\n";

    /// <returns>Null where the file holds no checkpoint.</returns>
    internal static Checkpoint? Read(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Checkpoint>(json, Form);
            return read is { Hash: not null, At: not null, KeyId: not null, Signature: not null } ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal bool IsSignedBy(ECDsa key)
    {
        Span<byte> signature = stackalloc byte[64];
        return Convert.TryFromBase64String(Signature, signature, out var length) && length == signature.Length
            && key.VerifyData(Content(), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    // Each part after its length, so that no two checkpoints are the same bytes; the first word keeps signatures of other things out.
    private byte[] Content()
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var part in new[] { "shouwang/audit/checkpoint/1", Seq.ToString(CultureInfo.InvariantCulture), Hash, At, KeyId })
        {
            var text = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }

        return bytes.ToArray();
    }
}
