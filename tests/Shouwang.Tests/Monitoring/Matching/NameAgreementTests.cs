using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

public sealed class NameAgreementTests
{
    private static readonly NameAgreement Names = new(VariantForms.Load(Pack.Path("variants.csv")));

    [Fact]
    public void A_name_written_alike_is_the_same() => Assert.Equal(NameVerdict.Same, Names.Of("王小峰", "王小峰"));

    [Theory]
    [InlineData("王 小峰", "王小峰")]
    [InlineData("　王小峰 ", "王小峰")]
    [InlineData("王小峯", "王小峰")]
    [InlineData("陳國強", "陈国强")]
    [InlineData("張喆", "张哲")]
    [InlineData("鍾羣", "钟群")]
    [InlineData("ＷＡＮＧ　ＷＥＩ", "wang wei")]
    [InlineData("阿卜杜拉.买买提", "阿卜杜拉·买买提")]
    [InlineData("阿卜杜拉買買提", "阿卜杜拉·买买提")]
    [InlineData("阿卜杜拉・买买提", "阿卜杜拉·买买提")]
    [InlineData("阿卜杜拉·买", "阿卜杜拉·买买提")]
    [InlineData("买买提", "买买提·吐尔逊")]
    [InlineData("王?峰", "王䶮峰")]
    [InlineData("王〓", "王䶮")]
    [InlineData("", "王小峰")]
    public void A_name_written_differently_for_a_known_reason_is_accepted(string delivered, string registered)
    {
        Assert.Equal(NameVerdict.Variant, Names.Of(delivered, registered));
        Assert.Equal(NameVerdict.Variant, Names.Of(registered, delivered));
    }

    [Theory]
    [InlineData("王小峰", "李小峰")]
    [InlineData("王小峰", "王小风")]
    [InlineData("王小", "王小峰")]
    [InlineData("欧阳小", "欧阳小峰")]
    [InlineData("买买", "买买提·吐尔逊")]
    [InlineData("买买提", "买买江·吐尔逊")]
    [InlineData("?小峰", "王小峰")]
    [InlineData("王??", "王小峰")]
    [InlineData("王小峰", "峰小王")]
    public void Another_name_under_a_valid_id_is_different(string delivered, string registered) =>
        Assert.Equal(NameVerdict.Different, Names.Of(delivered, registered));

    [Fact]
    public void Comparing_a_name_with_itself_allocates_nothing()
    {
        Names.Of("王小峯", "王小峰");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Names.Of("王小峰", "王小峰");
            Names.Of("王小峯", "王小峰");
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
