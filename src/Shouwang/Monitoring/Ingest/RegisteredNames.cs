using System.Text;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// The names of registered people by person number, to notice an id that arrives under another name.
/// Comparing costs a byte comparison where the name is written as registered.
/// </summary>
internal sealed class RegisteredNames
{
    private readonly string?[] names;
    private readonly Func<string, string, bool> agree;
    private readonly Dictionary<string, byte[]?[]> encoded = new(StringComparer.Ordinal);

    /// <param name="names">Index = person number; null where the person is not registered.</param>
    /// <param name="agree">Whether a delivered and a registered name may be the same person's.</param>
    public RegisteredNames(string?[] names, Func<string, string, bool> agree)
    {
        this.names = names;
        this.agree = agree;
    }

    /// <summary>The encoded names for one file encoding; made once and shared.</summary>
    public byte[]?[] In(Encoding encoding)
    {
        lock (encoded)
        {
            if (!encoded.TryGetValue(encoding.WebName, out var bytes))
            {
                bytes = [.. names.Select(n => n is null ? null : encoding.GetBytes(n))];
                encoded[encoding.WebName] = bytes;
            }

            return bytes;
        }
    }

    public bool Agree(int person, string delivered) => names[person] is not { } registered || agree(delivered, registered);
}
