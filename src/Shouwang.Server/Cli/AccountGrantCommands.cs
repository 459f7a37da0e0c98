using System.CommandLine;
using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;

namespace Shouwang.Server.Cli;

/// <summary><c>accounts grant</c>, <c>confirm</c> and <c>revoke</c>.</summary>
internal static class AccountGrantCommands
{
    public static Command Grant()
    {
        var name = AccountCommands.Name();
        var role = WordOption.One<Role>("--role", "角色 / role", required: true);
        var place = new Option<string>("--place") { Description = "辖区代码，4、6、9 或 12 位 / division code of 4, 6, 9 or 12 digits", Required = true };
        var purpose = WordOption.One<Purpose>("--purpose", "用途 / purpose", required: true);
        var from = WordOption.Day("--from", "自，默认今天 / from; default: today");
        var to = WordOption.Day("--to", "至（含），默认一年 / to, inclusive; default: a year");
        var why = new Option<string>("--note") { Description = "理由 / why", Required = true };
        var grant = new Command("grant", "授予角色 / give a role") { name, role, place, purpose, from, to, why };
        grant.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var office = Globals.Workplace(parsed);
            await using var db = await office.OpenDbAsync(cancel);
            var first = parsed.GetValue(from) ?? office.Clock.Today();
            var command = new GiveGrant.Command(
                parsed.GetValue(name)!, parsed.GetValue(role)!.Value, AccountText.Place(parsed.GetValue(place)!), parsed.GetValue(purpose)!.Value, first, parsed.GetValue(to) ?? first.AddYears(1), parsed.GetValue(why)!);
            await ChangeAsync(office, "grant.give", new("account", parsed.GetValue(name)!), cancel => new GiveGrant(db, office.Clock).RunAsync(command, AccountCommands.Operator, cancel), cancel);
            terminal.Document(new { given = true });
            terminal.Line("已授予。", "The role is given.");
            return 0;
        });
        return grant;
    }

    public static Command Confirm()
    {
        var id = Id();
        var confirm = new Command("confirm", "确认导入的授权 / confirm an imported grant") { id };
        confirm.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var office = Globals.Workplace(parsed);
            await using var db = await office.OpenDbAsync(cancel);
            await ChangeAsync(office, "grant.confirm", Subject(parsed.GetValue(id)), cancel => new ConfirmGrant(db, office.Clock).RunAsync(parsed.GetValue(id), AccountCommands.Operator, cancel), cancel);
            terminal.Document(new { confirmed = true });
            terminal.Line("已确认。", "Confirmed.");
            return 0;
        });
        return confirm;
    }

    public static Command Revoke()
    {
        var id = Id();
        var why = new Option<string>("--note") { Description = "理由 / why", Required = true };
        var revoke = new Command("revoke", "撤销授权，立即生效 / revoke a grant at once") { id, why };
        revoke.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var office = Globals.Workplace(parsed);
            await using var db = await office.OpenDbAsync(cancel);
            await ChangeAsync(office, "grant.revoke", Subject(parsed.GetValue(id)), cancel => new RevokeGrant(db, office.Clock).RunAsync(parsed.GetValue(id), parsed.GetValue(why)!, AccountCommands.Operator, cancel), cancel);
            terminal.Document(new { revoked = true });
            terminal.Line("已撤销。", "Revoked.");
            return 0;
        });
        return revoke;
    }

    private static AuditSubject Subject(Guid grant) => new("grant", grant.ToString());

    private static async Task ChangeAsync(Workplace office, string action, AuditSubject subject, Func<CancellationToken, Task<AccessRefusal?>> change, CancellationToken cancel) =>
        AccountText.Refuse(await office.Acts.RunAsync(action, subject, change, refused => refused?.Code, cancel));

    private static Argument<Guid> Id() => new("grant") { Description = "授权编号，见 accounts list / number of the grant, see accounts list" };
}
