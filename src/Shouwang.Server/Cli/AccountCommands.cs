using System.CommandLine;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Cli;

/// <summary><c>accounts</c>: accounts and roles by whoever is at the machine; links are printed once.</summary>
internal static class AccountCommands
{
    public static Command Make() => new("accounts", "账号与角色：列出、新建、导入、授权、撤销、重置 / accounts and roles") { List(), Create(), Import(), AccountGrantCommands.Grant(), AccountGrantCommands.Confirm(), AccountGrantCommands.Revoke(), Reset() };

    public static Who Operator => Who.Operator(Globals.Who);

    public static Argument<string> Name() => new("account") { Description = "账号名 / its name" };

    private static Command List()
    {
        var text = new Option<string?>("--text") { Description = "账号、姓名或单位的一部分 / part of account, name or unit" };
        var role = WordOption.One<Role>("--role", "角色 / role");
        var within = new Option<string?>("--place") { Description = "区划代码，4、6、9 或 12 位 / division code of 4, 6, 9 or 12 digits" };
        var waiting = new Option<bool>("--waiting") { Description = "只列有待确认授权的 / only those with grants to confirm" };
        var list = new Command("list", "列出账号 / list accounts") { text, role, within, waiting };
        list.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            Territory? place = parsed.GetValue(within) is { } code ? AccountText.Place(code) : null;
            using var office = Globals.Workplace(parsed);
            await using var db = await office.OpenDbAsync(cancel);
            var (listing, _) = await new ListAccounts(db, office.Clock).RunAsync(new(parsed.GetValue(text), parsed.GetValue(role), place, parsed.GetValue(waiting)), Operator, 0, null, cancel);
            terminal.Document(new { total = listing!.Total, accounts = listing.Rows.Select(AccountText.Document) });
            terminal.Table(AccountText.Titles(terminal), listing.Rows.Select(row => AccountText.Row(terminal, row)));
            terminal.Line($"共 {listing.Total:N0} 个账号。", $"{listing.Total:N0} accounts.");
            return 0;
        });
        return list;
    }

    private static Command Create()
    {
        var name = Name();
        var person = new Option<string>("--name") { Description = "姓名 / the person's name", Required = true };
        var unit = new Option<string>("--unit") { Description = "单位 / unit", Required = true };
        var worker = new Option<string?>("--worker") { Description = "工作人员编号 / worker's code of the register" };
        var source = new Option<string?>("--source") { Description = "数据来源代码 / source code" };
        var create = new Command("create", "新建账号并打印一次性链接 / make an account and print its one-time link") { name, person, unit, worker, source };
        create.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var office = Globals.Workplace(parsed);
            await using var db = await office.OpenDbAsync(cancel);
            var command = new CreateAccount.Command(parsed.GetValue(name)!, parsed.GetValue(person)!, parsed.GetValue(unit)!, parsed.GetValue(worker), parsed.GetValue(source));
            var (link, refusal) = await office.Acts.RunAsync("account.create", new("account", command.Name), cancel => new CreateAccount(db, office.Clock).RunAsync(command, Operator, cancel), made => made.Refusal?.Code, cancel);
            AccountText.Refuse(refusal);
            AccountText.Print(terminal, [link!]);
            return 0;
        });
        return create;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "account,name,unit,role,territory,purpose,from,to[,worker][,source]" };
        var import = new Command("import", "从 CSV 导入账号和角色；有错则一条不导 / import accounts and roles; nothing where there is a fault") { file };
        import.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var office = Globals.Workplace(parsed);
            await using var db = await office.OpenDbAsync(cancel);
            var (summary, refusal) = await office.Acts.RunAsync(
                "account.import", new("file", "accounts.csv"), cancel => new ImportAccounts(db, office.Clock).RunAsync(parsed.GetValue(file)!.FullName, Operator, cancel),
                done => done.Refusal?.Code ?? (done.Summary!.Faults.Count > 0 ? "faults" : null), cancel);
            AccountText.Refuse(refusal);
            if (summary!.Faults is { Count: > 0 } faults)
            {
                terminal.Document(new { imported = false, faults });
                foreach (var fault in faults)
                {
                    terminal.Error(fault.In("zh"), fault.In("en"));
                }

                terminal.Error($"文件有 {faults.Count} 处错误，没有导入任何内容。", $"{faults.Count} faults in the file; nothing was imported.");
                return 1;
            }

            terminal.Line($"新建 {summary.Links.Count:N0} 个账号，授予 {summary.Granted:N0} 项角色。", $"{summary.Links.Count:N0} accounts made, {summary.Granted:N0} roles given.");
            AccountText.Print(terminal, summary.Links);
            return 0;
        });
        return import;
    }

    private static Command Reset()
    {
        var name = Name();
        var forgets = new Option<bool>("--second-factor") { Description = "第二因素也已丢失 / the second factor is lost too" };
        var reset = new Command("reset", "打印新的一次性链接；旧链接作废 / print a new one-time link; earlier ones are void") { name, forgets };
        reset.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var office = Globals.Workplace(parsed);
            await using var db = await office.OpenDbAsync(cancel);
            var (account, both) = (parsed.GetValue(name)!, parsed.GetValue(forgets));
            var (link, refusal) = await office.Acts.RunAsync("account.link", new("account", account), cancel => new IssueLink(db, office.Clock).RunAsync(account, both, Operator, cancel), made => made.Refusal?.Code, cancel);
            AccountText.Refuse(refusal);
            AccountText.Print(terminal, [link!]);
            return 0;
        });
        return reset;
    }
}
