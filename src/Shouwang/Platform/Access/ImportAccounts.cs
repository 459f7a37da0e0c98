using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;

namespace Shouwang.Platform.Access;

/// <param name="Links">One for each new account.</param>
/// <param name="Granted">Roles written; they count at once where the operator imports, else when the security administrator confirms them.</param>
/// <param name="Faults">Everything wrong; where there is one, nothing was written.</param>
public sealed record AccountImportSummary(IReadOnlyList<IssuedLink> Links, int Granted, IReadOnlyList<FileFault> Faults);

/// <summary>Accounts and roles from a CSV file. All or nothing; a line that is true already changes nothing.</summary>
public sealed class ImportAccounts(ShouwangDb db, TimeProvider clock)
{
    /// <param name="path">A file as <see cref="AccountFile"/> reads it.</param>
    public async Task<(AccountImportSummary? Summary, AccessRefusal? Refusal)> RunAsync(string path, Who who, CancellationToken cancel = default)
    {
        if (AccessRefusal.Of(AccessRules.Decide(who, Right.AccountImport, Target.Page, new(clock.Today()))) is { } refusal)
        {
            return (null, refusal);
        }

        var faults = new List<FileFault>();
        var lines = AccountFile.Read(path, faults);
        var file = Path.GetFileName(path);
        var (links, granted) = (new List<IssuedLink>(), 0);
        foreach (var ofOne in lines.GroupBy(line => Account.Normal(line.Account.Name)))
        {
            granted += await TakeAsync([.. ofOne], who, links, (line, field, reason) => faults.Add(new(file, line, field, reason)), cancel);
        }

        if (faults.Count > 0)
        {
            db.ChangeTracker.Clear();
            return (new([], 0, [.. faults.OrderBy(fault => fault.Line)]), null);
        }

        return await db.SavedAsync(cancel) is { } changed ? (null, changed) : (new(links, granted, []), null);
    }

    private async Task<int> TakeAsync(IReadOnlyList<AccountLine> lines, Who who, List<IssuedLink> links, Action<int, string, Bilingual> fault, CancellationToken cancel)
    {
        var (first, now) = (lines[0].Account, clock.GetUtcNow());
        foreach (var line in lines.Where(line => line.Account with { Name = first.Name } != first))
        {
            fault(line.Line, "account", new("同一账号的姓名、单位、编号前后不一", "name, unit and codes differ from an earlier line of the account"));
        }

        var account = await db.AccountAsync(first.Name, cancel);
        if (account is null)
        {
            account = CreateAccount.Make(first, now);
            db.Add(account);
            links.Add(IssuedLink.For(db, account, who, now, IssuedLink.UsualLife));
        }
        else if (account.WorkerCode != first.Worker || account.SourceCode != first.Source)
        {
            fault(lines[0].Line, "account", new("已有同名账号，但工作人员或来源编号不同", "the account exists with another worker or source"));
        }

        var grants = await db.Grants().Where(grant => grant.AccountId == account.Id).ToListAsync(cancel);
        var before = grants.Count;
        foreach (var line in lines.Where(line => !grants.Exists(grant => grant.IsOpen(clock.Today()) && SaysTheSame(grant, line.Grant))))
        {
            if (Wrong(line, account, grants, who) is { } wrong)
            {
                fault(line.Line, wrong == AccessRefusal.EndsBeforeItBegins || wrong == AccessRefusal.TooLong ? "to" : wrong.IsNotFound || wrong.Code == "wrong_level" ? "territory" : "role", wrong.Text);
                continue;
            }

            grants.Add(Written(line.Grant, account, who, now));
        }

        return grants.Count - before;
    }

    private static bool SaysTheSame(Grant grant, GiveGrant.Command line) =>
        (grant.Role, grant.Territory, grant.Purpose, grant.From, grant.To) == (line.Role, line.Territory, line.Purpose, line.From, line.To);

    private AccessRefusal? Wrong(AccountLine line, Account account, List<Grant> grants, Who who)
    {
        if (line.Grant.Role.IsAdministrator() && !who.IsOperator)
        {
            return AccessRefusal.AdministratorAtTheMachine;
        }

        var there = AccessRules.Decide(who, Right.AccountImport, Target.OfAccount(account.Id, line.Grant.Territory), new(clock.Today()));
        return AccessRefusal.Of(there) ?? (account.Id == who.Account ? AccessRefusal.ToOneself : null) ?? GiveGrant.Check(line.Grant, account, grants, clock.Today());
    }

    private Grant Written(GiveGrant.Command command, Account account, Who who, DateTimeOffset now)
    {
        var grant = GiveGrant.Write(command, account, who, now);
        if (who.IsOperator)
        {
            grant.Give(who, now);
        }

        db.Add(grant);
        return grant;
    }
}
