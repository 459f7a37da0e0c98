using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Shouwang.Server.Tests.Access;

/// <summary>An authenticator as phones have it (RFC 6238), written apart from the one that is tested.</summary>
internal static class Totp
{
    /// <param name="step">How many half minutes from now.</param>
    public static string Code(string secret, int step = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + step);
        var hash = HMACSHA1.HashData(Bytes(secret), counter);
        var at = hash[^1] & 15;
        var number = (BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(at)) & 0x7FFFFFFF) % 1_000_000;
        return number.ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }
}
