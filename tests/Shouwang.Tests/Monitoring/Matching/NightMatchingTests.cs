using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

/// <summary>The pack's own specification on one town's register with a few people added whose case matters.</summary>
public sealed class NightMatchingTests
{
    private static readonly LinkageSpec Spec = LinkageSpec.Load(Pack.Path("matching.yaml"));
    private static readonly List<string?[]> Register = new SyntheticTown(11, 20_000, 0).Registered;
    private readonly List<string?[]> people = [.. Register];

    [Fact]
    public void A_person_delivered_as_registered_but_without_id_is_matched()
    {
        var person = Registered("解永强", "1", "1961-04-09", "13900000001", "百善镇新庄村3组12号", "340699105");
        Assert.Equal(person, Link("解永强", "1", "19610409", null, null, "340699105").Right);
        Assert.Equal(person, Link("解永强", null, null, "+86 139-0000-0001", null, null).Right);
    }

    [Theory]
    [InlineData("解永強", "19610409", null)]
    [InlineData("解永墙", "19610409", "13900000001")]
    [InlineData("解永强", "19610904", "13900000001")]
    [InlineData("解永强", "19610408", "13900000001")]
    [InlineData("解 永 强", "1961年4月9日", null)]
    [InlineData("解永强", "", "１３９００００００01")]
    public void A_slip_of_the_pen_does_not_hide_a_person(string name, string birth, string? phone)
    {
        var person = Registered("解永强", "1", "1961-04-09", "13900000001", "百善镇新庄村3组12号", "340699105");
        var link = Link(name, null, birth, phone, null, "340699105");
        Assert.Equal((LinkKind.Matched, person), (link.Kind, link.Right));
    }

    [Fact]
    public void Two_people_of_one_name_in_one_township_are_left_to_a_person()
    {
        var one = Registered("王伟", "1", "1961-04-09", "13900000001", "百善镇新庄村3组12号", "340699105");
        var other = Registered("王伟", "1", "1984-11-30", "13900000002", "百善镇柳集村8组1号", "340699105");
        var link = Link("王伟", null, null, null, null, "340699105");
        Assert.Equal(LinkKind.Doubt, link.Kind);
        Assert.Contains(one, link.Candidates.Select(c => c.Right));
        Assert.Contains(other, link.Candidates.Select(c => c.Right));
    }

    [Fact]
    public void One_person_of_a_common_name_in_a_township_is_no_match_until_birth_or_phone_agree()
    {
        var one = Registered("王伟", "1", "1961-04-09", "13900000001", "百善镇新庄村3组12号", "340699105");
        Registered("王伟", "1", "1984-11-30", "13900000002", "百善镇柳集村8组1号", "340699105");
        Assert.NotEqual(LinkKind.Matched, Link("王伟", "1", null, null, "百善镇新庄村3组12号", "340699105").Kind);
        Assert.Equal(one, Link("王伟", null, "1961-04-09", null, null, "340699105").Right);
        Assert.Equal(one, Link("王伟", null, null, "13900000001", null, "340699105").Right);
    }

    [Fact]
    public void A_brother_under_the_household_s_phone_is_not_taken_for_the_registered_one()
    {
        Registered("解永强", "1", "1961-04-09", "13900000001", "百善镇新庄村3组12号", "340699105");
        Assert.NotEqual(LinkKind.Matched, Link("解永刚", "1", null, "13900000001", "百善镇新庄村3组12号", "340699105").Kind);
        Assert.NotEqual(LinkKind.Matched, Link("解永刚", "1", "1964-08-20", "13900000001", "百善镇新庄村3组12号", "340699105").Kind);
    }

    [Fact]
    public void A_wife_under_the_household_s_phone_is_not_even_a_doubt()
    {
        Registered("解永强", "1", "1961-04-09", "13900000001", "百善镇新庄村3组12号", "340699105");
        Assert.Equal(LinkKind.None, Link("赵兰", "2", "1963-02-14", "13900000001", "百善镇新庄村3组12号", "340699105").Kind);
    }

    [Fact]
    public void A_stranger_is_nobody()
    {
        Assert.Equal(LinkKind.None, Link("单于飞", "1", "1931-01-31", "18900000000", "河西路9号", "340699999").Kind);
        Assert.Equal(LinkKind.None, Link("", null, null, null, null, null).Kind);
    }

    [Fact]
    public void The_explanation_adds_up_and_holds_no_value_of_the_rows()
    {
        var person = Registered("解永强", "1", "1961-04-09", "13900000001", "百善镇新庄村3组12号", "340699105");
        var linker = new Linker(Spec);
        var index = linker.Index(people);
        string?[] row = ["解永強", null, "1961-09-04", "13900000001", null, "340699105"];
        var explanation = linker.Explain(index, row, person);
        Assert.Equal(["variant", null, "swapped_day_month", "exact", null, "exact"], explanation.Lines.Select(l => l.Level));
        Assert.Equal(explanation.Score, explanation.Lines.Sum(l => l.Weight), 9);
        Assert.Equal(linker.Link(index, [row], 1, TestContext.Current.CancellationToken)[0].Score, explanation.Score);
        Assert.All(row.Concat(people[person]).OfType<string>().Where(value => value.Length > 1), value => Assert.DoesNotContain(value, string.Join(' ', explanation.Lines), StringComparison.Ordinal));
    }

    private int Registered(params string?[] person)
    {
        people.Add(person);
        return people.Count - 1;
    }

    private Link Link(params string?[] row)
    {
        var linker = new Linker(Spec);
        return linker.Link(linker.Index(people), [row], 1, TestContext.Current.CancellationToken)[0];
    }
}
