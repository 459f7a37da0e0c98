using System.Text;
using System.Text.Unicode;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// Notices a file that is written in another encoding than agreed, as a whole. Row by row this would not show:
/// every second Chinese name in UTF-8 is valid GB18030 too, and would be stored as a wrong name.
/// </summary>
internal static class DeliveredEncoding
{
    private const int SampleBytes = 1 << 16;

    /// <summary>"UTF-8 ≠ GB18030" (found ≠ agreed), or null where nothing speaks against the agreed encoding.</summary>
    /// <param name="gb18030">What was agreed; UTF-8 otherwise.</param>
    public static string? Difference(ReadOnlySpan<byte> file, bool gb18030)
    {
        var agreed = gb18030 ? "GB18030" : "UTF-8";
        if (IsUtf16(file))
        {
            return $"UTF-16 ≠ {agreed}";
        }

        var sample = file[..Math.Min(file.Length, SampleBytes)];
        if (sample.Length < file.Length && sample.LastIndexOf((byte)'\n') is > 0 and var last)
        {
            sample = sample[..last];
        }

        return IsOther(sample, gb18030) ? $"{(gb18030 ? "UTF-8" : "GB18030")} ≠ {agreed}" : null;
    }

    // Every second byte of ASCII is NUL in UTF-16; files with a few NULs are something else.
    private static bool IsUtf16(ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, 256)];
        var nul = head.Count((byte)0);
        return file.StartsWith(Encoding.Unicode.Preamble) || file.StartsWith(Encoding.BigEndianUnicode.Preamble) || (nul * 4 > head.Length && nul * 4 < head.Length * 3);
    }

    // One broken row must stay one broken row: no line may be right, and more than 2 % must be wrong.
    private static bool IsOther(ReadOnlySpan<byte> sample, bool gb18030)
    {
        var (lines, right, other) = (0, 0, 0);
        foreach (var range in sample.Split((byte)'\n'))
        {
            var line = sample[range];
            lines++;
            if (Ascii.IsValid(line))
            {
                continue;
            }

            // Chinese takes three bytes in UTF-8, the first E3 to E9; two-byte sequences alone may be GB18030 by chance.
            var utf8 = Utf8.IsValid(line) && (!gb18030 || line.ContainsAnyInRange((byte)0xE3, (byte)0xEF));
            var isOther = gb18030 ? utf8 : !utf8 && Gb18030.IsValid(line);
            other += isOther ? 1 : 0;
            right += !isOther && (gb18030 ? Gb18030.IsValid(line) : utf8) ? 1 : 0;
        }

        return right == 0 && other * 50 > lines;
    }
}
