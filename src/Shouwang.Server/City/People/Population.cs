using Shouwang.Registry;

namespace Shouwang.Server.City.People;

/// <summary>
/// Everybody by ordinal: registered people first, then residents about whom a case is planted, then all others.
/// Tables of plain numbers, for two million people fit in a few tens of megabytes.
/// </summary>
internal sealed class Population
{
    private const string Area = "340699";

    // 1900-01-01, before the oldest person.
    private static readonly int FirstDay = new DateOnly(1900, 1, 1).DayNumber;

    private readonly int[] birth;
    private readonly ushort[] sequence;
    private readonly uint[] name;
    private readonly int[] village;
    private readonly Dictionary<int, Household> households = [];

    private Population(int registered, int planted, int count)
    {
        (Registered, PlantedResidents, Count) = (registered, planted, count);
        birth = new int[count];
        sequence = new ushort[count];
        name = new uint[count];
        village = new int[count];
    }

    public int Registered { get; }

    public int PlantedResidents { get; }

    public int Count { get; }

    /// <summary>First ordinal of the people whom rows of chance may be about.</summary>
    public int FirstOther => Registered + PlantedResidents;

    public IReadOnlyList<Village> Villages { get; private set; } = [];

    public int[] Pupils { get; private set; } = [];

    public int[] Adults { get; private set; } = [];

    public int[] Elders { get; private set; } = [];

    public int[] Others { get; private set; } = [];

    public static Population Make(ulong seed, DateOnly asOf, IReadOnlyList<Person> registered, IReadOnlyList<Person> plantedResidents, int residents, IReadOnlyList<Village> villages)
    {
        var all = new Population(registered.Count, plantedResidents.Count, registered.Count + residents) { Villages = villages };
        var used = new ushort[2 * (asOf.DayNumber - FirstDay + 400)];
        var dice = Dice.Of(seed, "population");
        var at = 0;
        foreach (var person in registered.Concat(plantedResidents))
        {
            all.Give(ref dice, person, at++, used);
        }

        for (; at < all.Count; at++)
        {
            var male = dice.Chance(5080);
            var day = ResidentBirth(ref dice, asOf);
            all.Set(at, day, male, Names.Draw(ref dice, male, day.Year), used);
            all.village[at] = dice.Below(villages.Count);
        }

        all.FillPools(asOf);
        return all;
    }

    public uint Name(int ordinal) => name[ordinal];

    public string NameText(int ordinal) => Names.Text(name[ordinal]);

    public DateOnly Birth(int ordinal) => DateOnly.FromDayNumber(birth[ordinal]);

    public int BirthDay(int ordinal) => birth[ordinal];

    public bool Male(int ordinal) => sequence[ordinal] % 2 == 1;

    public Household? HouseholdOf(int ordinal) => households.GetValueOrDefault(ordinal);

    public int VillageOf(int ordinal) => village[ordinal];

    public string Id(int ordinal)
    {
        Span<char> text = stackalloc char[18];
        WriteId(ordinal, text);
        return new string(text);
    }

    public void WriteId(int ordinal, Span<char> text)
    {
        Area.CopyTo(text);
        var day = DateOnly.FromDayNumber(birth[ordinal]);
        Digits(day.Year * 10000 + day.Month * 100 + day.Day, text.Slice(6, 8));
        Digits(sequence[ordinal], text.Slice(14, 3));
        text[17] = IdNumber.CheckCharacter(text[..17]);
    }

    /// <summary>11 digits that no network gives out: 1990… for households of the register, 1991… for other residents.</summary>
    public long Phone(int ordinal) => households.TryGetValue(ordinal, out var household)
        ? (household.Phone.Length == 0 ? 0 : long.Parse(household.Phone, System.Globalization.CultureInfo.InvariantCulture))
        : 1991_0000000L + (ordinal * 7_654_321L % 10_000_000L);

    /// <summary>House number of a resident in the village: above those of the register.</summary>
    public int HouseNumber(int ordinal) => 3000 + ordinal / Villages.Count % 6000;

    private static void Digits(int number, Span<char> text)
    {
        for (var i = text.Length - 1; i >= 0; i--, number /= 10)
        {
            text[i] = (char)('0' + number % 10);
        }
    }

    private static DateOnly ResidentBirth(ref Dice dice, DateOnly asOf)
    {
        // Shares of the ages 0–9, 10–19 … 80–89 in percent, as in a county of northern Anhui.
        ReadOnlySpan<int> shares = [10, 13, 10, 15, 13, 15, 12, 8, 4];
        var decade = dice.Weighted(shares);
        return asOf.AddDays(-(int)dice.Between(decade * 3652L, decade * 3652L + 3651));
    }

    private void Give(ref Dice dice, Person person, int ordinal, ushort[] used)
    {
        person.Ordinal = ordinal;
        var drawn = Names.Draw(ref dice, person.Male, person.Birth.Year);
        if (person.Household is { } household)
        {
            households[ordinal] = household;
            village[ordinal] = household.Village.Index;
            var head = household.Head;
            if (head != person && head.Ordinal >= 0 && person.Role is 2 or 3 or 4 or 7)
            {
                drawn = Names.WithSurnameOf(drawn, name[head.Ordinal]);
            }

            // Name and phone must name one person: no two of a household share a name.
            while (household.Members.Concat(household.Past).Any(m => m != person && m.Ordinal >= 0 && name[m.Ordinal] == drawn))
            {
                drawn = Names.Draw(ref dice, person.Male, person.Birth.Year);
            }
        }

        Set(ordinal, person.Birth, person.Male, drawn, used);
    }

    private void Set(int ordinal, DateOnly day, bool male, uint drawn, ushort[] used)
    {
        birth[ordinal] = day.DayNumber;
        name[ordinal] = drawn;
        var slot = 2 * (day.DayNumber - FirstDay) + (male ? 1 : 0);
        var number = used[slot]++;
        sequence[ordinal] = checked((ushort)(male ? 2 * number + 1 : 2 * number + 2));
        if (sequence[ordinal] > 999)
        {
            throw new InvalidOperationException($"More people born on {day:yyyy-MM-dd} than identity numbers.");
        }
    }

    private void FillPools(DateOnly asOf)
    {
        var (pupils, adults, elders, others) = (new List<int>(), new List<int>(), new List<int>(), new List<int>());
        for (var i = FirstOther; i < Count; i++)
        {
            others.Add(i);
            var days = asOf.DayNumber - birth[i];
            if (days is > 4 * 365 and < 22 * 365)
            {
                pupils.Add(i);
            }

            if (days is > 18 * 366 and < 60 * 365)
            {
                adults.Add(i);
            }

            if (days > 61 * 365)
            {
                elders.Add(i);
            }
        }

        (Pupils, Adults, Elders, Others) = ([.. pupils], [.. adults], [.. elders], [.. others]);
    }
}
