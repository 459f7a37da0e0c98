using System.Text;
using Shouwang.Monitoring.Matching;
using Xunit;

namespace Shouwang.Tests.Monitoring.Matching;

public sealed class CharacterTests
{
    [Theory]
    [InlineData('单', "shan", "dan")]
    [InlineData('解', "xie", "jie")]
    [InlineData('仇', "qiu", "chou")]
    [InlineData('曾', "zeng", "ceng")]
    [InlineData('区', "ou", "qu")]
    [InlineData('查', "zha", "cha")]
    [InlineData('朴', "piao", "pu")]
    [InlineData('任', "ren", "ren")]
    [InlineData('王', "wang", "wang")]
    [InlineData('翟', "zhai", "zhai")]
    [InlineData('覃', "qin", "qin")]
    public void A_surname_is_read_as_a_surname(char character, string asSurname, string elsewhere)
    {
        Assert.Equal(asSurname, Pinyin.Spelt(Pinyin.OfSurname(character)));
        Assert.Equal(elsewhere, Pinyin.Spelt(Pinyin.Of(character)));
    }

    [Fact]
    public void Every_character_of_GB_2312_has_a_reading()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var gb = Encoding.GetEncoding("gb2312");
        var read = 0;
        for (var row = 0xB0; row <= 0xF7; row++)
        {
            for (var cell = 0xA1; cell <= (row == 0xD7 ? 0xF9 : 0xFE); cell++)
            {
                var character = gb.GetString([(byte)row, (byte)cell])[0];
                Assert.NotEqual(character, Pinyin.Of(character));
                read++;
            }
        }

        Assert.Equal(6763, read);
    }

    [Theory]
    [InlineData("䶮", "yan")]
    [InlineData("垚", "yao")]
    [InlineData("淼", "miao")]
    [InlineData("翀", "chong")]
    [InlineData("玥", "yue")]
    public void Rare_characters_of_names_have_a_reading(string character, string syllable) =>
        Assert.Equal(syllable, Pinyin.Spelt(Pinyin.Of(character[0])));

    [Fact]
    public void No_character_folds_to_one_that_folds_further()
    {
        var forms = VariantForms.Load(Pack.Path("variants.csv"));
        Assert.True(forms.Count >= 300);
        foreach (var line in File.ReadLines(Pack.Path("variants.csv")).Skip(1))
        {
            var standard = Rune.GetRuneAt(line.Split(',')[1], 0).Value;
            Assert.Equal(standard, forms.Fold(standard));
        }
    }

    [Theory]
    [InlineData("甯", "宁")]
    [InlineData("淼", "渺")]
    [InlineData("乾", "干")]
    [InlineData("仝", "同")]
    public void Characters_that_are_names_of_their_own_are_left_alone(string own, string alike)
    {
        var forms = VariantForms.Load(Pack.Path("variants.csv"));
        Assert.NotEqual(forms.Fold(alike[0]), forms.Fold(own[0]));
    }

    [Fact]
    public void A_visible_character_counts_once_however_many_units_it_takes()
    {
        Assert.Equal(2, Elements("𠮷野").Length);
        Assert.Equal(Elements("é"), Elements("e\u0301"));
        Assert.Equal(Elements("辻"), Elements("辻\uDB40\uDD00"));
        Assert.Equal(Elements("ａｂｃ１２３"), Elements("ABC123"));
    }

    private static int[] Elements(string text)
    {
        var elements = new List<int>();
        TextForm.Append(elements, text, FieldKind.Text);
        return [.. elements];
    }
}
