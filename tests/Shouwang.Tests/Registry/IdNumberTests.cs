using System.Globalization;
using System.Text.Json;
using CsCheck;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class IdNumberTests
{
    private const string Characters = "0123456789X";

    public static TheoryData<string> WorkedExamples => ["340699188001010017", "34069918851231002X", "340699189902280035", "11010519491231002X"];

    internal static readonly Gen<string> Numbers =
        Gen.Select(Gen.Int[100_000, 999_999], Gen.DateOnly[new DateOnly(1800, 1, 1), new DateOnly(2099, 12, 31)], Gen.Int[0, 999]).Select((area, birth, sequence) =>
        {
            var body = string.Create(CultureInfo.InvariantCulture, $"{area}{birth:yyyyMMdd}{sequence:D3}");
            return body + IdNumber.CheckCharacter(body);
        });

    [Theory, MemberData(nameof(WorkedExamples))]
    public void The_worked_examples_are_valid(string text) => Assert.Equal(text, IdNumber.Parse(text).Reveal());

    [Theory, MemberData(nameof(WorkedExamples))]
    public void Every_other_last_character_makes_a_worked_example_invalid(string text)
    {
        foreach (var last in Characters.Where(last => last != text[17]))
        {
            Assert.False(IdNumber.TryParse(text[..17] + last, out _, out var fault));
            Assert.Equal(IdNumberFault.CheckDigit, fault);
        }
    }

    [Fact]
    public void A_number_tells_area_birth_and_sex()
    {
        var id = IdNumber.Parse("34069918851231002X");

        Assert.Equal(("340699", new DateOnly(1885, 12, 31), false), (id.Area, id.BirthDate, id.IsMale));
        Assert.Equal(34069918851231002UL, id.Body);
        Assert.True(IdNumber.Parse("340699188001010017").IsMale);
    }

    [Theory]
    [InlineData("34069918851231002x")]
    [InlineData("　34069918851231002X ")]
    [InlineData("３４０６９９１８８５１２３１００２Ｘ")]
    [InlineData("３４０６９９１８８５１２３１００２ｘ")]
    public void Lower_case_blanks_and_full_width_are_the_same_number(string text) =>
        Assert.Equal(IdNumber.Parse("34069918851231002X"), IdNumber.Parse(text));

    [Theory]
    [InlineData("110105491231002", "11010519491231002X")]
    [InlineData("１１０１０５４９１２３１００２", "11010519491231002X")]
    public void Fifteen_digits_become_eighteen(string old, string now) => Assert.Equal(now, IdNumber.Parse(old).Reveal());

    [Theory]
    [InlineData("", IdNumberFault.Empty)]
    [InlineData(null, IdNumberFault.Empty)]
    [InlineData(" 　", IdNumberFault.Empty)]
    [InlineData("3.40699E+17", IdNumberFault.Scientific)]
    [InlineData("3.40699e+17", IdNumberFault.Scientific)]
    [InlineData("３．４０６９９Ｅ＋１７", IdNumberFault.Scientific)]
    [InlineData("3.4069918800101E17", IdNumberFault.Scientific)]
    [InlineData("3E+17", IdNumberFault.Scientific)]
    [InlineData("34069918800101001", IdNumberFault.Length)]
    [InlineData("3406991880010100170", IdNumberFault.Length)]
    [InlineData("34069918800101001Y", IdNumberFault.Characters)]
    [InlineData("34069918800101001E", IdNumberFault.Characters)]
    [InlineData("X40699188001010017", IdNumberFault.Characters)]
    [InlineData("340699188013010017", IdNumberFault.BirthDate)]
    [InlineData("340699190002290017", IdNumberFault.BirthDate)]
    [InlineData("340699000001010017", IdNumberFault.BirthDate)]
    [InlineData("340699188001010018", IdNumberFault.CheckDigit)]
    public void Each_fault_has_its_own_reason(string? text, IdNumberFault expected)
    {
        Assert.False(IdNumber.TryParse(text, out var id, out var fault));
        Assert.Equal(expected, fault);
        Assert.Equal(default, id);
    }

    [Fact]
    public void Printing_shows_a_mask_however_it_is_printed()
    {
        var id = IdNumber.Parse("11010519491231002X");

        Assert.Equal("110105********002X", $"{id}");
        Assert.Equal("110105********002X", string.Format(CultureInfo.InvariantCulture, "{0:G}", id));
        Assert.Equal("\"110105********002X\"", JsonSerializer.Serialize(id));
        Assert.DoesNotContain("19491231", JsonSerializer.Serialize(new { Person = id }), StringComparison.Ordinal);
        Assert.Equal("", $"{default(IdNumber)}");
    }

    [Fact]
    public void A_fault_never_repeats_the_number()
    {
        var error = Assert.Throws<FormatException>(() => IdNumber.Parse("340699188001010018"));

        Assert.DoesNotContain("340699", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_survives_printing_and_packing() => Numbers.Sample(text =>
    {
        var id = IdNumber.Parse(text);
        Assert.Equal(text, id.Reveal());
        Assert.Equal(id, IdNumber.FromBody(id.Body));
        Assert.Equal(text[6..14], id.BirthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
    });

    [Fact]
    public void One_mistyped_character_is_always_found() =>
        Gen.Select(Numbers, Gen.Int[0, 17], Gen.Int[0, 10]).Sample((text, at, other) =>
        {
            var mistyped = text.ToCharArray();
            mistyped[at] = Characters[other];
            Assert.Equal(new string(mistyped) == text, IdNumber.TryParse(new string(mistyped), out _));
        });

    [Fact]
    public void Any_text_is_answered_and_never_thrown_at() => Gen.String.Sample(text =>
    {
        var valid = IdNumber.TryParse(text, out var id, out var fault);
        Assert.Equal(valid, fault == IdNumberFault.None && id != default);
    });
}
