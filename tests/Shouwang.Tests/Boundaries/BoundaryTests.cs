using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Shouwang.Platform.Data;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Boundaries;

public sealed class BoundaryTests
{
    private const string PlantedRoot = "Shouwang.Tests.Boundaries.Planted";

    private static readonly Lazy<Architecture> Library = new(() => new ArchLoader().LoadAssembly(typeof(ShouwangDb).Assembly).Build());
    private static readonly Lazy<Architecture> Tests = new(() => new ArchLoader().LoadAssembly(typeof(BoundaryTests).Assembly).Build());

    private static ModuleOrder Real => new(Library.Value, "Shouwang");

    private static ModuleOrder Planted => new(Tests.Value, PlantedRoot);

    [Fact]
    public void Modules_look_left_and_never_right() => Assert.Empty(Real.LooksRight());

    [Fact]
    public void There_are_eight_folders_and_no_ninth()
    {
        Assert.Empty(Real.Homeless());
        var folders = Directory.GetDirectories(Repository.File("src", "Shouwang")).Select(Path.GetFileName).Where(folder => folder is not ("bin" or "obj"));
        Assert.Subset(ModuleOrder.Modules.ToHashSet(), folders.ToHashSet()!);
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => Assert.Empty(Real.EmptyNames());

    [Theory]
    [InlineData("HoldsOne")]
    [InlineData("TakesOne")]
    [InlineData("ListsThem")]
    [InlineData("CallsInABody")]
    [InlineData("CallsInALambda")]
    [InlineData("CallsInAnAsyncMethod")]
    [InlineData("CallsInAnIterator")]
    [InlineData("CallsInALambdaOfAnAsyncMethod")]
    [InlineData("CallsInAnAsyncLambda")]
    [InlineData("CallsInALocalFunction")]
    [InlineData("CallsInANestedType+Inner")]
    [InlineData("DerivesFromOne")]
    [InlineData("AsksForTheType")]
    public void A_planted_look_to_the_right_is_found(string culprit) =>
        Assert.Contains($"{PlantedRoot}.Platform.{culprit} uses {PlantedRoot}.Registry.Resident", Planted.LooksRight());

    [Fact]
    public void Nothing_else_that_was_planted_is_accused()
    {
        Assert.All(Planted.LooksRight(), violation => Assert.EndsWith("Registry.Resident", violation, StringComparison.Ordinal));
        Assert.DoesNotContain(Planted.LooksRight(), violation => violation.Contains("Innocent", StringComparison.Ordinal));
    }

    [Fact]
    public void A_planted_ninth_folder_and_a_planted_empty_name_are_found()
    {
        Assert.Equal([$"{PlantedRoot}.Ninth.Stranger"], Planted.Homeless());
        Assert.Equal([$"{PlantedRoot}.Platform.ResidentHelper"], Planted.EmptyNames());
    }
}
