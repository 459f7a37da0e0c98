using CsCheck;
using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

public sealed class ComparatorTests
{
    // Few letters, so that texts have something in common.
    private static readonly Gen<int[]> Text = Gen.Int[0, 3].Array[0, 8];

    [Fact]
    public void Jaro_Winkler_lies_between_0_and_1_and_does_not_mind_the_order() => Gen.Select(Text, Text).Sample((a, b) =>
    {
        var alike = JaroWinkler.Of(a, b);
        return alike is >= 0 and <= 1 && alike == JaroWinkler.Of(b, a) && JaroWinkler.Of(a, a) == 1;
    });

    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    public void Jaro_Winkler_gives_the_published_values(string left, string right, double expected) =>
        Assert.Equal(expected, JaroWinkler.Of(Letters(left), Letters(right)), 4);

    [Fact]
    public void Edit_distance_is_a_distance() => Gen.Select(Text, Text, Text).Sample((a, b, c) =>
        EditDistance.Of(a, b) == EditDistance.Of(b, a)
        && EditDistance.Of(a, a) == 0
        && (EditDistance.Of(a, b) > 0 || a.AsSpan().SequenceEqual(b))
        && EditDistance.Of(a, c) <= EditDistance.Of(a, b) + EditDistance.Of(b, c));

    [Fact]
    public void Within_so_many_edits_says_what_the_distance_says() => Gen.Select(Text, Text, Gen.Int[0, 4]).Sample((a, b, limit) =>
        EditDistance.Within(a, b, limit) == (EditDistance.Of(a, b) <= limit));

    [Theory]
    [InlineData("王小峰", "王峰小", 1)]
    [InlineData("王小峰", "王大峰", 1)]
    [InlineData("王小峰", "王峰", 1)]
    [InlineData("ca", "abc", 2)]
    public void Edits_are_counted_in_characters(string left, string right, int edits) =>
        Assert.Equal(edits, EditDistance.Of(Letters(left), Letters(right)));

    [Fact]
    public void Overlap_lies_between_0_and_1_and_does_not_mind_the_order() => Gen.Select(Sets, Sets).Sample((a, b) =>
    {
        var (shared, contained) = (Overlap.Jaccard(a, b), Overlap.Contained(a, b));
        return shared is >= 0 and <= 1 && contained >= shared && contained <= 1
            && shared == Overlap.Jaccard(b, a) && contained == Overlap.Contained(b, a);
    });

    [Theory]
    [InlineData("1980-05-13", 19800513)]
    [InlineData("1980年5月3日", 19800503)]
    [InlineData("１９８０/０５/１３", 19800513)]
    [InlineData("19800513", 19800513)]
    [InlineData("1980-05-13 00:00:00", 19800513)]
    [InlineData("不详", 0)]
    [InlineData("198005", 0)]
    public void Dates_are_read_as_departments_write_them(string written, int date) => Assert.Equal(date, Day.Read(written));

    [Fact]
    public void Dates_of_other_countries_are_read_in_the_order_asked_for()
    {
        Assert.Equal(19800513, Day.Read("13/05/1980", DateOrder.DayMonthYear));
        Assert.Equal(19800513, Day.Read("05/13/1980", DateOrder.MonthDayYear));
    }

    [Fact]
    public void Day_and_month_swapped_are_seen_even_where_no_such_month_exists()
    {
        Assert.True(Day.Swapped(Day.Read("19801305"), Day.Read("1980-05-13")));
        Assert.False(Day.Swapped(19800505, 19800505));
        Assert.Null(Day.Between(19801305, 19800513));
        Assert.Equal(1, Day.Between(19800229, 19800301));
    }

    private static Gen<uint[]> Sets => Gen.UInt[0, 9].Array[0, 6].Select(set => set.Distinct().Order().ToArray());

    private static int[] Letters(string text) => [.. text.Select(c => (int)c)];
}
