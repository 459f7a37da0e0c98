using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;
using Shouwang.Server.City.Files;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City;

/// <summary>All that is known before the first file is written: households, people, and every row about them.</summary>
internal sealed class CityPlan
{
    private readonly Dictionary<string, List<FeedPlan>> byRecord = new(StringComparer.Ordinal);
    private readonly Dictionary<FeedPlan, Ordinary> ordinary = [];
    private Dice dice;
    private long serial = 5_000_000_000;
    private long account;

    public CityPlan(SourceCatalog sources, CityOptions options)
    {
        Options = options;
        dice = Dice.Of(options.Seed, "plan");
        foreach (var source in sources.Sources.Values)
        {
            foreach (var feed in source.Feeds.OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                var plan = new FeedPlan(source, feed, Feeds.Count);
                Volumes.Schedule(plan, options.Scale, options.AsOf);
                Feeds.Add(plan);
                ordinary[plan] = OrdinaryRows.Of(plan.Fields);
                (byRecord.TryGetValue(feed.Record.Name, out var list) ? list : byRecord[feed.Record.Name] = []).Add(plan);
            }
        }
    }

    public CityOptions Options { get; }

    public DateOnly AsOf => Options.AsOf;

    public List<FeedPlan> Feeds { get; } = [];

    public List<Household> Households { get; } = [];

    /// <summary>Residents who are not registered and about whom a case is planted.</summary>
    public List<Person> Residents { get; } = [];

    public DateOnly Ago(int days) => AsOf.AddDays(-days);

    public DateOnly MonthsAgo(int months) => new DateOnly(AsOf.Year, AsOf.Month, 1).AddMonths(-months);

    public string NewAccount() => $"62176434{++account:D10}";

    public long NewSerial() => ++serial;

    public IReadOnlyList<FeedPlan> FeedsOf(string record) => byRecord.GetValueOrDefault(record) ?? [];

    /// <summary>Delivers a row about a person: quiet in all fields that are not given. Null where no source delivers the record type.</summary>
    /// <param name="values">Dates, codes, yuan as decimal, whole numbers, flags; null for unknown.</param>
    public CityRow? Row(Person person, string record, params ReadOnlySpan<(string Field, object? Value)> values)
    {
        var feeds = FeedsOf(record);
        return feeds.Count == 0 ? null : Row(person, feeds[(int)(Dice.Mix((ulong)(person.Household?.Number ?? 0), 31) % (ulong)feeds.Count)], null, values);
    }

    /// <param name="period">The file; null for the one that the row's date falls into.</param>
    public CityRow Row(Person person, FeedPlan feed, PeriodPlan? period, params ReadOnlySpan<(string Field, object? Value)> values)
    {
        var row = new long[feed.Fields.Count];
        ordinary[feed].Fill(ref dice, SlotOf(person, period ?? feed.Periods[^1]), row);
        foreach (var (field, value) in values)
        {
            row[feed.Fields[field]] = Number(feed.Fields, field, value);
        }

        FileRows.Tidy(feed, row);
        var date = row[feed.Fields[feed.Feed.Record.Date.Name]];
        var made = new CityRow { Feed = feed, Period = period ?? feed.PeriodOf(date), Person = person, Values = row };
        person.Rows.Add(made);
        return made;
    }

    /// <summary>The same row again, in the same file or another, perhaps with other values.</summary>
    public CityRow Again(CityRow row, PeriodPlan? period = null, params ReadOnlySpan<(string Field, object? Value)> values)
    {
        var copy = (long[])row.Values.Clone();
        foreach (var (field, value) in values)
        {
            copy[row.Feed.Fields[field]] = Number(row.Feed.Fields, field, value);
        }

        var made = new CityRow { Feed = row.Feed, Period = period ?? row.Period, Person = row.Person, Values = copy };
        row.Person.Rows.Add(made);
        return made;
    }

    private static long Number(Fields fields, string field, object? value) => value switch
    {
        null => CityRow.Unknown,
        DateOnly date => date.DayNumber,
        decimal yuan => (long)(yuan * 100),
        bool flag => flag ? 1 : 0,
        int number => fields.Record.Field(field)!.Type == FieldType.Money ? number * 100L : number,
        long number => number,
        string code => fields.Code(field, code),
        _ => throw new ArgumentException($"No value of a row: {value.GetType()}.", nameof(value)),
    };

    private Slot SlotOf(Person person, PeriodPlan period) => new()
    {
        Period = period,
        BirthDay = person.Birth.DayNumber,
        Male = person.Male,
        Ordinal = (int)(serial % 1_000_000_000),
        Division = person.Household?.Village?.Code ?? 340621108200,
        Serial = NewSerial(),
        Quiet = true,
        Old = FileMaker.Old(AsOf),
    };
}
