using CsCheck;
using Shouwang.Registry;
using Xunit;

namespace Shouwang.Tests.Registry;

public sealed class CertificateTests
{
    [Fact]
    public void The_worked_example_is_that_person_physical_grade_2()
    {
        var certificate = DisabilityCertificate.Parse("34069918800101001742");

        Assert.Equal(IdNumber.Parse("340699188001010017"), certificate.Holder);
        Assert.Equal((DisabilityKind.Physical, 2, 0), (certificate.Kind, certificate.Grade, certificate.Reissue));
        Assert.True(certificate.IsSevere);
    }

    [Theory]
    [InlineData("34069918800101001742B1", 1)]
    [InlineData("34069918800101001742b12", 12)]
    [InlineData("３４０６９９１８８００１０１００１７４２Ｂ１", 1)]
    public void A_certificate_issued_again_says_how_often(string text, int reissue) =>
        Assert.Equal(reissue, DisabilityCertificate.Parse(text).Reissue);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3406991880010100174")]
    [InlineData("34069918800101001802")]
    [InlineData("34069918800101001842")]
    [InlineData("34069918800101001702")]
    [InlineData("34069918800101001782")]
    [InlineData("34069918800101001740")]
    [InlineData("34069918800101001745")]
    [InlineData("34069918800101001742B")]
    [InlineData("34069918800101001742B0")]
    [InlineData("34069918800101001742C1")]
    [InlineData("34069918800101001742B123")]
    public void What_is_no_certificate_is_refused(string? text) => Assert.False(DisabilityCertificate.TryParse(text, out _));

    [Fact]
    public void Printing_masks_the_holder() =>
        Assert.Equal("340699********001742B1", $"{DisabilityCertificate.Parse("34069918800101001742B1")}");

    [Fact]
    public void Any_certificate_survives_printing() =>
        Gen.Select(IdNumberTests.Numbers, Gen.Int[1, 7], Gen.Int[1, 4], Gen.Int[0, 99]).Sample((id, kind, grade, reissue) =>
        {
            var text = $"{id}{kind}{grade}{(reissue == 0 ? "" : $"B{reissue}")}";
            Assert.Equal(text, DisabilityCertificate.Parse(text).Reveal());
        });
}
