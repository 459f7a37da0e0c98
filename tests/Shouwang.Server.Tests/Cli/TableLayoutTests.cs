using Shouwang.Server.Cli;
using Xunit;

namespace Shouwang.Server.Tests.Cli;

/// <summary>A list on a narrow terminal stays readable.</summary>
public sealed class TableLayoutTests
{
    private static readonly string[] Titles = ["Household", ">Paid", "Reason"];

    private static readonly string[][] Rows = [["H000001", "1,441.00", "the income has risen"], ["H000002", "0.00", ""]];

    [Theory]
    [InlineData(36, true)]
    [InlineData(33, true)]
    [InlineData(32, false)]
    public void No_number_and_no_word_is_cut_in_two(int width, bool fits) => Assert.Equal(fits, TableLayout.Fits(Titles, Rows, width));

    [Fact]
    public void Chinese_breaks_anywhere() => Assert.True(TableLayout.Fits(["理由"], [["扣减刚性支出后收入超过最低生活保障标准"]], 8));

    [Fact]
    public void Where_there_is_no_room_each_row_is_a_block_and_what_is_empty_is_left_out() =>
        Assert.Equal(["H000001", "  Paid: 1,441.00", "  Reason: the income has risen", "H000002", "  Paid: 0.00"], TableLayout.Blocks(Titles, Rows));
}
