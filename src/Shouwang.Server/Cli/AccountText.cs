using Shouwang.Platform.Access;
using Shouwang.Platform.Data;

namespace Shouwang.Server.Cli;

/// <summary>What the commands say about accounts.</summary>
internal static class AccountText
{
    public static IReadOnlyList<string> Titles(Terminal terminal) =>
        [terminal.Say("账号", "account"), terminal.Say("姓名", "name"), terminal.Say("单位", "unit"), terminal.Say("状态", "state"), terminal.Say("授权", "grants")];

    public static IReadOnlyList<string> Row(Terminal terminal, AccountRow row) =>
    [
        row.Name, row.DisplayName, row.Unit, State(terminal, row),
        string.Join("; ", row.Grants.Select(grant => $"{terminal.Say(AccessWords.Of(grant.Role))} {grant.Territory} {grant.From:yyyy-MM-dd}…{grant.To:yyyy-MM-dd}{(grant.IsWaiting ? terminal.Say(" 待确认", " waiting") : "")} [{grant.Id}]")),
    ];

    public static object Document(AccountRow row) => new
    {
        row.Name, row.DisplayName, row.Unit, row.Worker, row.Source, row.HasBegun, row.HasSecondFactor, row.IsLocked, row.IsDemo, row.Sessions,
        grants = row.Grants.Select(grant => new { grant.Id, grant.Role, territory = grant.Territory.Text, grant.Purpose, grant.From, grant.To, grant.GivenBy, waiting = grant.IsWaiting }),
    };

    public static void Print(Terminal terminal, IReadOnlyList<IssuedLink> links)
    {
        terminal.Document(new { links });
        foreach (var link in links)
        {
            terminal.Line($"{link.Account}：{link.Path}（有效至 {WarningText.Moment(link.ExpiresAt)}，只能用一次）", $"{link.Account}: {link.Path} (until {WarningText.Moment(link.ExpiresAt)}, works once)");
        }

        if (links.Count > 0)
        {
            terminal.Line("请在前面加上服务器地址，并只交给本人。", "Put the address of the server before it, and hand it to its person only.");
        }
    }

    /// <exception cref="RefusedException">Always, unless there is no refusal.</exception>
    public static void Refuse(AccessRefusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RefusedException(refusal.Text);
        }
    }

    /// <exception cref="RefusedException">Not a territory.</exception>
    public static Territory Place(string code) => Territory.TryParse(code, out var place)
        ? place
        : throw new RefusedException(new("区划代码应为 4、6、9 或 12 位数字。", "A division code has 4, 6, 9 or 12 digits."));

    private static string State(Terminal terminal, AccountRow row) => row switch
    {
        { IsLocked: true } => terminal.Say("锁定中", "locked"),
        { HasBegun: false } => terminal.Say("未启用", "not begun"),
        _ => terminal.Say("启用", "in use"),
    };
}
