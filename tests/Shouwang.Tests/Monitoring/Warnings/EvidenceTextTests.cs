using CsCheck;
using Shouwang.Monitoring.Warnings;
using Xunit;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed class EvidenceTextTests
{
    [Fact]
    public void Evidence_is_read_back_as_it_was_written_whatever_a_file_is_called() =>
        Gen.Select(Gen.Bool.Select(one => one ? "settlement" : "invoice"), Gen.Bool.Select(one => one ? "ybj" : "bank01"), Name, Gen.Int, Gen.DateOnly, Gen.Long)
            .Select(made => new EvidenceRow(made.Item1, made.Item2, "feed", made.Item3, "sha", made.Item4, made.Item5, made.Item6 % 7 == 0 ? null : made.Item6))
            .List[0, 12]
            .Sample(rows => Assert.Equal(rows, EvidenceText.Read(EvidenceText.Write(rows))));

    [Fact]
    public void A_file_is_named_once_however_many_of_its_rows_decided()
    {
        var text = EvidenceText.Write([GivenWarnings.Row(line: 2), GivenWarnings.Row(line: 3), GivenWarnings.Row("gat", 4)]);

        Assert.Equal(2, text.Split("\"sha256\"").Length - 1);
        Assert.Equal("gat;ybj", EvidenceText.SourcesOf(EvidenceText.Read(text)));
    }

    private static Gen<string> Name => Gen.String[Gen.Char["abc\"\\\n中文\t\u2028"], 0, 8];
}
