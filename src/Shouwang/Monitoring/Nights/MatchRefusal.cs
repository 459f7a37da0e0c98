using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Nights;

/// <summary>Why a decision about a doubtful row is not taken.</summary>
public sealed record MatchRefusal
{
    private MatchRefusal(string code, Bilingual text) => (Code, Text) = (code, text);

    /// <summary>Stable, for programs.</summary>
    public string Code { get; }

    public Bilingual Text { get; }

    public static readonly MatchRefusal UnknownFile = new("unknown_file",
        new("没有收到过这个文件。", "No such file was ever delivered."));

    public static readonly MatchRefusal AmbiguousFile = new("ambiguous_file",
        new("有几个内容不同的文件叫这个名字：请改用 SHA-256。", "Several files of different content have this name: give the SHA-256 instead."));

    public static readonly MatchRefusal UnknownLine = new("unknown_line",
        new("这一行不在待匹配之列。", "This line does not wait for a person."));

    public static readonly MatchRefusal UnknownPerson = new("unknown_person",
        new("名册中没有这个人。", "The register has no such person."));

    public static readonly MatchRefusal ReasonMissing = new("reason_missing",
        new("请填写理由。", "A reason is needed."));

    public static readonly MatchRefusal ReasonTooLong = new("reason_too_long",
        new("理由不得超过 500 字。", "The reason may have 500 characters at most."));

    public override string ToString() => $"{Text.Zh} {Text.En}";
}
