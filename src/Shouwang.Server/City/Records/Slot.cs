using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Records;

/// <summary>Where a row of chance stands: whose it is, in which file, which of the person's rows in it.</summary>
internal readonly struct Slot
{
    public required PeriodPlan Period { get; init; }

    public required int BirthDay { get; init; }

    public required bool Male { get; init; }

    public required int Ordinal { get; init; }

    public required long Division { get; init; }

    /// <summary>0 for the person's first row in the file.</summary>
    public int Repeat { get; init; }

    /// <summary>Names visits, contracts, plates: never twice the same.</summary>
    public required long Serial { get; init; }

    /// <summary>True for a row that may be about a registered person: it must change no rule, wherever it is linked.</summary>
    public bool Quiet { get; init; }

    /// <summary>A first of a month between 12 and 24 months before the run's date: outside of every window but A12's earlier one.</summary>
    public required long Old { get; init; }

    public long AnyDay(ref Dice dice) => dice.Between(Period.First, Period.Last);

    public long Month => Period.Months[Repeat % Period.Months.Length];

    public int Age => (int)((Period.Last - BirthDay) / 365.25);
}

/// <summary>Which people a record type is about.</summary>
internal enum Pool
{
    Everybody,
    Pupils,
    Adults,
    Elders,
}

internal delegate void Fill(ref Dice dice, in Slot slot, long[] values);

/// <summary>How rows of one record type come about by chance.</summary>
/// <param name="Run">Rows of one person that follow each other in a file.</param>
internal sealed record Ordinary(Pool Pool, int Run, Fill Fill)
{
    public int[] People(Population all) => Pool switch
    {
        Pool.Pupils => all.Pupils,
        Pool.Adults => all.Adults,
        Pool.Elders => all.Elders,
        _ => all.Others,
    };
}
