namespace Shouwang.Monitoring.Matching;

/// <summary>The signs in and around names that carry no meaning, and the places where a name parts.</summary>
internal static class NameSigns
{
    private static readonly HashSet<(int First, int Second)> CompoundSurnames = Pairs(
        "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐长孙宇文司徒司空夏侯轩辕端木南宫西门独孤呼延闻人钟离鲜于澹台公冶宗政濮阳淳于太叔申屠仲孙万俟赫连闾丘东郭百里拓跋羊舌微生梁丘左丘第五");

    /// <summary>The dots between the parts of a minority name, as keyboards and old systems write them.</summary>
    public static bool IsDot(int c) => c is '·' or '.' or '•' or '・' or '‧' or '･' or '∙' or '⋅' or '。' or '．';

    /// <summary>A sign put where the sending system could not write the character.</summary>
    public static bool IsPlaceholder(int c) => c is '?' or '□' or '〓' or '*' or '�' or (>= 0xE000 and <= 0xF8FF);

    public static bool IsHan(int c) => c is (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x323AF) or '〇';

    /// <summary>How many leading characters are the surname; in a name written in letters, none of these rules holds and the answer is 0.</summary>
    public static int SurnameLength(ReadOnlySpan<int> name)
    {
        if (name.Length == 0 || !IsHan(name[0]))
        {
            return 0;
        }

        return name.Length > 2 && CompoundSurnames.Contains((name[0], name[1])) ? 2 : 1;
    }

    private static HashSet<(int, int)> Pairs(string text)
    {
        var pairs = new HashSet<(int, int)>();
        for (var i = 0; i + 1 < text.Length; i += 2)
        {
            pairs.Add((text[i], text[i + 1]));
        }

        return pairs;
    }
}
