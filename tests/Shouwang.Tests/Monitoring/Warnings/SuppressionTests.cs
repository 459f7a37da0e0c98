using Shouwang.Monitoring.Warnings;
using Xunit;
using static Shouwang.Tests.Monitoring.Warnings.GivenWarnings;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed class SuppressionTests
{
    private readonly GivenWarnings given = new();

    // W5 of the worked examples: 11,200 is +7.7 % over 10,400; 12,600 is +21.2 %.
    [Theory]
    [InlineData("2025-06-05", 1_120_000, HitAnswer.Silent)]
    [InlineData("2025-07-05", 1_260_000, HitAnswer.RaiseAgain)]
    public void A_bill_that_grew_a_little_after_closing_stays_silent_and_one_that_grew_by_a_fifth_does_not(string asOf, long amount, object answer) =>
        Assert.Equal(answer, Closed("2025-05-05", "2025-05-12", 1_040_000).AnswerTo(Finding(Hit(amount: amount), asOf), Settings));

    [Theory]
    [InlineData(1_247_999, HitAnswer.Silent)]
    [InlineData(1_248_000, HitAnswer.RaiseAgain)]
    public void A_rise_of_exactly_a_fifth_breaks_the_silence_and_one_fen_less_does_not(long amount, object answer) =>
        Assert.Equal(answer, Closed("2025-05-05", "2025-05-12", 1_040_000).AnswerTo(Finding(Hit(amount: amount), "2025-06-05"), Settings));

    [Theory]
    [InlineData("2025-05-12", HitAnswer.Silent)]
    [InlineData("2025-08-10", HitAnswer.Silent)]
    [InlineData("2025-08-11", HitAnswer.New)]
    public void The_ninetieth_day_after_closing_is_silent_and_the_next_is_not(string asOf, object answer) =>
        Assert.Equal(answer, Closed("2025-05-05", "2025-05-12", 1_040_000).AnswerTo(Finding(Hit(), asOf), Settings));

    [Fact]
    public void A_more_urgent_hit_breaks_the_silence_and_a_less_urgent_one_does_not()
    {
        var closed = Closed("2025-05-05", "2025-05-12", null);

        Assert.Equal(HitAnswer.RaiseAgain, closed.AnswerTo(Finding(Hit(severity: "red", amount: null), "2025-06-05"), Settings));
        Assert.Equal(HitAnswer.Silent, closed.AnswerTo(Finding(Hit(severity: "yellow", amount: null), "2025-06-05"), Settings));
    }

    [Fact]
    public void An_amount_that_was_unknown_has_not_risen() =>
        Assert.Equal(HitAnswer.Silent, Closed("2025-05-05", "2025-05-12", null).AnswerTo(Finding(Hit(amount: 9_000_000), "2025-06-05"), Settings));

    [Fact]
    public void The_amount_that_the_officer_saw_at_closing_counts_not_the_first_one()
    {
        var warning = given.Warning(Hit(amount: 1_000_000), "2025-05-05");
        warning.Merge(Finding(Hit(amount: 2_000_000), "2025-05-10"), Settings, Calendar, given.Stamp());
        warning.CloseWith(WarningOutcome.NoIssue, "已核实", given.On("2025-05-12").Stamp());

        Assert.Equal(HitAnswer.Silent, warning.AnswerTo(Finding(Hit(amount: 2_399_999), "2025-06-05"), Settings));
        Assert.Equal(HitAnswer.RaiseAgain, warning.AnswerTo(Finding(Hit(amount: 2_400_000), "2025-06-05"), Settings));
    }

    [Fact]
    public void Screening_an_old_day_once_more_tells_the_officer_nothing_new()
    {
        var closed = Closed("2025-05-05", "2025-05-12", 1_040_000);

        Assert.Equal(HitAnswer.Known, closed.AnswerTo(Finding(Hit(), "2025-05-05"), Settings));
        Assert.Equal(HitAnswer.Known, closed.AnswerTo(Finding(Hit(amount: 9_000_000), "2025-05-04"), Settings));
        Assert.Equal(HitAnswer.RaiseAgain, closed.AnswerTo(Finding(Hit(amount: 9_000_000), "2025-05-05"), Settings));
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(0, 0, false)]
    [InlineData(5, 6, true)]
    [InlineData(6, 7, false)]
    [InlineData(-10, -8, true)]
    [InlineData(-10, -9, false)]
    [InlineData(long.MaxValue - 1, long.MaxValue, false)]
    [InlineData(long.MaxValue / 6 * 5, long.MaxValue, true)]
    public void A_rise_is_compared_in_whole_numbers_however_large(long before, long amount, bool rise) => Assert.Equal(rise, new Share(20, 100).IsRise(before, amount));

    [Theory]
    [InlineData("0.20", 20, 100)]
    [InlineData("1.5", 15, 10)]
    [InlineData("1", 1, 1)]
    public void A_share_is_read_exactly(string text, long numerator, long denominator)
    {
        Assert.True(Share.TryParse(text, out var share));
        Assert.Equal(new Share(numerator, denominator), share);
    }

    [Theory]
    [InlineData("-0.2")]
    [InlineData("20%")]
    [InlineData("0,2")]
    [InlineData("0.0000001")]
    [InlineData("")]
    public void What_is_no_share_is_refused(string text) => Assert.False(Share.TryParse(text, out _));

    private Warning Closed(string raised, string closed, long? amount)
    {
        var warning = given.Warning(Hit(amount: amount), raised);
        Assert.Null(warning.CloseWith(WarningOutcome.NoIssue, "已核实", given.On(closed).Stamp()));
        return warning;
    }
}
