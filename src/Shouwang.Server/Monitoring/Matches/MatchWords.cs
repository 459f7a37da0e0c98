using System.Globalization;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Monitoring;

/// <summary>How the calculation behind a doubt reads on a page.</summary>
internal static class MatchWords
{
    /// <param name="level">As the matcher's specification names it, such as <c>edits(1)</c>; null where a value is missing.</param>
    public static Bilingual Level(string? level) => level?.Split('(')[0] switch
    {
        null => new("缺", "missing"),
        "exact" => new("一致", "the same"),
        "variant" => new("异体字", "a variant"),
        "pinyin" => new("同音", "sounds the same"),
        "surname" => new("同姓", "the surname"),
        "edits" => new("差一两个字", "a character off"),
        "swapped_day_month" => new("月日颠倒", "day and month swapped"),
        "else" => new("不同", "differs"),
        _ => new("部分一致", "in part"),
    };

    public static string Probability(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
