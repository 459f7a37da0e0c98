using Shouwang.Monitoring.Rules;
using Shouwang.Tests.Monitoring.Rules;
using Xunit;

namespace Shouwang.Tests.Standards;

/// <summary>YAML has five ways to write a text; the place of a fault must be right in each.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("when: savings > ▸wealth")]
    [InlineData("when: 'labour == ''weak'' and savings > ▸wealth'")]
    [InlineData("when: \"labour == \\u0027weak\\u0027 and savings > ▸wealth\"")]
    [InlineData("when: \"labour == 'weak'\n      and savings > ▸wealth\"")]
    [InlineData("when: >-\n      labour == 'weak'\n      and savings > ▸wealth")]
    [InlineData("when: |\n      labour == 'weak'\n\n      and savings > ▸wealth")]
    [InlineData("when: labour == 'weak'\n      and savings > ▸wealth")]
    public void A_fault_is_found_in_the_file_whatever_the_quotes(string written)
    {
        var text = GivenPack.Rule("true").Replace("when: \"true\"", written, StringComparison.Ordinal);
        var at = text.IndexOf('▸', StringComparison.Ordinal);
        using var given = new GivenPack(text.Replace("▸", "", StringComparison.Ordinal));
        var pack = given.Open();
        RuleSet.Read(pack);

        var fault = Assert.Single(pack.Faults.All);
        var before = text[..at];
        Assert.Equal((before.Count(c => c == '\n') + 1, at - before.LastIndexOf('\n')), (fault.Line, fault.Column));
    }
}
