using CsCheck;
using Shouwang.Platform.Calendar;
using Shouwang.Platform.Data;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Calendar;

public sealed class WorkingDaysTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly WorkingDays days = WorkingDays.Load(Repository.File("packs", "cn", "holidays.csv"));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("2024-02-05", "2024-02-08", "2024-02-18", "2024-02-23", "2024-03-01")]
    [InlineData("2025-09-26", "2025-09-30", "2025-10-10", "2025-10-16", "2025-10-23")]
    [InlineData("2025-12-29", "2026-01-04", "2026-01-06", "2026-01-13", "2026-01-20")]
    public void Limits_of_3_5_10_and_15_working_days_end_as_in_the_worked_examples(string day0, string three, string five, string ten, string fifteen)
    {
        var from = Day(day0);

        Assert.Equal([Day(three), Day(five), Day(ten), Day(fifteen)], [days.Add(from, 3), days.Add(from, 5), days.Add(from, 10), days.Add(from, 15)]);
    }

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_its_published_number_of_working_days(int year, int expected) =>
        Assert.Equal(expected, days.CountBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)));

    // Accepted 2025-09-22, posted 10-13 to 10-19 while the clock stands still, five working days left.
    [Fact]
    public void The_approval_clock_of_the_worked_examples_ends_on_24_October()
    {
        Assert.Equal(Day("2025-10-11"), days.Add(Day("2025-09-22"), 10));
        Assert.Equal(Day("2025-10-24"), days.Add(Day("2025-10-19"), 5));
    }

    [Theory]
    [InlineData("2024-02-18", true)]
    [InlineData("2024-02-12", false)]
    [InlineData("2024-02-24", false)]
    [InlineData("2024-02-26", true)]
    public void A_Sunday_worked_in_exchange_counts_and_a_holiday_does_not(string day, bool worked) => Assert.Equal(worked, days.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2025-10-01", "2025-10-09")]
    [InlineData("2025-10-09", "2025-10-09")]
    [InlineData("2025-10-12", "2025-10-13")]
    public void A_day_off_moves_to_the_next_working_day(string day, string expected) => Assert.Equal(Day(expected), days.MoveToWorkingDay(Day(day)));

    [Fact]
    public void A_year_without_a_calendar_is_an_error_that_names_the_year()
    {
        var error = Assert.Throws<CalendarMissingException>(() => days.Add(Day("2026-12-31"), 1));

        Assert.Equal(2027, error.Year);
        Assert.Contains("2027", error.Message, StringComparison.Ordinal);
        Assert.Throws<CalendarMissingException>(() => days.IsWorkingDay(Day("2022-05-05")));
        Assert.Throws<CalendarMissingException>(() => days.CountBetween(Day("2026-12-30"), Day("2027-01-05")));
        Assert.Throws<CalendarMissingException>(() => days.MoveToWorkingDay(Day("2027-01-01")));
    }

    [Fact]
    public void A_stray_day_of_the_next_New_Year_is_not_a_calendar()
    {
        var path = folder.Write("holidays.csv", "date,kind,festival\n2030-10-01,holiday,国庆节\n2031-01-01,holiday,元旦\n");

        Assert.Equal([2030], WorkingDays.Load(path).Years);
    }

    [Fact]
    public void Counting_is_the_reverse_of_adding() =>
        Gen.Select(Gen.DateOnly[Day("2023-01-01"), Day("2026-06-30")], Gen.Int[1, 60]).Sample((day0, limit) =>
        {
            var due = days.Add(day0, limit);
            Assert.Equal(limit, days.CountBetween(day0, due));
            Assert.True(days.IsWorkingDay(due));
        });

    [Fact]
    public void A_bad_file_is_refused_with_every_fault()
    {
        var path = folder.Write("holidays.csv", "date,kind,festival\n2025-02-30,holiday,x\n2025-10-01,off,x\n2025-10-02,holiday,x\n2025-10-02,workday,x\n");

        var faults = Assert.Throws<FileFaultException>(() => WorkingDays.Load(path)).Faults;

        Assert.Equal([(2, "date"), (3, "kind"), (5, "date")], faults.Select(fault => (fault.Line, fault.Field)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
