using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

public sealed class SpecificationTests
{
    private const string Good = """
        name: small
        fields:
          name: { kind: name }
          birth: { kind: date }
        blocking:
          - birth
          - [year(birth), pinyin(surname(name))]
          - first(soundex(name), 2) + last(birth, 2)
        comparisons:
          name:
            levels:
              - { when: exact }    # a remark
              - when: jaro_winkler(0.9)
                u: 0.01
              - { when: else }
          birth:
            levels: [{ when: exact, m: 0.9, u: 0.001 }, { when: else }]
        """;

    [Fact]
    public void The_specification_of_the_night_can_be_read()
    {
        var spec = LinkageSpec.Load(Pack.Path("matching.yaml"));
        Assert.Equal(["name", "sex", "birth", "phone", "address", "township"], spec.Fields.Select(f => f.Name));
        Assert.All(spec.Comparisons, c => Assert.Equal(1, c.Levels.Sum(l => l.M), 0.001));
        Assert.All(spec.Comparisons, c => Assert.Equal(1, c.Levels.Sum(l => l.U), 0.001));
    }

    [Theory]
    [InlineData("kind: date", "kind: day", 4, 18, "one of name, date")]
    [InlineData("- birth\n", "- brith\n", 6, 5, "'brith' is no field")]
    [InlineData("pinyin(surname(name))", "pinyin(surname(birth))", 7, 19, "cannot be done to a field of kind date")]
    [InlineData("first(soundex(name), 2)", "first(soundex(name))", 8, 5, "takes a value and a number")]
    [InlineData("first(soundex(name), 2)", "sondex(name)", 8, 5, "'sondex' cannot be done")]
    [InlineData("jaro_winkler(0.9)", "jaro_winkler(9)", 13, 15, "takes one number from 0.01 to 1")]
    [InlineData("jaro_winkler(0.9)", "jaro(0.9)", 13, 15, "'jaro' is no agreement")]
    [InlineData("m: 0.9,", "m: 1.9,", 17, 32, "a number from")]
    [InlineData("m: 0.9,", "n: 0.9,", 17, 29, "unknown key 'n'")]
    [InlineData("when: exact, m", "when: swapped, m", 17, 22, "'swapped' is no agreement")]
    [InlineData("kind: name }", "kind: name", 3, 11, "left open")]
    public void A_fault_names_line_column_and_reason(string good, string bad, long line, long column, string reason)
    {
        var fault = Faults(Good.Replace(good, bad, StringComparison.Ordinal))[0];
        Assert.Equal(("spec.yaml", line, column), (fault.File, fault.Line, fault.Column));
        Assert.Contains(reason, fault.Reason.En, StringComparison.Ordinal);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", fault.Reason.Zh);
    }

    [Fact]
    public void All_faults_are_found_in_one_reading()
    {
        var bad = Good.Replace("kind: date", "kind: day", StringComparison.Ordinal)
            .Replace("- birth\n", "- brith\n", StringComparison.Ordinal)
            .Replace("jaro_winkler(0.9)", "jaro(0.9)", StringComparison.Ordinal);
        Assert.True(Faults(bad + "\ndecision: { match: 0.4, doubt: 0.6, match-needs: [[phone]] }\n").Count >= 5);
    }

    [Fact]
    public void A_comparison_without_an_end_is_a_fault() =>
        Assert.Contains("the last of them 'else'", Faults(Good.Replace("{ when: else }\n  birth", "{ when: pinyin }\n  birth", StringComparison.Ordinal))[0].Reason.En, StringComparison.Ordinal);

    [Fact]
    public void Learned_numbers_are_written_and_every_other_character_stays()
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "spec.yaml");
        File.WriteAllText(file, Good);
        var spec = LinkageSpec.Load(file);
        var learned = spec with
        {
            Comparisons = [.. spec.Comparisons.Select(c => c with { Levels = [.. c.Levels.Select((l, i) => l with { M = 0.5 / (i + 1), U = 0.25 / (i + 1) })] })],
            Decision = spec.Decision with { Share = 0.375 },
        };
        new LearnReport(learned, 0, [], []).Save(file);

        var text = File.ReadAllText(file);
        Assert.Contains("- { when: exact, m: 0.5, u: 0.25 }    # a remark", text, StringComparison.Ordinal);
        Assert.Contains("- first(soundex(name), 2) + last(birth, 2)", text, StringComparison.Ordinal);
        var again = LinkageSpec.Load(file);
        Assert.Equal(0.375, again.Decision.Share);
        Assert.Equal(
            learned.Comparisons.SelectMany(c => c.Levels).Select(l => (l.When, Math.Round(l.M, 5), Math.Round(l.U, 5))),
            again.Comparisons.SelectMany(c => c.Levels).Select(l => (l.When, Math.Round(l.M, 5), Math.Round(l.U, 5))));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_table_of_variants_that_is_not_there_is_a_fault_of_the_specification() =>
        Assert.Equal(2, Faults(Good.Replace("name: small", "name: small\nvariants: nowhere.csv", StringComparison.Ordinal))[0].Line);

    private static IReadOnlyList<SpecFault> Faults(string yaml) =>
        Assert.Throws<LinkageSpecException>(() => LinkageSpec.Parse(yaml, "spec.yaml")).Faults;
}
