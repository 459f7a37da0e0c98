using Shouwang.Monitoring.Sources;
using Shouwang.Server.City.Files;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Life;

/// <summary>
/// Rows about registered people whose id is missing or wrong, in every file: quiet ones, so that no warning hangs on
/// what matching makes of them. What it should make of them is in the truth.
/// </summary>
internal sealed class Unlinked
{
    // Per 10,000 rows of a file.
    private const int Share = 20;

    private static readonly Dictionary<char, char> SameSound = Pairs("张章李黎刘柳陈晨王汪徐许杨羊周洲孙荪马玛朱诸胡湖郭虢何和高皋林临梁粱建健丽莉军君英瑛芳方伟玮玉钰娟涓敏闽静婧艳燕霞遐明铭志致国帼文雯德得永咏");

    private static readonly Dictionary<char, char> Variant = Pairs("刘劉陈陳杨楊赵趙孙孫马馬吴吳郑鄭许許韩韓冯馮叶葉钟鍾龙龍国國兰蘭凤鳳华華伟偉强強建建军軍丽麗红紅荣榮云雲宝寶贵貴财財学學长長东東兴興庆慶传傳");

    private readonly CityPlan plan;
    private readonly Population people;
    private readonly List<Person> candidates;
    private readonly Dictionary<uint, int> namesakes = [];
    private Dice dice;

    public Unlinked(CityPlan plan, Population people)
    {
        (this.plan, this.people) = (plan, people);
        dice = Dice.Of(plan.Options.Seed, "unlinked");
        candidates = [.. plan.Households.Where(h => !h.Planted).SelectMany(h => h.Members)];
        for (var i = 0; i < people.Registered; i++)
        {
            namesakes[people.Name(i)] = namesakes.GetValueOrDefault(people.Name(i)) + 1;
        }
    }

    public void Spread()
    {
        foreach (var feed in plan.Feeds.Where(f => f.Feed.Columns.Any(c => c.Identity == IdentityPart.Name)))
        {
            foreach (var period in feed.Periods)
            {
                var count = period.Rows * Share / 10_000 + (period.Rows >= 200 ? 1 : 0);
                for (var i = 0; i < count; i++)
                {
                    var person = dice.Pick(candidates);
                    var row = plan.Row(person, feed, period);
                    row.Identity = IdentityFor(feed.Feed, person, i + feed.Index);
                }
            }
        }
    }

    /// <summary>The name as somebody heard it, or in its old form; null where no character has another.</summary>
    public static string? OtherSpelling(string name) => Swap(name, SameSound) ?? Swap(name, Variant);

    private static Dictionary<char, char> Pairs(string text)
    {
        var pairs = new Dictionary<char, char>();
        for (var i = 0; i < text.Length; i += 2)
        {
            pairs.TryAdd(text[i], text[i + 1]);
        }

        return pairs;
    }

    private Identity IdentityFor(SourceFeed feed, Person person, int turn)
    {
        bool Has(IdentityPart part) => feed.Columns.Any(c => c.Identity == part);
        var (birth, phone, address) = (Has(IdentityPart.Birth), Has(IdentityPart.Phone) && person.Household!.Phone.Length > 0, Has(IdentityPart.Address));
        var name = people.NameText(person.Ordinal);
        var with = (birth ? "_birth" : "") + (phone ? "_phone" : "") + (address ? "_address" : "");
        // A name alone, even with an address, is for a person to decide; a name that many share says nothing.
        var rare = namesakes[people.Name(person.Ordinal)] <= (Has(IdentityPart.Division) ? 3 : 1);
        var expected = birth || phone ? "matched" : address || rare ? "doubt" : "none";
        switch (turn % 10)
        {
            case 0 when person.Birth.Year < 2000:
                return new Identity(IdStyle.Fifteen, "matched", "id_15");
            case 1 when OtherName(name) is { } other:
                return new Identity(IdStyle.Plain, "doubt", "other_name") { Name = other };
            case 2 or 3 when Swap(name, SameSound) is { } homophone:
                return new Identity(IdStyle.Empty, Weaker(expected), "no_id_homophone" + with) { Name = homophone };
            case 4 or 5 when Swap(name, Variant) is { } variant:
                return new Identity(IdStyle.Empty, Weaker(expected), "no_id_variant" + with) { Name = variant };
            case 6 when birth && Swapped(person.Birth) is { } swapped:
                return new Identity(IdStyle.Empty, "matched", "no_id_name_swapped_birth" + (address ? "_address" : "")) { Birth = swapped };
            case 7 or 8:
                // A mistyped number still tells the birth date, where the slip lies elsewhere.
                var intact = Identities.KeepsBirth(people.Id(person.Ordinal), person.Ordinal);
                return new Identity(IdStyle.Mistyped, intact ? "matched" : expected, $"mistyped_id{(intact ? "_birth_intact" : "")}_name{with}");
            default:
                return new Identity(IdStyle.Empty, expected, "no_id_name" + with);
        }
    }

    private static string Weaker(string expected) => expected == "doubt" ? "none" : expected;

    /// <summary>The name of another registered person, different in every character; null if the dice find none.</summary>
    private string? OtherName(string name)
    {
        for (var i = 0; i < 20; i++)
        {
            var other = people.NameText(dice.Pick(candidates).Ordinal);
            if (!other.AsSpan().ContainsAny(name))
            {
                return other;
            }
        }

        return null;
    }

    private static string? Swap(string name, Dictionary<char, char> pairs)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (pairs.TryGetValue(name[i], out var other) && other != name[i])
            {
                return $"{name[..i]}{other}{name[(i + 1)..]}";
            }
        }

        return null;
    }

    private static DateOnly? Swapped(DateOnly birth) => birth.Day <= 12 && birth.Day != birth.Month ? new DateOnly(birth.Year, birth.Day, birth.Month) : null;
}
