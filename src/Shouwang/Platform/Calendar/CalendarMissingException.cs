namespace Shouwang.Platform.Calendar;

/// <summary>A day was asked for in a year whose holidays are not in the calendar. The State Council publishes them each autumn; nothing is guessed.</summary>
public sealed class CalendarMissingException(int year)
    : Exception($"没有{year}年的放假安排，请补充 holidays.csv。No holiday calendar for {year}: add it to holidays.csv.")
{
    public int Year { get; } = year;
}
