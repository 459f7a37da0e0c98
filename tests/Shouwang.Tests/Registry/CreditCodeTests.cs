using CsCheck;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class CreditCodeTests
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // The example that GB 32100-2015 itself gives.
    private const string Example = "91350100M000100Y43";

    private static readonly Gen<string> Codes =
        Gen.Select(Gen.Char[Characters].Array[2], Gen.Int[100_000, 999_999], Gen.Char[Characters].Array[9]).Select((kind, area, organisation) =>
        {
            var seventeen = $"{new string(kind)}{area}{new string(organisation)}";
            return seventeen + CreditCode.CheckCharacter(seventeen);
        });

    [Theory]
    [InlineData(Example)]
    [InlineData("91350100m000100y43")]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３ ")]
    public void The_example_of_the_standard_is_valid(string text) => Assert.Equal(Example, CreditCode.Parse(text).Text);

    [Fact]
    public void Every_other_last_character_is_invalid() =>
        Assert.All(Characters.Where(last => last != Example[17]), last => Assert.False(CreditCode.TryParse(Example[..17] + last, out _)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100I000100Y43")]
    [InlineData("9135010AM000100Y43")]
    public void What_is_no_code_is_refused(string? text) => Assert.False(CreditCode.TryParse(text, out _));

    [Fact]
    public void One_mistyped_character_is_always_found() =>
        Gen.Select(Codes, Gen.Int[0, 17], Gen.Char[Characters]).Sample((text, at, other) =>
        {
            var mistyped = text.ToCharArray();
            mistyped[at] = other;
            Assert.Equal(other == text[at], CreditCode.TryParse(new string(mistyped), out _));
        });
}
