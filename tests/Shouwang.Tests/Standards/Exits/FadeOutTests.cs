using Shouwang.Registry;
using Shouwang.Standards.Exits;
using Xunit;

namespace Shouwang.Tests.Standards.Exits;

public sealed class FadeOutTests
{
    // W4 of the worked examples.
    [Fact]
    public void A_household_over_the_line_in_March_is_paid_to_September_leaves_in_October_and_is_watched_for_a_year()
    {
        var out_ = FadeOut.After(new(2025, 3, 20), 6, 12);

        Assert.Equal(new Month(2025, 3), out_.LastFullMonth);
        Assert.Equal(["2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09"], out_.Months.Select(m => m.ToString()));
        Assert.Equal((6, new DateOnly(2025, 10, 1), new DateOnly(2026, 9, 30)), (out_.Payments, out_.ExitedOn, out_.WatchedTo));
    }

    [Theory]
    [InlineData("2025-03-20", ExitState.Full)]
    [InlineData("2025-03-31", ExitState.Full)]
    [InlineData("2025-04-01", ExitState.FadingOut)]
    [InlineData("2025-09-30", ExitState.FadingOut)]
    [InlineData("2025-10-01", ExitState.Watching)]
    [InlineData("2026-09-30", ExitState.Watching)]
    [InlineData("2026-10-01", ExitState.Over)]
    public void Each_state_ends_on_its_last_day(string day, ExitState state) =>
        Assert.Equal(state, FadeOut.After(new(2025, 3, 20), 6, 12).On(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Where_a_place_has_neither_fade_out_nor_watch_it_is_over_with_the_month()
    {
        var out_ = FadeOut.After(new(2024, 2, 29), 0, 0);

        Assert.Empty(out_.Months);
        Assert.Equal((new DateOnly(2024, 3, 1), new DateOnly(2024, 2, 29)), (out_.ExitedOn, out_.WatchedTo));
        Assert.Equal((ExitState.Full, ExitState.Over), (out_.On(new(2024, 2, 29)), out_.On(new(2024, 3, 1))));
    }

    [Fact]
    public void Months_below_zero_are_a_bug()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FadeOut.After(new(2025, 3, 20), -1, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => FadeOut.After(new(2025, 3, 20), 6, -1));
    }
}
