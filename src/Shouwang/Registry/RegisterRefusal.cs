namespace Shouwang.Registry;

/// <summary>Why the register does not take a change that somebody asks for.</summary>
public sealed record RegisterRefusal
{
    private RegisterRefusal(string code, string zh, string en) => (Code, Zh, En) = (code, zh, en);

    /// <summary>Stable, for programs.</summary>
    public string Code { get; }

    public string Zh { get; }

    public string En { get; }

    public static readonly RegisterRefusal InAnotherHousehold = new("in_another_household",
        "该人同期已在另一户中，须先从原户迁出。", "The person is in another household at that time and must leave it first.");

    public static readonly RegisterRefusal AlreadyInHousehold = new("already_in_household",
        "该人同期已在本户中。", "The person is already in this household at that time.");

    public static readonly RegisterRefusal Overlaps = new("overlaps",
        "与已有的同类记录时间重叠，须先结束原记录。", "It overlaps an earlier entry of the same kind, which must end first.");

    public static readonly RegisterRefusal EndsBeforeItBegins = new("ends_before_it_begins",
        "结束日期早于开始日期。", "It ends before it begins.");

    public static readonly RegisterRefusal NotOpen = new("not_open",
        "没有可结束的未结记录。", "There is no open entry to end.");

    public override string ToString() => $"{Zh} {En}";
}
