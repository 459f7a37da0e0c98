using System.Text;

namespace Shouwang.Server.City.Files;

/// <summary>What numbers of visits, accounts, plates and contracts look like.</summary>
internal static class HashTexts
{
    private const string PlateAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Text before, digits, text after, by the field's name.</summary>
    private static readonly Dictionary<string, (string Before, int Digits, string After)> Forms = new(StringComparer.Ordinal)
    {
        ["visit"] = ("YB3406", 12, ""),
        ["account"] = ("6299", 15, ""),
        ["contract"] = ("HT3406-", 11, ""),
        ["entity"] = ("92340699", 10, ""),
        ["right"] = ("皖（2023）淮北市不动产权第", 10, "号"),
    };

    public static Action<RowBuffer, long> Writer(string field, Encoding encoding)
    {
        if (field == "plate")
        {
            var province = encoding.GetBytes("皖F");
            return (to, number) => Plate(to, province, number);
        }

        var (before, digits, after) = Forms.GetValueOrDefault(field, (field.ToUpperInvariant(), 12, ""));
        var (first, last) = (encoding.GetBytes(before), encoding.GetBytes(after));
        return (to, number) =>
        {
            to.Put(first);
            to.PutDigits(number, digits);
            to.Put(last);
        };
    }

    // Six characters of 34: a serial below 1.5 thousand million has its own.
    private static void Plate(RowBuffer to, byte[] province, long number)
    {
        to.Put(province);
        Span<byte> text = stackalloc byte[7];
        for (var i = 6; i >= 0; i--, number /= 34)
        {
            text[i] = (byte)PlateAlphabet[(int)(number % 34)];
        }

        to.Put(text);
    }
}
