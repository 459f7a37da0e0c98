using CsCheck;
using Shouwang.Platform.Access;
using Xunit;

namespace Shouwang.Tests.Platform.Access;

public sealed class TerritoryTests
{
    private static readonly Gen<string> Code = Gen.Int[0, 3].Select(at => new[] { 4, 6, 9, 12 }[at]).SelectMany(length => Gen.Char['0', '2'].Array[length - 2].Select(digits => "34" + new string(digits)));

    [Theory]
    [InlineData("3406", TerritoryRelation.Above)]
    [InlineData("340604", TerritoryRelation.Own)]
    [InlineData("340604000000", TerritoryRelation.Own)]
    [InlineData("340604003", TerritoryRelation.Below)]
    [InlineData("340604003007", TerritoryRelation.Below)]
    [InlineData("340602", TerritoryRelation.Sibling)]
    [InlineData("340602001", TerritoryRelation.None)]
    [InlineData("3407", TerritoryRelation.None)]
    [InlineData("340721", TerritoryRelation.None)]
    public void A_county_knows_where_other_places_lie(string other, TerritoryRelation relation) =>
        Assert.Equal(relation, Territory.Parse("340604").RelationOf(Territory.Parse(other)));

    [Theory]
    [InlineData("")]
    [InlineData("34")]
    [InlineData("3400")]
    [InlineData("340000000000")]
    [InlineData("3701810012")]
    [InlineData("34060")]
    [InlineData("3406%")]
    [InlineData("３４０６")]
    [InlineData(null)]
    public void What_is_no_city_county_township_or_village_is_no_territory(string? text) => Assert.False(Territory.TryParse(text, out _));

    [Fact]
    public void A_territory_that_was_never_set_is_not_everything()
    {
        Assert.Throws<InvalidOperationException>(() => default(Territory).Contains(Territory.Parse("340604")));
        Assert.Throws<InvalidOperationException>(() => Territory.Parse("340604").Contains(default));
    }

    [Fact]
    public void Above_and_below_mirror_each_other_and_only_own_and_below_are_contained() => Gen.Select(Code, Code).Sample((one, other) =>
    {
        if (!Territory.TryParse(one, out var a) || !Territory.TryParse(other, out var b))
        {
            return;
        }

        var (there, back) = (a.RelationOf(b), b.RelationOf(a));
        Assert.Equal(there, back switch { TerritoryRelation.Above => TerritoryRelation.Below, TerritoryRelation.Below => TerritoryRelation.Above, _ => back });
        Assert.Equal(a.Contains(b), there is TerritoryRelation.Own or TerritoryRelation.Below);
    });
}
