using Shouwang.Platform.Data;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Tests.Platform.Data;

public sealed class WordsTests
{
    [Theory]
    [InlineData("AnnualIncome", "annual_income")]
    [InlineData("Id", "id")]
    [InlineData("DibaoIndividual", "dibao_individual")]
    [InlineData("XMLFile", "xml_file")]
    [InlineData("FK_Person", "fk_person")]
    public void Names_become_words(string name, string words) => Assert.Equal(words, Words.Of(name));

    [Fact]
    public void Every_value_survives_its_word() =>
        Assert.All(Enum.GetValues<HouseholdCategory>(), category => Assert.Equal(category, Words<HouseholdCategory>.Parse(Words<HouseholdCategory>.Of(category))));

    [Fact]
    public void Causes_are_joined_by_semicolons()
    {
        Assert.Equal("illness;schooling", Words<RiskCauses>.Of(RiskCauses.Schooling | RiskCauses.Illness));
        Assert.Equal(RiskCauses.Schooling | RiskCauses.Illness, Words<RiskCauses>.Parse("schooling; illness"));
        Assert.False(Words<RiskCauses>.TryParse("illness;bad", out _));
        Assert.False(Words<RiskCauses>.TryParse("", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("Dibao")]
    [InlineData("dibao;marginal")]
    public void What_is_no_word_is_refused(string text) => Assert.False(Words<HouseholdCategory>.TryParse(text, out _));
}
