using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Registry;
using Shouwang.Standards.Language;

namespace Shouwang.Standards.Cases;

/// <summary>
/// <c>identifier: {id_number: …}</c> or <c>{disability_certificate: …}</c> with <c>expect: {valid: true, birth: …, male: …}</c>
/// or <c>{valid: true, kind: physical, grade: 2}</c>. Only numbers of nobody stand in a pack: area 340699, or a standard's own example.
/// </summary>
public sealed class IdentifierCases : ICaseKind
{
    public string Key => "identifier";

    public IReadOnlyList<(string What, string Expected, string Found)>? Judge(PackNode given, PackNode expect)
    {
        var found = given.Optional("disability_certificate") is { } certificate ? OfCertificate(certificate.Text()) : OfNumber(given.TextOf("id_number"));
        given.NoOthers();
        var lines = new List<(string, string, string)>();
        foreach (var (what, is_) in found)
        {
            if (expect.Optional(what) is { } wanted)
            {
                lines.Add((what, wanted.Text(), is_));
            }
        }

        expect.NoOthers();
        return lines;
    }

    private static Dictionary<string, string> OfNumber(string text)
    {
        var valid = IdNumber.TryParse(text, out var id);
        return new() { ["valid"] = Shown(valid), ["birth"] = valid ? ValueText.Day(id.BirthDate) : "–", ["male"] = valid ? Shown(id.IsMale) : "–" };
    }

    private static Dictionary<string, string> OfCertificate(string text)
    {
        var valid = DisabilityCertificate.TryParse(text, out var certificate);
        return new()
        {
            ["valid"] = Shown(valid),
            ["kind"] = valid ? Words<DisabilityKind>.Of(certificate.Kind) : "–",
            ["grade"] = valid ? $"{certificate.Grade}" : "–",
            ["severe"] = valid ? Shown(certificate.IsSevere) : "–",
        };
    }

    private static string Shown(bool value) => value ? "true" : "false";
}
