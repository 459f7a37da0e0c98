using Shouwang.Server.City.Oracle;
using Shouwang.Server.City.People;
using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.Files;

/// <summary>One row of a file as it is about to be written.</summary>
internal readonly record struct OutRow(long[] Values, Who Who, Fault? Fault, bool Unlinked);

/// <summary>
/// The rows of one file in order: the planned ones spread evenly, rows of chance about other residents between them,
/// some of them spoilt, without a usable id, or delivered twice.
/// </summary>
internal sealed class FileRows(PeriodPlan period, Population people, ulong seed, int fileNumber, long old, IReadOnlyList<Fault> faults, ResidentWatch? watch)
{
    // A prime: it has no factor in common with the size of a pool, so nobody comes twice before everybody came once.
    private const long Stride = 1_000_003;

    // Per 10,000 rows.
    private const int SpoiltShare = 50;
    private const int UnlinkedShare = 80;
    private const int TwiceShare = 30;

    private readonly List<List<Fault>> byCode = [.. faults.GroupBy(f => f.Code, StringComparer.Ordinal).Select(g => g.ToList())];
    private readonly Ordinary ordinary = OrdinaryRows.Of(period.Feed.Fields);
    private Dice dice = Dice.Of(seed, period.Stem);
    private long[] previous = [];
    private int previousOrdinal = -1;

    public int Spoilt { get; } = SpoiltCount(period.Rows);

    /// <summary>Calls <paramref name="write"/> for every row; the values are only good during the call.</summary>
    public void Write(Action<OutRow> write)
    {
        var planned = period.Planned.ToList();
        dice.Shuffle(planned);
        var chance = period.Rows - planned.Count;
        var pool = ordinary.People(people);
        var offset = (long)(Dice.Hash(period.Feed.Name) % 1_000_000);
        var values = new long[period.Feed.Fields.Count];
        var unlinked = chance * UnlinkedShare / 10_000;
        var (nextPlanned, spoilt, without, index) = (0, 0, 0, 0);
        for (long row = 0; row < period.Rows; row++)
        {
            if ((row + 1) * planned.Count / period.Rows > nextPlanned)
            {
                WritePlanned(planned[nextPlanned++], write);
                previousOrdinal = -1;
                continue;
            }

            var at = index++;
            if (spoilt < Spoilt && at >= (spoilt + 0.3) * chance / Spoilt)
            {
                WriteSpoilt(spoilt++, at, values, write);
            }
            else if (without < unlinked && at >= (without + 0.6) * chance / unlinked)
            {
                WriteUnlinked(without++, at, values, write);
            }
            else if (previousOrdinal >= 0 && dice.Chance(TwiceShare))
            {
                write(new OutRow(previous, new Who(previousOrdinal, IdStyle.Plain), null, false));
                previousOrdinal = -1;
            }
            else
            {
                var ordinal = pool[(int)((at / ordinary.Run * Stride + offset) % pool.Length)];
                FillFor(ordinal, at % ordinary.Run, at, quiet: false, values);
                watch?.See(ordinal, period.Feed.Fields, values);
                write(new OutRow(values, new Who(ordinal, Style(ordinal, at)), null, false));
                (previous, values, previousOrdinal) = (values, previous.Length == values.Length ? previous : new long[values.Length], ordinal);
            }
        }
    }

    // One in 200, but a file must stay well below the 2 per cent at which a batch is stopped.
    private static int SpoiltCount(int rows)
    {
        var share = (rows * SpoiltShare + 5_000) / 10_000;
        return share > 0 ? share : rows >= 100 ? 1 : 0;
    }

    private static IdStyle Style(int ordinal, int at) => (Dice.Mix((ulong)ordinal, (ulong)at) % 500) switch { < 5 => IdStyle.Lower, < 7 => IdStyle.FullWidth, _ => IdStyle.Plain };

    private void FillFor(int ordinal, int repeat, int at, bool quiet, long[] values)
    {
        var slot = new Slot
        {
            Period = period,
            BirthDay = people.BirthDay(ordinal),
            Male = people.Male(ordinal),
            Ordinal = ordinal,
            Division = people.Villages[people.VillageOf(ordinal)].Code,
            Repeat = repeat,
            Serial = fileNumber * 10_000_000L + at,
            Quiet = quiet,
            Old = old,
        };
        ordinary.Fill(ref dice, slot, values);
        Tidy(period.Feed, values);
    }

    /// <summary>What the contract fixes or cannot say: constants, and dates as coarse as the file's.</summary>
    internal static void Tidy(FeedPlan plan, long[] values)
    {
        foreach (var (name, text) in plan.Feed.Constants)
        {
            var field = plan.Fields.Record.Field(name)!;
            values[plan.Fields[name]] = field.Type == Platform.Records.FieldType.Code ? plan.Fields.Code(name, text) : text == "true" ? 1 : 0;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var field = plan.Fields.Record.Fields[i];
            if (field.Type is Platform.Records.FieldType.Date or Platform.Records.FieldType.Month)
            {
                values[i] = plan.Canon(field, values[i]);
            }
        }
    }

    private void WritePlanned(CityRow row, Action<OutRow> write)
    {
        var style = Style(row.Person.Ordinal, (int)(row.Values.Length + row.Values[0]));
        write(new OutRow(row.Values, new Who(row.Person.Ordinal, row.Identity is null ? style : IdStyle.Plain, row.Identity), null, row.Identity is not null));
    }

    // Some are about registered people; all say nothing that a rule would hear.
    private void WriteSpoilt(int number, int at, long[] values, Action<OutRow> write)
    {
        previousOrdinal = -1;
        var turn = number + fileNumber * 5;
        var fault = byCode[turn % byCode.Count][turn / byCode.Count % byCode[turn % byCode.Count].Count];
        var ordinal = number % 10 == 3 ? dice.Below(people.Registered) : people.Others[dice.Below(people.Others.Length)];
        FillFor(ordinal, 0, at, quiet: true, values);
        for (var i = 0; i < values.Length; i++)
        {
            if (period.Feed.Fields.Record.Fields[i].Type == Platform.Records.FieldType.Money)
            {
                values[i] = 0;
            }
        }

        if (fault.Swapped is { } pair)
        {
            values[pair.Second] = values[pair.Second] == CityRow.Unknown ? period.Last - 100 : values[pair.Second];
            values[pair.First] = values[pair.Second] + 40;
        }

        write(new OutRow(values, new Who(ordinal, IdStyle.Plain), fault, false));
    }

    private void WriteUnlinked(int number, int at, long[] values, Action<OutRow> write)
    {
        previousOrdinal = -1;
        var ordinal = people.Others[dice.Below(people.Others.Length)];
        FillFor(ordinal, 0, at, quiet: true, values);
        var style = (number % 10) switch { < 5 => IdStyle.Empty, < 8 => IdStyle.Mistyped, _ => people.Birth(ordinal).Year < 2000 ? IdStyle.Fifteen : IdStyle.Empty };
        write(new OutRow(values, new Who(ordinal, style), null, true));
    }
}
