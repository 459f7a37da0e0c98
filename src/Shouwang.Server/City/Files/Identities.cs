using Shouwang.Registry;

namespace Shouwang.Server.City.Files;

/// <summary>Identity numbers as people get them wrong.</summary>
internal static class Identities
{
    /// <summary>Two neighbouring digits of the sequence or birth date swapped, or one changed: the check digit no longer agrees.</summary>
    public static void Mistype(Span<char> id, int salt)
    {
        var at = 8 + (int)(Dice.Mix((ulong)salt, 21) % 8);
        if (id[at] != id[at + 1])
        {
            (id[at], id[at + 1]) = (id[at + 1], id[at]);
        }
        else
        {
            id[at] = (char)('0' + (id[at] - '0' + 3) % 10);
        }

        // A swap may leave the sum as it was: then the check character itself is wrong.
        if (IdNumber.TryParse(id.ToString(), out _))
        {
            id[17] = id[17] == '0' ? '1' : '0';
        }
    }

    /// <summary>True where the mistyped number still carries the right birth date.</summary>
    public static bool KeepsBirth(string id, int salt)
    {
        Span<char> copy = stackalloc char[18];
        id.CopyTo(copy);
        Mistype(copy, salt);
        return copy.Slice(6, 8).SequenceEqual(id.AsSpan(6, 8));
    }
}
