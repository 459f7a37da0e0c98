namespace Shouwang.Server.Shell;

/// <summary>A clock that runs as the real one does, from another day: a demonstration is worked on the day of its data.</summary>
internal sealed class ShiftedClock(TimeProvider real, TimeSpan shift) : TimeProvider
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <param name="day">Today, by the clock on the office's wall; the time of day stays.</param>
    public static ShiftedClock To(DateOnly day, TimeProvider real)
    {
        var now = real.GetUtcNow().ToOffset(China);
        return new ShiftedClock(real, TimeSpan.FromDays(day.DayNumber - DateOnly.FromDateTime(now.DateTime).DayNumber));
    }

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + shift;

    public override long GetTimestamp() => real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);
}
