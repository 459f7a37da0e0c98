using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Records;

namespace Shouwang.Server.City.Records;

/// <summary>One feed of one source with the files that it delivers.</summary>
internal sealed class FeedPlan(SourceContract source, SourceFeed feed, int index)
{
    public SourceContract Source => source;

    public SourceFeed Feed => feed;

    /// <summary>Rank in the order (source, feed): with the period it says which of two rows of one key is the later.</summary>
    public int Index => index;

    public string Name => $"{source.Code}.{feed.Name}";

    public Fields Fields { get; } = new(feed.Record);

    public List<PeriodPlan> Periods { get; } = [];

    /// <summary>The file that an event of this day arrives in: the first whose period has not ended before it.</summary>
    public PeriodPlan PeriodOf(long day) => Periods.Find(p => p.Last >= day) ?? Periods[^1];

    /// <summary>A day as this feed can say it: a month or a year where the file carries no more.</summary>
    public long Canon(RecordField field, long day)
    {
        if (day == CityRow.Unknown)
        {
            return day;
        }

        var date = DateOnly.FromDayNumber((int)day);
        return feed.DateFormat switch
        {
            "yyyy" => new DateOnly(date.Year, 1, 1).DayNumber,
            "yyyyMM" or "yyyy-MM" => new DateOnly(date.Year, date.Month, 1).DayNumber,
            _ => field.Type == FieldType.Month ? new DateOnly(date.Year, date.Month, 1).DayNumber : day,
        };
    }
}

/// <summary>One file: its period, its days, how many rows, and the rows that are known beforehand.</summary>
internal sealed class PeriodPlan(FeedPlan feed, string text, long first, long last, int rows)
{
    public FeedPlan Feed => feed;

    public string Text => text;

    public long First => first;

    public long Last => last;

    public int Rows { get; set; } = rows;

    /// <summary>First days of the months of the period.</summary>
    public long[] Months { get; } = MonthsOf(first, last);

    public List<CityRow> Planned { get; } = [];

    public string Stem => feed.Feed.FilePattern.Replace("{period}", text, StringComparison.Ordinal);

    private static long[] MonthsOf(long first, long last)
    {
        var months = new List<long>();
        var day = DateOnly.FromDayNumber((int)first);
        for (var month = new DateOnly(day.Year, day.Month, 1); month.DayNumber <= last; month = month.AddMonths(1))
        {
            if (month.DayNumber >= first)
            {
                months.Add(month.DayNumber);
            }
        }

        return months.Count == 0 ? [new DateOnly(day.Year, day.Month, 1).DayNumber] : [.. months];
    }
}

/// <summary>Places of a record type's fields and the numbers of its codes.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, int> at = new(StringComparer.Ordinal);
    private readonly string[][] codes;

    public Fields(RecordType record)
    {
        Record = record;
        codes = new string[record.Fields.Count][];
        for (var i = 0; i < record.Fields.Count; i++)
        {
            at[record.Fields[i].Name] = i;
            codes[i] = [.. record.Fields[i].Values.Keys];
        }
    }

    public RecordType Record { get; }

    public int Count => codes.Length;

    public int this[string field] => at[field];

    public bool Has(string field) => at.ContainsKey(field);

    public string[] Codes(int field) => codes[field];

    /// <exception cref="ArgumentException">No such code: the record type and this city have grown apart.</exception>
    public long Code(string field, string code)
    {
        var index = Array.IndexOf(codes[at[field]], code);
        return index >= 0 ? index : throw new ArgumentException($"{Record.Name}.{field} has no code '{code}'.", nameof(code));
    }

    public string? CodeText(string field, long value) => value == CityRow.Unknown ? null : codes[at[field]][value];
}
