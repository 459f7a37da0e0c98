using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class DivisionTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DivisionTree tree = DivisionTree.Load(Repository.File("packs", "cn-ah-huaibei", "divisions.csv"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Baishan_is_a_street_of_Lieshan_and_a_town_of_Suixi()
    {
        Assert.Equal("安徽省淮北市烈山区百善街道", tree.FullName(DivisionCode.Parse("340604003")));
        Assert.Equal("安徽省淮北市濉溪县百善镇", tree.FullName(DivisionCode.Parse("340621108")));
        Assert.Equal("安徽省淮北市烈山区百善街道百善社区居民委员会", tree.FullName(DivisionCode.Parse("340604003003")));
    }

    [Fact]
    public void Every_place_has_its_path_through_all_levels_above()
    {
        Assert.Equal(496 - 1, tree.All.Count());
        Assert.All(tree.All, place => Assert.Equal(
            Enumerable.Range(1, (int)place.Level).Select(level => (DivisionLevel)level),
            tree.PathTo(place.Code).Select(above => above.Level)));
    }

    [Fact]
    public void The_children_of_the_city_are_its_counties() =>
        Assert.Equal(["杜集区", "相山区", "烈山区", "濉溪县"], tree.ChildrenOf(DivisionCode.Parse("3406")).Select(place => place.Name));

    [Fact]
    public void A_place_that_does_not_exist_is_not_found()
    {
        Assert.Null(tree.Find(DivisionCode.Parse("340699")));
        Assert.Throws<KeyNotFoundException>(() => tree.PathTo(DivisionCode.Parse("340699")));
    }

    [Fact]
    public void A_bad_file_is_refused_with_every_fault_by_line_and_field()
    {
        var path = folder.Write("divisions.csv", """
            code,name,level,parent
            340600000000,淮北市,prefecture,
            34060400000,烈山区,county,340600000000
            340604003000,百善街道,county,340604000000
            340604003003,,village,340621108000
            340621108200,百善村,village,340621108000
            340600000000,淮北市,prefecture,
            340604
            """);

        var faults = Assert.Throws<FileFaultException>(() => DivisionTree.Load(path)).Faults;

        Assert.All(faults, fault => Assert.Equal("divisions.csv", fault.File));
        Assert.Equal(
            [(3, "code"), (4, "level"), (5, "name"), (5, "parent"), (6, "parent"), (7, "code"), (8, "")],
            faults.Select(fault => (fault.Line, fault.Field)).Order());
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("none.csv", Assert.Throws<FileFaultException>(() => DivisionTree.Load(folder.File("none.csv"))).Message, StringComparison.Ordinal);
}
