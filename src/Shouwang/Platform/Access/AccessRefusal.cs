using Shouwang.Platform.Text;

namespace Shouwang.Platform.Access;

/// <summary>Why an account or a right is not changed.</summary>
public sealed record AccessRefusal
{
    private AccessRefusal(string code, string zh, string en) => (Code, Text) = (code, new(zh, en));

    /// <summary>Stable, for programs.</summary>
    public string Code { get; }

    public Bilingual Text { get; }

    /// <summary>Whether a page answers 404: what lies outside of one's territory does not exist.</summary>
    public bool IsNotFound => Code == "not_found";

    public static readonly AccessRefusal NotFound = new("not_found", "没有找到。", "Not found.");

    public static readonly AccessRefusal BadName = new("bad_name",
        "账号名为 2 至 60 位字母、数字、点、横线或下划线，数字不超过 10 个：不得是身份证号或手机号。", "A name has 2 to 60 letters, digits, dots, hyphens or underscores, and ten digits at most: it is no identity or phone number.");

    public static readonly AccessRefusal NameTaken = new("name_taken", "账号名已被使用。", "The name is taken.");

    public static readonly AccessRefusal TextMissing = new("text_missing",
        "姓名和单位不能为空，各不超过 100 字。", "Name and unit are needed, of 100 characters at most.");

    public static readonly AccessRefusal ReasonMissing = new("reason_missing",
        "请说明理由，不超过 500 字。", "A reason is needed, of 500 characters at most.");

    public static readonly AccessRefusal ToOneself = new("to_oneself", "不能给自己授权，须由他人授予。", "Nobody gives a role to himself: somebody else must.");

    public static readonly AccessRefusal EndsBeforeItBegins = new("ends_before_it_begins", "结束日期早于开始日期，或已经过去。", "It ends before it begins, or has ended already.");

    public static readonly AccessRefusal TooLong = new("too_long", "授权期限最长三年。", "A role is given for three years at most.");

    public static readonly AccessRefusal AdministratorsApart = new("administrators_apart",
        "系统、安全、审计管理员须由三个不同的人担任，且不得兼任其他角色。", "System, security and audit administrator are three people, and have no other role.");

    public static readonly AccessRefusal AdministratorAtTheMachine = new("administrator_at_the_machine",
        "管理员的账号和第二因素只能在服务器上用 accounts 命令设置。", "Administrators, and lost second factors, are set up at the machine only, with the command accounts.");

    public static readonly AccessRefusal NoWorkerCode = new("no_worker_code", "该账号没有对应的工作人员编号。", "The account is no worker of the register.");

    public static readonly AccessRefusal NoSourceCode = new("no_source_code", "该账号没有对应的数据来源。", "The account answers for no source.");

    public static readonly AccessRefusal Overlaps = new("overlaps", "该账号同期已有相同的授权。", "The account has the same role there at that time.");

    public static readonly AccessRefusal NotWaiting = new("not_waiting", "该授权不在待确认状态。", "The grant is not waiting.");

    public static readonly AccessRefusal AlreadyRevoked = new("already_revoked", "该授权已撤销。", "The grant is revoked already.");

    public static readonly AccessRefusal ChangedMeanwhile = new("changed_meanwhile", "刚被他人更改，请刷新后再试。", "Somebody has changed it just now: look again and retry.");

    public static AccessRefusal WrongLevel(Role role)
    {
        var levels = Roles.LevelsOf(role);
        return new("wrong_level",
            $"{AccessWords.Of(role).Zh}的管辖区划应为 {string.Join("、", levels.Select(level => (int)level))} 位。",
            $"The territory of a {AccessWords.Of(role).En} has {string.Join(" or ", levels.Select(level => (int)level))} digits.");
    }

    /// <summary>What the one function decided; null where it allows.</summary>
    internal static AccessRefusal? Of(AccessDecision decision) => decision.Outcome switch
    {
        AccessOutcome.Allowed => null,
        AccessOutcome.NotFound => NotFound,
        _ => new("denied", decision.Reason!.Zh, decision.Reason.En),
    };

    public override string ToString() => $"{Text.Zh} {Text.En}";
}
