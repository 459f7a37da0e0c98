namespace Shouwang.Platform.Access;

public static class OfficeDay
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The day by the clock on the office's wall: a role ends at its midnight.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime);
}
