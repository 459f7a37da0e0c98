using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;
using Shouwang.Tests.Monitoring.Rules;
using Xunit;

namespace Shouwang.Tests.Standards;

/// <summary>Numbers of the law with their days.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void A_day_before_the_first_value_is_refused_never_answered_with_the_nearest()
    {
        var line = Read("line: {type: money, label: {zh: 标准, en: Line}, cite: D, values: {2024-07-01: 8640, 2025-07-01: 9048.50}}").Rules.Parameters["line"];

        Assert.Equal(864000L, line.On(new DateOnly(2025, 6, 30)).Value);
        Assert.Equal(904850L, line.On(new DateOnly(2025, 7, 1)).Value);
        var refusal = Assert.Throws<ParameterNotInForceException>(() => line.On(new DateOnly(2024, 6, 30)));
        Assert.Equal("Parameter 'line' has no value on 2024-06-30", refusal.Reason.En);
        Assert.Contains("“line”", refusal.Reason.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_may_end_and_have_its_own_citation()
    {
        var line = Read("""
            line:
              type: money
              label: {zh: 标准, en: Line}
              values:
                - {from: 2024-01-01, to: 2024-12-31, published: 2023-12-20, value: 1, cite: D}
                - {from: 2025-02-01, value: 2, cite: E#3}
            """).Rules.Parameters["line"];

        Assert.False(line.Covers(new DateOnly(2025, 1, 15)));
        Assert.Equal("E#3", line.On(new DateOnly(2025, 2, 1)).Cite);
        Assert.Equal(new DateOnly(2023, 12, 20), line.Values[0].Published);
    }

    [Theory]
    [InlineData("line: {type: money, label: {zh: 甲, en: A}, values: {2024-01-01: 5}}", "citation", 2, 3)]
    [InlineData("line: {type: money, label: {zh: 甲, en: A}, cite: D}", "values", 2, 3)]
    [InlineData("line: {type: money, label: {zh: 甲, en: A}, cite: D, values: {}}", "values", 2, 63)]
    [InlineData("line: {type: money, label: {zh: 甲, en: A}, cite: D, values: {2025-01-01: 5, 2024-01-01: 6}}", "order", 2, 79)]
    [InlineData("line: {type: money, label: {zh: 甲, en: A}, cite: Z, values: {2025-01-01: 5}}", "source", 2, 52)]
    [InlineData("line: {type: money, label: {zh: 甲, en: A}, cite: D, values: {2025-01-01: 5.001}}", "value", 2, 76)]
    [InlineData("line: {type: int, label: {zh: 甲, en: A}, cite: D, values: {2025-01-01: 0.5}}", "value", 2, 74)]
    [InlineData("line: {type: int, label: {zh: 甲, en: A}, cite: D, values: {2025-1-1: 5}}", "value", 2, 62)]
    [InlineData("line: {type: coin, label: {zh: 甲, en: A}, cite: D, values: {2025-01-01: true}}", "word", 2, 16)]
    public void What_a_parameter_lacks_is_named_at_its_place(string parameter, string code, int line, int column)
    {
        var fault = Read(parameter).Faults[0];
        Assert.Equal((code, line, column), (fault.Code, fault.Line, fault.Column));
    }

    [Fact]
    public void Another_place_replaces_a_value_with_its_own_citation_also_one_that_belongs_to_a_rule()
    {
        using var given = new GivenPack(GivenPack.Rule("savings > p.threshold"), "parameters:\n  line: {type: money, label: {zh: 甲, en: A}, cite: D, values: {2024-01-01: 5}}\n");
        var place = given.Overlay("""
            parameters:
              line: {type: money, label: {zh: 甲, en: A}, cite: E, values: {2025-01-01: 7}}
              R1.threshold: {type: money, label: {zh: 起点, en: Threshold}, cite: E, values: {2024-01-01: 50}}
            """);
        var pack = Pack.Open(place);
        var rules = RuleSet.Read(pack);
        pack.RefuseFaults();

        Assert.Equal(("E", 700L), (rules.Parameters["line"].Values[0].Cite, rules.Parameters["line"].Values[0].Value));
        Assert.Equal(5000L, Assert.Single(rules.Rules["R1"].Parameters).On(new DateOnly(2025, 1, 1)).Value);
    }

    private static (RuleSet Rules, IReadOnlyList<PackFault> Faults) Read(string parameter)
    {
        using var given = new GivenPack("rules: {}\n", $"parameters:\n  {parameter.ReplaceLineEndings("\n  ")}\n");
        var pack = given.Open();
        return (RuleSet.Read(pack), pack.Faults.All);
    }
}
