using System.Globalization;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Nights;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>How doubts of matching read. Names and numbers of people are masked unless somebody asks for the names.</summary>
internal static class MatchText
{
    public static Bilingual Reason(string code) => code switch
    {
        "id_missing" => new("没有证件号", "no identity number"),
        "id_invalid" => new("证件号有误", "invalid identity number"),
        "other_name" => new("证件号与姓名不符", "the number belongs to another name"),
        _ => new(code, code),
    };

    public static Bilingual Of(LinkKind kind) => kind switch
    {
        LinkKind.Matched => new("匹配", "matched"),
        LinkKind.Doubt => new("存疑", "doubt"),
        _ => new("非在册人员", "nobody of the register"),
    };

    public static string[] Titles(Terminal t, bool reveal)
    {
        string[] titles = [t.Say("来源", "Source"), t.Say("文件", "File"), ">" + t.Say("行", "Line"), t.Say("原因", "Reason"), t.Say("可能是", "May be"), t.Say("姓名", "Name"), t.Say("身份证号", "Identity number"), ">" + t.Say("概率", "Probability")];
        return reveal ? [.. titles, t.Say("来文姓名", "Delivered name")] : titles;
    }

    /// <summary>One line for each candidate.</summary>
    public static IEnumerable<string[]> Rows(Terminal t, MatchDoubt doubt, MatchDesk desk, string? delivered)
    {
        foreach (var (person, posterior) in doubt.Candidates)
        {
            string[] row =
            [
                doubt.Source, doubt.File, doubt.Line.ToString(CultureInfo.InvariantCulture), t.Say(Reason(doubt.Reason)), Reference(desk, person),
                Name(person, delivered is not null), IdOf(person),
                // The model has not been asked: the number says so, the name denies it.
                doubt.Reason == "other_name" ? t.Say("证件号相符", "by number") : posterior.ToString("P1", CultureInfo.InvariantCulture),
            ];
            yield return delivered is null ? row : [.. row, delivered];
        }
    }

    public static object Document(MatchDoubt doubt, MatchDesk desk, string? delivered) => new
    {
        doubt.Source, doubt.File, doubt.Sha256, doubt.Line, doubt.Record, doubt.Reason, delivered_name = delivered,
        candidates = doubt.Candidates.Select(c => Document(c.Person, desk, c.Posterior, delivered is not null)),
    };

    public static object Document(RegisteredPerson person, MatchDesk desk, double probability, bool reveal) =>
        new { person = person.Id, reference = desk.References.GetValueOrDefault(person.Id), name = Name(person, reveal), id_number = IdOf(person), probability = Math.Round(probability, 4) };

    /// <summary>The household's code and the place in it; the register's id for who lives nowhere now.</summary>
    public static string Reference(MatchDesk desk, RegisteredPerson person) => desk.References.GetValueOrDefault(person.Id) ?? person.Id.ToString();

    public static string Name(RegisteredPerson person, bool reveal) => reveal ? person.Name : CellMask.Name(person.Name);

    public static string IdOf(RegisteredPerson person) => IdNumber.FromBody(person.IdBody).ToString();
}
