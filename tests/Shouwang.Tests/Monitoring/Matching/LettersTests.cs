using System.Text;
using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

/// <summary>People in letters, in the shape of the public Febrl files: a specification without any weight, taught by the files themselves.</summary>
public sealed class LettersTests : IDisposable
{
    private const string Untaught = """
        name: people in letters
        fields:
          given: { kind: text, column: given_name }
          surname: { kind: text }
          birth: { kind: date, column: date_of_birth }
          street: { kind: text, column: address_1 }
          postcode: { kind: code }
          age: { kind: number }
        blocking:
          - birth
          - soundex(surname) + postcode
          - first(given, 3) + first(surname, 3)
        comparisons:
          given: { levels: [{ when: exact }, { when: jaro_winkler(0.88) }, { when: else }] }
          surname: { by-frequency: true, levels: [{ when: exact }, { when: jaro_winkler(0.88) }, { when: else }] }
          birth: { levels: [{ when: exact }, { when: swapped_day_month }, { when: edits(1) }, { when: else }] }
          street: { levels: [{ when: exact }, { when: words(0.5) }, { when: else }] }
          postcode: { levels: [{ when: exact }, { when: edits(1) }, { when: else }] }
          age: { levels: [{ when: within(1) }, { when: else }] }
        """;

    private readonly Random random = new(5);
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_specification_without_weights_learns_them_from_the_files_it_is_tried_on(bool againstItself)
    {
        var (left, right) = (new StringBuilder(Header), new StringBuilder(Header));
        for (var person = 0; person < 3000; person++)
        {
            var row = Person();
            left.AppendLine($"{person},{string.Join(',', row)}");
            (againstItself ? left : right).AppendLine($"{(person % 2 == 0 ? person : person + 10_000)},{string.Join(',', person % 2 == 0 ? Misspelt(row) : Person())}");
        }

        var spec = LinkageSpec.Parse(Untaught + (againstItself ? "\ndecision: { pairing: all }\n" : "\n"), Path.Combine(folder, "spec.yaml"));
        var (leftFile, rightFile) = (Write("left.csv", left), againstItself ? null : Write("right.csv", right));
        var rows = LabelledCsv.Read(leftFile, spec, left: true, null, Cancel).Rows;
        var others = rightFile is null ? null : LabelledCsv.Read(rightFile, spec, left: false, null, Cancel).Rows;
        var report = new Learner(spec).Learn(rows, others, cancel: Cancel);
        Assert.Empty(report.Kept);

        var result = new Evaluation(report.Spec).Run(leftFile, rightFile, "entity", cancel: Cancel);
        Assert.Equal(1500, result.PairsTrue);
        TestContext.Current.SendDiagnosticMessage($"precision {result.Precision:P2}, recall {result.Recall:P2}, blocking {result.PairsCompleteness:P2}, spared {result.ReductionRatio:P3}");
        Assert.True(result.Precision >= 0.99 && result.Recall >= 0.96, $"{result.Precision:P2} {result.Recall:P2}");
        Assert.True(result.ReductionRatio > 0.99);
    }

    private const string Header = "entity,given_name,surname,date_of_birth,address_1,postcode,age\n";

    private string[] Person()
    {
        var year = 1930 + random.Next(80);
        return [Word(2), Word(random.Next(2, 4)), $"{year}{random.Next(1, 13):00}{random.Next(1, 29):00}", $"{Word(2)} {Word(2)} street", $"{random.Next(1000, 1400)}", $"{2020 - year}"];
    }

    private string Word(int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => $"{"bdfghklmnprstvw"[random.Next(15)]}{"aeiou"[random.Next(5)]}"));

    private string[] Misspelt(string[] row)
    {
        var copy = (string[])row.Clone();
        for (var slips = random.Next(0, 4); slips > 0; slips--)
        {
            var field = random.Next(copy.Length);
            copy[field] = random.Next(4) == 0 ? "" : field == 2 ? Swapped(copy[2]) : Slip(copy[field]);
        }

        return copy;
    }

    private static string Swapped(string date) => date.Length == 8 ? date[..4] + date[6..] + date[4..6] : date;

    private string Slip(string text)
    {
        if (text.Length < 2)
        {
            return text;
        }

        var place = random.Next(text.Length - 1);
        return random.Next(3) switch
        {
            0 => text.Remove(place, 1),
            1 => text[..place] + text[place + 1] + text[place] + text[(place + 2)..],
            _ => text[..place] + (char.IsDigit(text[place]) ? '7' : 'e') + text[(place + 1)..],
        };
    }

    private string Write(string name, StringBuilder text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text.ToString());
        return file;
    }
}
