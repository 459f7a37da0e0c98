using System.Text;
using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

public sealed class EvaluationTests : IDisposable
{
    private const string People = """
        name: people in letters
        fields:
          given: { kind: text, column: given_name }
          surname: { kind: text }
          birth: { kind: date, left: date_of_birth, right: born, order: day-month-year }
          street: { kind: text, column: [street_number, street] }
        blocking:
          - soundex(surname) + year(birth)
          - first(given, 3) + birth
          - street
        comparisons:
          given: { levels: [{ when: exact, m: 0.8, u: 0.01 }, { when: jaro_winkler(0.85), m: 0.15, u: 0.01 }, { when: else, m: 0.05, u: 0.98 }] }
          surname: { levels: [{ when: exact, m: 0.8, u: 0.005 }, { when: jaro_winkler(0.85), m: 0.15, u: 0.01 }, { when: else, m: 0.05, u: 0.985 }] }
          birth: { levels: [{ when: exact, m: 0.9, u: 0.0001 }, { when: swapped_day_month, m: 0.05, u: 0.0001 }, { when: else, m: 0.05, u: 0.9998 }] }
          street: { levels: [{ when: exact, m: 0.7, u: 0.001 }, { when: words(0.5), m: 0.2, u: 0.001 }, { when: else, m: 0.1, u: 0.998 }] }
        decision: { share: 0.9, match: 0.9, doubt: 0.5 }
        """;

    private const string Left = """
        rec,given_name,surname,date_of_birth,street_number,street
        1,Anna,Smith,13/05/1980,12,Hill Road
        2,Bertha,O'Neill,01/02/1975,3,Mill Lane
        3,Carl,Jones,30/11/1966,,
        4,Dora,Braun,09/09/1999,77,Long Street
        """;

    private const string Right = """
        surname,given_name,born,street_number,street,rec
        Smyth,Ana,13/05/1980,12,Hill Road,1
        ONEILL,Bertha,02/01/1975,3,"Mill Lane, West",2
        Jones,Karl,30/11/1966,5,Park Row,3
        Miller,Emil,24/12/1950,1,Castle Square,9
        """;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Two_labelled_files_are_matched_and_counted()
    {
        var result = new Evaluation(Spec(People)).Run(Csv("l.csv", Left), Csv("r.csv", Right), "rec", cancel: Cancel);
        Assert.Equal((4, 4, 16, 3), (result.LeftRows, result.RightRows, result.PairsPossible, result.PairsTrue));
        Assert.Equal((3, 3, 0), (result.Matched, result.MatchedTrue, result.Doubts));
        Assert.Equal((1.0, 1.0, 1.0, 1.0), (result.Precision, result.Recall, result.F1, result.PairsCompleteness));
        Assert.Equal(1 - (result.PairsCompared / 16.0), result.ReductionRatio, 12);
    }

    [Theory]
    [InlineData("best-per-left", 3)]
    [InlineData("all", 4)]
    public void One_file_is_matched_against_itself_and_no_row_with_its_own(string pairing, int most)
    {
        var rows = new StringBuilder("rec,given_name,surname,date_of_birth,born,street_number,street\n");
        foreach (var (rec, given) in new[] { (1, "Anna"), (1, "Anna"), (1, "Anna"), (2, "Bertha"), (2, "Berta"), (3, "Zoe") })
        {
            rows.AppendLine($"{rec},{given},Smith{rec},0{rec}/05/198{rec},,{rec},Hill Road");
        }

        var spec = Spec(People.Replace(", right: born", "", StringComparison.Ordinal).Replace("doubt: 0.5", $"doubt: 0.5, pairing: {pairing}", StringComparison.Ordinal));
        var result = new Evaluation(spec).Run(Csv("one.csv", rows.ToString()), null, "rec", cancel: Cancel);
        Assert.Equal((15, 4, 1.0), (result.PairsPossible, result.PairsTrue, result.PairsCompleteness));
        Assert.Equal(1.0, result.Precision);
        Assert.True(result.Matched <= most && result.Matched >= most - 2, $"{result.Matched}");
        Assert.Equal(pairing == "all" ? 1.0 : 0.25, result.Recall);
    }

    [Fact]
    public void One_to_one_gives_a_person_to_one_row_only()
    {
        var left = Left + "\n5,Anna,Smith,13/05/1980,12,Hill Road\n";
        var one = Spec(People.Replace("doubt: 0.5", "doubt: 0.5, pairing: one-to-one", StringComparison.Ordinal));
        var result = new Evaluation(one).Run(Csv("l.csv", left), Csv("r.csv", Right), "rec", cancel: Cancel);
        Assert.Equal((2, 2), (result.Matched, result.Doubts));
        Assert.Equal(4, new Evaluation(Spec(People)).Run(Csv("l.csv", left), Csv("r.csv", Right), "rec", cancel: Cancel).Matched);
    }

    [Theory]
    [InlineData("given_name,", "", "rec", 1, "given_name")]
    [InlineData("rec,", "id,", "rec", 1, "rec")]
    [InlineData("3,Carl,Jones,30/11/1966,,", "3,Carl,Jones", "rec", 4, "*")]
    public void A_file_that_does_not_fit_is_refused_with_line_and_field(string good, string bad, string truth, long line, string field)
    {
        var file = Csv("l.csv", Left.Replace(good, bad, StringComparison.Ordinal));
        var error = Assert.Throws<MatchingDataException>(() => new Evaluation(Spec(People)).Run(file, Csv("r.csv", Right), truth, cancel: Cancel));
        Assert.Equal((file, line, field), (error.File, error.Line, error.Field));
        Assert.DoesNotContain("Carl", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_no_two_rows_share_are_refused()
    {
        var error = Assert.Throws<MatchingDataException>(() => new Evaluation(Spec(People)).Run(
            Csv("l.csv", Left), Csv("r.csv", Right.Replace("Road,1", "Road,a", StringComparison.Ordinal).Replace("\",2", "\",b", StringComparison.Ordinal).Replace("Row,3", "Row,c", StringComparison.Ordinal)), "rec", cancel: Cancel));
        Assert.Equal("rec", error.Field);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<MatchingDataException>(() => new Evaluation(Spec(People)).Run(Path.Combine(folder, "no.csv"), null, "rec", cancel: Cancel));
        Assert.Contains("file not found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_evaluation_says_how_far_it_is_and_can_be_stopped()
    {
        var steps = new List<EvaluationProgress>();
        new Evaluation(Spec(People)).Run(Csv("l.csv", Left), Csv("r.csv", Right), "rec", 1, new Steps(steps.Add), Cancel);
        Assert.Equal(["read", "prepare", "match"], steps.Select(s => s.Step).Distinct());
        Assert.Equal(1, steps[^1].Share);

        using var given = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => new Evaluation(Spec(People)).Run(
            Csv("l.csv", Left), Csv("r.csv", Right), "rec", 1, new Steps(s => { if (s.Step == "prepare") { given.Cancel(); } }), given.Token));
    }

    private sealed class Steps(Action<EvaluationProgress> on) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => on(value);
    }

    private LinkageSpec Spec(string yaml) => LinkageSpec.Parse(yaml, Path.Combine(folder, "spec.yaml"));

    private string Csv(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
