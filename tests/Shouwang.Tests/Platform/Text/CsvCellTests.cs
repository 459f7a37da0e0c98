using CsCheck;
using Shouwang.Platform.Text;
using Xunit;

namespace Shouwang.Tests.Platform.Text;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\nx")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData("　＝1")]
    [InlineData("\u200B=1")]
    public void A_text_that_could_become_a_formula_gets_an_apostrophe(string text) => Assert.Equal("'" + text, CsvCell.Text(text).ToSafeText());

    [Theory]
    [InlineData("王=工")]
    [InlineData("340699********0017")]
    [InlineData("1-2")]
    [InlineData("")]
    public void Any_other_text_stays_as_it_is(string text) => Assert.Equal(text, CsvCell.Text(text).ToSafeText());

    [Fact]
    public void A_negative_number_is_a_number_and_keeps_its_sign() => Assert.Equal(("-12.5", "-12.50"), (CsvCell.Number(-12.5m).ToSafeText(), CsvCell.Number(-12.50m).ToSafeText()));

    [Fact]
    public void A_day_is_written_the_same_everywhere() => Assert.Equal("2025-09-30", CsvCell.Date(new DateOnly(2025, 9, 30)).ToSafeText());

    [Fact]
    public void Taking_the_apostrophe_off_gives_the_text_back() =>
        Nasty.Text.Sample(text =>
        {
            var safe = CsvCell.Text(text).ToSafeText();
            Assert.False(CsvCell.IsDangerous(safe));
            Assert.Equal(text, CsvCell.Restore(safe));
        });

    [Fact]
    public void Both_readers_find_the_same_cells()
    {
        string[] titles = ["a", "=b"];
        Gen.Select(Nasty.Text, Nasty.Text).List[0, 8].Sample(rows =>
        {
            using var file = new MemoryStream();
            CsvSheet.Write(file, titles, rows.Select(row => new[] { CsvCell.Text(row.Item1), CsvCell.Text(row.Item2) }));

            var expected = rows.Select(row => $"{row.Item1}|{row.Item2}").Prepend("a|=b").ToList();
            foreach (var read in new[] { CsvReading.BySylvan(file.ToArray()), CsvReading.ByTheLetter(file.ToArray()) })
            {
                Assert.Equal(expected, read.Select(line => $"{CsvCell.Restore(line[0])}|{CsvCell.Restore(line[1])}"));
            }
        });
    }
}
