using CsCheck;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class MonthTests
{
    [Fact]
    public void February_of_a_leap_year_ends_on_the_29th() => Assert.Equal(new DateOnly(2024, 2, 29), Month.Parse("2024-02").LastDay);

    [Theory]
    [InlineData("2025-13")]
    [InlineData("2025-1")]
    [InlineData("202501")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_month_is_refused(string? text) => Assert.False(Month.TryParse(text, out _));

    [Fact]
    public void Counting_months_forth_and_back_ends_where_it_began() =>
        Gen.Select(Gen.Int[1900, 2100], Gen.Int[1, 12], Gen.Int[-500, 500]).Sample((year, number, months) =>
        {
            var month = new Month(year, number);
            var later = month.AddMonths(months);
            Assert.Equal(month, later.AddMonths(-months));
            Assert.Equal(months, later.MonthsSince(month));
            Assert.Equal(month.FirstDay.AddMonths(months), later.FirstDay);
            Assert.Equal(later, Month.Parse(later.ToString()));
        });
}
