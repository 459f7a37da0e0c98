using CsCheck;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("754", 75_400)]
    [InlineData("18095.99", 1_809_599)]
    [InlineData("18,095.99", 1_809_599)]
    [InlineData("1,234,567", 123_456_700)]
    [InlineData("-1,234.50", -123_450)]
    [InlineData("１，２３４．５", 123_450)]
    [InlineData("0.10", 10)]
    [InlineData("1.500", 150)]
    [InlineData(" 12 ", 1_200)]
    public void Yuan_are_read_to_the_fen(string text, long fen)
    {
        Assert.True(Money.TryParseYuan(text, out var money));
        Assert.Equal(fen, money.Fen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1.005")]
    [InlineData("1,5")]
    [InlineData("1,23,456")]
    [InlineData(",123")]
    [InlineData("1.5,000")]
    [InlineData("1E3")]
    [InlineData("¥5")]
    [InlineData("92233720368547758.08")]
    [InlineData("79228162514264337593543950335")]
    public void What_is_no_amount_is_refused(string? text) => Assert.False(Money.TryParseYuan(text, out _));

    [Fact]
    public void Any_amount_survives_both_ways_of_writing() => Gen.Long[-9_000_000_000_000, 9_000_000_000_000].Sample(fen =>
    {
        Assert.True(Money.TryParseYuan(new Money(fen).ToString(), out var grouped) && Money.TryParseYuan(new Money(fen).ToPlainString(), out var plain) && plain == grouped);
        Assert.Equal(fen, grouped.Fen);
    });

    [Fact]
    public void A_sum_that_does_not_fit_is_an_error_and_not_a_debt() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
}
