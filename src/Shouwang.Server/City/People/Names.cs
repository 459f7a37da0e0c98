using System.Text;

namespace Shouwang.Server.City.People;

/// <summary>
/// Plausible Chinese names as 32-bit codes: surname, one or two given characters by sex and generation,
/// or one of a few full names (minority names with a middle dot, characters outside the two-byte part of GB18030).
/// </summary>
internal static class Names
{
    private const uint Special = 0x8000_0000;
    private const uint NoSecond = 0x3FF;

    // Roughly the order of frequency in northern Anhui.
    private const string Surnames = "王李张刘陈杨赵周孙徐马朱胡郭高林何吴黄宋梁郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";

    private static readonly int[] SurnameWeights = [.. Enumerable.Range(0, Surnames.Length).Select(i => 1200 / (i + 4) + 2)];

    // Male, female for those born before 1960, before 1990, and later.
    private static readonly string[] Given =
    [
        "国建德文明志永玉广保富贵福祥发才根山林海金银宝成树柱良忠义信仁礼传家庆学田春生长河东启兴旺荣全",
        "秀英兰桂芳玉珍梅凤莲香荣素翠花云侠霞爱淑贤芝菊琴巧娥清美俊月华银环仙翠敏平真如",
        "军伟强勇峰涛超杰鹏磊刚辉斌波浩亮飞龙健平利民兵海东永春雷凯松林武庆振宏卫红文明志建国成华",
        "丽娟敏静艳霞燕红娜玲芳莉萍洁慧颖倩婷雪梅琳晶丹蕾云翠华玉英春秋红侠会巧平利",
        "浩宇轩子俊梓博睿涵泽豪然天一鑫辰阳家旭嘉皓奕瑞翔恩佑航晨硕航宸祺铭启明哲思源",
        "欣怡梓涵诗雨萱子佳琪思婷雅静语嫣梦瑶依可馨若彤雪晴悦艺心妍紫萌甜语桐安然宁朵",
    ];

    /// <summary>Full names that try encodings and comparators: 𠮷 lies outside the BMP, 䶮 and 㛃 take four bytes in GB18030.</summary>
    private static readonly string[] Full =
    [
        "阿依古丽·买买提", "古丽娜尔·艾合买提", "买买提·吐尔逊", "阿卜杜拉·热合曼", "扎西·达娃", "卓玛·次仁", "巴特尔·孟和", "乌云·其木格",
        "王𠮷", "李㛃", "张䶮", "刘𬭎", "陈镕䥽", "赵𬀩", "马㵾", "孙犇", "朱喆", "李堃", "张淼焱", "欧阳建国", "司马春梅", "诸葛明", "上官婷婷", "邢丫头",
    ];

    private static readonly string Alphabet = Surnames + string.Concat(Given);
    private static readonly int[] GivenStart = Starts();

    public static int FullCount => Full.Length;

    /// <summary>A drawn name; the birth year says the generation's taste.</summary>
    public static uint Draw(ref Dice dice, bool male, int birthYear)
    {
        if (dice.Chance(12))
        {
            return Special | (uint)dice.Below(Full.Length);
        }

        var pool = (birthYear < 1960 ? 0 : birthYear < 1990 ? 2 : 4) + (male ? 0 : 1);
        var surname = (uint)dice.Weighted(SurnameWeights);
        var single = dice.Chance(birthYear is >= 1965 and < 2000 ? 2800 : 700);
        return (surname << 20) | (GivenOf(ref dice, pool) << 10) | (single ? NoSecond : GivenOf(ref dice, pool));
    }

    /// <summary>The same surname as another person's, where both have drawn names: families share one.</summary>
    public static uint WithSurnameOf(uint name, uint other) => (name & Special) != 0 || (other & Special) != 0 ? name : (name & 0xFFFFF) | (other & 0x7FF0_0000);

    public static uint OfFull(int index) => Special | (uint)index;

    public static string Text(uint name)
    {
        if ((name & Special) != 0)
        {
            return Full[name & 0x7FFF_FFFF];
        }

        var second = name & 0x3FF;
        var (a, b) = (Surnames[(int)(name >> 20)], Alphabet[(int)((name >> 10) & 0x3FF)]);
        return second == NoSecond ? $"{a}{b}" : $"{a}{b}{Alphabet[(int)second]}";
    }

    private static uint GivenOf(ref Dice dice, int pool) => (uint)(GivenStart[pool] + dice.Below(Given[pool].Length));

    private static int[] Starts()
    {
        var starts = new int[Given.Length];
        var at = Surnames.Length;
        for (var i = 0; i < Given.Length; i++)
        {
            starts[i] = at;
            at += Given[i].Length;
        }

        return starts;
    }

    /// <summary>The bytes of names in one encoding: every character once, looked up while writing.</summary>
    public sealed class Bytes(Encoding encoding)
    {
        private readonly byte[][] characters = [.. Alphabet.Select(c => encoding.GetBytes(c.ToString()))];
        private readonly byte[][] full = [.. Full.Select(encoding.GetBytes)];

        /// <summary>Writes the name and returns the number of bytes; a name takes at most 40.</summary>
        public int Write(uint name, Span<byte> target)
        {
            if ((name & Special) != 0)
            {
                var text = full[name & 0x7FFF_FFFF];
                text.CopyTo(target);
                return text.Length;
            }

            var at = Put(characters[name >> 20], target, 0);
            at = Put(characters[(name >> 10) & 0x3FF], target, at);
            return (name & 0x3FF) == NoSecond ? at : Put(characters[name & 0x3FF], target, at);
        }

        private static int Put(byte[] bytes, Span<byte> target, int at)
        {
            bytes.CopyTo(target[at..]);
            return at + bytes.Length;
        }
    }
}
