namespace Shouwang.Tests.Monitoring.Matching;

/// <summary>
/// A register of invented people and rows that departments might deliver about them and about others.
/// Fields in the order of the pack's specification: name, sex, birth, phone, address, township.
/// </summary>
internal sealed class SyntheticTown
{
    private const string Surnames = "王王王王李李李李张张张刘刘陈陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单解仇";
    private const string Given = "伟伟伟芳芳娜娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰梅红春飞建国文辉力毅俊峰宝山志远海燕云龙凤生永富贵福荣昌盛思雨欣怡子轩浩然梓涵雪琴淑珍凯琪瑶佳慧颖晨阳博宇泽睿彤薇莉莹倩婷媛萍琳璐瑞鑫森林栋梁安康宁和顺利成功德才兴旺发财喜庆祥瑞";
    private const string Places = "东西南北上下前后大小高长新老石柳杨槐桃李王张刘陈赵孙河湖塘桥集庙店铺楼庄岗湾";

    private readonly Random random;
    private readonly Dictionary<string, string> variants = [];
    private readonly string[] homophones;

    public SyntheticTown(int seed, int people, int deliveries)
    {
        random = new Random(seed);
        foreach (var line in File.ReadLines(Pack.Path("variants.csv")).Skip(1))
        {
            variants.TryAdd(line.Split(',')[1], line.Split(',')[0]);
        }

        homophones = [.. Given.Select(c => c.ToString()).Distinct().GroupBy(c => Shouwang.Monitoring.Matching.Pinyin.Of(c[0])).Where(g => g.Count() > 1).Select(g => string.Concat(g))];
        while (Registered.Count < people)
        {
            AddHousehold();
        }

        for (var i = 0; i < deliveries; i++)
        {
            Deliver();
        }
    }

    public List<string?[]> Registered { get; } = [];

    public List<string?[]> Delivered { get; } = [];

    /// <summary>The registered person each delivered row is about; -1 for somebody else.</summary>
    public List<int> About { get; } = [];

    private void AddHousehold()
    {
        var township = random.Next(60);
        var home = Home(township);
        var phone = Phone();
        var surname = Surname();
        for (var size = random.Next(1, 5); size > 0; size--)
        {
            Registered.Add(Person(random.Next(3) == 0 ? Surname() : surname, phone, home, township));
        }
    }

    private string?[] Person(string surname, string phone, string home, int township) =>
        [surname + GivenName(), random.Next(2) == 0 ? "1" : "2", Birth(), phone, home, $"340699{100 + township}"];

    private void Deliver()
    {
        var kind = random.Next(100);
        var person = random.Next(Registered.Count);
        if (kind < 55)
        {
            About.Add(person);
            Delivered.Add(Written(Registered[person]));
            return;
        }

        About.Add(-1);
        var township = random.Next(60);
        Delivered.Add(kind < 60
            ? Written(Person(Registered[person][0]![..1], Registered[person][3]!, Registered[person][4]!, int.Parse(Registered[person][5]![6..]) - 100))
            : Written(Person(Surname(), Phone(), Home(township), township)));
    }

    /// <summary>The row as a clerk elsewhere may have written it.</summary>
    private string?[] Written(string?[] person)
    {
        var row = (string?[])person.Clone();
        row[0] = Name(row[0]!);
        row[1] = Chance(30) ? null : Chance(1) ? (row[1] == "1" ? "2" : "1") : row[1];
        row[2] = Chance(15) ? null : Date(row[2]!);
        row[3] = Chance(40) ? null : Chance(20) ? Phone() : row[3];
        row[4] = Chance(30) ? null : Chance(6) ? Home(random.Next(60)) : Address(row[4]!);
        row[5] = Chance(20) ? null : Chance(3) ? $"340699{100 + random.Next(60)}" : row[5];
        return row;
    }

    private string Name(string name)
    {
        var place = random.Next(1, name.Length);
        if (Chance(6) && variants.TryGetValue(name[place].ToString(), out var variant))
        {
            return name[..place] + variant + name[(place + 1)..];
        }

        if (Chance(5) && homophones.FirstOrDefault(h => h.Contains(name[place])) is { } alike)
        {
            return name[..place] + alike[random.Next(alike.Length)] + name[(place + 1)..];
        }

        return Chance(1) ? name[..place] + Given[random.Next(Given.Length)] + name[(place + 1)..] : name;
    }

    private string Date(string date)
    {
        if (Chance(2))
        {
            return date[..4] + date[6..] + date[4..6];
        }

        if (Chance(3))
        {
            var place = random.Next(8);
            return date[..place] + (char)('0' + random.Next(10)) + date[(place + 1)..];
        }

        if (Chance(1))
        {
            return Birth();
        }

        return Chance(50) ? $"{date[..4]}-{date[4..6]}-{date[6..]}" : date;
    }

    private string Address(string address) => random.Next(7) switch
    {
        0 => "濉溪县" + address,
        1 => address.Replace("组", "村民组", StringComparison.Ordinal),
        2 => address[(address.IndexOf('镇', StringComparison.Ordinal) + 1)..],
        3 => address[..address.IndexOf('村', StringComparison.Ordinal)] + "村",
        _ => address,
    };

    private string Surname() => Surnames[random.Next(Surnames.Length)].ToString();

    // The smaller of two draws: some given names are far more common than others.
    private string GivenName() => Enumerable.Range(0, Chance(25) ? 1 : 2)
        .Aggregate("", (name, _) => name + Given[Math.Min(random.Next(Given.Length), random.Next(Given.Length))]);

    private string Birth() => $"{1935 + random.Next(85):0000}{random.Next(1, 13):00}{random.Next(1, 29):00}";

    private string Phone() => $"13{random.NextInt64(1_000_000_000):000000000}";

    private string Home(int township) =>
        $"{Places[township % Places.Length]}{Places[township * 7 % Places.Length]}镇{Places[random.Next(Places.Length)]}{Places[random.Next(Places.Length)]}村{random.Next(1, 20)}组{random.Next(1, 80)}号";

    private bool Chance(int percent) => random.Next(100) < percent;
}
