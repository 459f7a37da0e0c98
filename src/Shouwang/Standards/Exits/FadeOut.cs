using Shouwang.Registry;

namespace Shouwang.Standards.Exits;

/// <summary>
/// The way out of a household whose income has risen over the line: the month in which that was confirmed is the last of
/// full right, then it fades out with the old amount, then it has left and is still watched.
/// </summary>
public sealed record FadeOut
{
    private FadeOut(DateOnly confirmedOn, int months, int watchMonths)
    {
        ConfirmedOn = confirmedOn;
        Payments = months;
        LastFullMonth = Month.Of(confirmedOn);
        ExitedOn = LastFullMonth.AddMonths(months + 1).FirstDay;
        WatchedTo = LastFullMonth.AddMonths(months + watchMonths).LastDay;
    }

    /// <summary>When income over the line was confirmed.</summary>
    public DateOnly ConfirmedOn { get; }

    public Month LastFullMonth { get; }

    /// <summary>How many months are paid while it fades out.</summary>
    public int Payments { get; }

    /// <summary>The months of fade-out in order; none where the place has no fade-out.</summary>
    public IEnumerable<Month> Months => Enumerable.Range(1, Payments).Select(LastFullMonth.AddMonths);

    /// <summary>The first day outside.</summary>
    public DateOnly ExitedOn { get; }

    /// <summary>The last day of watching; the day before <see cref="ExitedOn"/> where there is none.</summary>
    public DateOnly WatchedTo { get; }

    /// <exception cref="ArgumentOutOfRangeException">A number of months below zero.</exception>
    public static FadeOut After(DateOnly confirmedOn, int months, int watchMonths)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        ArgumentOutOfRangeException.ThrowIfNegative(watchMonths);
        return new FadeOut(confirmedOn, months, watchMonths);
    }

    /// <summary>Where the household stands on a day.</summary>
    public ExitState On(DateOnly day) =>
        day <= LastFullMonth.LastDay ? ExitState.Full
        : day < ExitedOn ? ExitState.FadingOut
        : day <= WatchedTo ? ExitState.Watching
        : ExitState.Over;
}

public enum ExitState
{
    /// <summary>Still of full right.</summary>
    Full,
    FadingOut,
    /// <summary>Exited and watched: quick temporary assistance if trouble returns.</summary>
    Watching,
    Over,
}
