using CsCheck;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Calendar;
using Xunit;
using static Shouwang.Tests.Monitoring.Warnings.GivenWarnings;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed class MergingTests
{
    private readonly GivenWarnings given = new();

    [Theory]
    [InlineData("red", "2025-09-30")]
    [InlineData("orange", "2025-10-10")]
    [InlineData("yellow", "2025-10-16")]
    [InlineData("blue", "2025-10-16")]
    public void The_last_day_follows_the_severity_and_the_holidays(string severity, string due) =>
        Assert.Equal(Day(due), given.Warning(Hit(severity: severity), "2025-09-26").DueOn);

    [Fact]
    public void A_limit_into_a_year_without_holidays_is_an_error_that_names_the_year() =>
        Assert.Equal(2027, Assert.Throws<CalendarMissingException>(() => given.Warning(Hit(), "2026-12-30")).Year);

    [Fact]
    public void A_later_hit_goes_into_the_open_warning_with_its_amount_and_rows()
    {
        var warning = given.Warning(Hit(), "2025-09-01");
        var later = Finding(Hit(amount: 1_300_000, line: 8), "2025-09-05", "new pack");
        Assert.Equal(HitAnswer.Merge, warning.AnswerTo(later, Settings));

        warning.Merge(later, Settings, Calendar, given.Stamp());

        Assert.Equal((1_040_000L, 1_300_000L, 1), (warning.AmountRaised, warning.Amount, warning.MergedCount));
        Assert.Equal((Day("2025-09-01"), Day("2025-09-05"), "new pack"), (warning.RaisedOn, warning.LastSeenOn, warning.PackHash));
        Assert.Equal([Row(line: 8, fen: 1_300_000)], EvidenceText.Read(warning.Evidence));
        Assert.Equal("amount 1040000 → 1300000", warning.Events[^1].Detail);
    }

    [Fact]
    public void A_more_urgent_hit_brings_the_last_day_nearer()
    {
        var warning = given.Warning(Hit(severity: "yellow"), "2025-09-01");
        Assert.Equal(Day("2025-09-15"), warning.DueOn);

        warning.Merge(Finding(Hit(severity: "red"), "2025-09-03"), Settings, Calendar, given.Stamp());

        Assert.Equal((WarningSeverity.Red, Day("2025-09-08")), (warning.Severity, warning.DueOn));
    }

    [Fact]
    public void The_last_day_never_moves_away()
    {
        var warning = given.Warning(Hit(severity: "yellow"), "2025-09-01");

        warning.Merge(Finding(Hit(severity: "red"), "2025-09-12"), Settings, Calendar, given.Stamp());

        Assert.Equal((WarningSeverity.Red, Day("2025-09-15")), (warning.Severity, warning.DueOn));
    }

    [Fact]
    public void A_less_urgent_hit_does_not_calm_an_open_warning()
    {
        var warning = given.Warning(Hit(severity: "red"), "2025-09-01");

        warning.Merge(Finding(Hit(severity: "blue"), "2025-09-02"), Settings, Calendar, given.Stamp());

        Assert.Equal((WarningSeverity.Red, Day("2025-09-04")), (warning.Severity, warning.DueOn));
    }

    [Fact]
    public void The_same_day_again_is_known_unless_more_was_delivered_for_it()
    {
        var warning = given.Warning(Hit(), "2025-09-01");

        Assert.Equal(HitAnswer.Known, warning.AnswerTo(Finding(Hit(), "2025-09-01"), Settings));
        Assert.Equal(HitAnswer.Known, warning.AnswerTo(Finding(Hit(amount: 9), "2025-08-31"), Settings));
        Assert.Equal(HitAnswer.Merge, warning.AnswerTo(Finding(Hit(line: 99), "2025-09-01"), Settings));

        warning.Merge(Finding(Hit(line: 99), "2025-09-01"), Settings, Calendar, given.Stamp());
        Assert.Equal(0, warning.MergedCount);
    }

    [Fact]
    public void However_hits_follow_each_other_the_urgency_never_falls_and_the_last_day_never_moves_away() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 20]).Array[1, 10].Sample(steps =>
        {
            var warning = given.Warning(Hit(severity: "blue"), "2025-09-01");
            var day = Day("2025-09-01");
            foreach (var (urgency, days) in steps)
            {
                var (severity, due, seen) = (warning.Severity, warning.DueOn, warning.MergedCount);
                day = day.AddDays(days);
                warning.Merge(Finding(Hit(severity: ((WarningSeverity)urgency).ToString().ToLowerInvariant()), $"{day:yyyy-MM-dd}"), Settings, Calendar, given.Stamp());

                Assert.True(warning.Severity <= severity && (int)warning.Severity <= urgency);
                Assert.True(warning.DueOn <= due);
                Assert.Equal(seen + (days > 0 ? 1 : 0), warning.MergedCount);
            }
        });

    // Red, raised on Friday 26 September: limit 3 working days (27 is a Saturday, 28 a worked Sunday), last day 30 September;
    // then the October holiday. 150 % are 4.5 days, so the fourth working day, 9 October, is the last before the city hears.
    [Theory]
    [InlineData("2025-09-30", EscalationLevel.Township)]
    [InlineData("2025-10-01", EscalationLevel.County)]
    [InlineData("2025-10-09", EscalationLevel.County)]
    [InlineData("2025-10-10", EscalationLevel.City)]
    public void The_county_hears_after_the_last_day_and_the_city_after_half_the_limit_more(string asOf, EscalationLevel level)
    {
        var warning = given.Warning(Hit(severity: "red"), "2025-09-26");

        warning.Escalate(Day(asOf), Settings, Calendar, given.Stamp());

        Assert.Equal(level, warning.Escalation);
    }

    [Fact]
    public void Each_level_is_told_once()
    {
        var warning = given.Warning(Hit(severity: "red"), "2025-09-26");

        Assert.True(warning.Escalate(Day("2025-11-03"), Settings, Calendar, given.Stamp()));
        Assert.False(warning.Escalate(Day("2025-11-04"), Settings, Calendar, given.Stamp()));

        Assert.Equal(["1 of 3 working days → county", "1.5 of 3 working days → city"],
            warning.Events.Where(change => change.Kind == WarningEventKind.Escalated).Select(change => change.Detail));
    }

    [Fact]
    public void A_verified_warning_does_not_escalate()
    {
        var warning = given.Warning(Hit(severity: "red"), "2025-09-26");
        warning.StartVerifying(given.Stamp());
        warning.Verify(WarningOutcome.Help, "住院", given.Stamp());

        Assert.False(warning.Escalate(Day("2025-11-03"), Settings, Calendar, given.Stamp()));
        Assert.False(warning.IsOverdueOn(Day("2025-11-03")));
    }
}
