using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>
/// The three administrators of an installation that has none. There is no default password: a link that lasts an hour
/// is printed on the console, and whoever reads the console is the system administrator.
/// </summary>
public sealed class FirstAccounts(ShouwangDb db, TimeProvider clock)
{
    public const string System = "system";
    public const string Security = "security";
    public const string Audit = "audit";

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private static readonly Who FirstRun = Who.Operator("first-run");

    /// <param name="city">The territory of the installation.</param>
    /// <returns>The link of the system administrator; null where somebody has begun already, and nothing is changed.</returns>
    public async Task<IssuedLink?> RunAsync(Territory city, CancellationToken cancel = default)
    {
        if (await db.Accounts().AnyAsync(account => account.PasswordHash != null, cancel))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (await db.AccountAsync(System, cancel) is not { } system)
        {
            system = Add(System, "系统管理员", Role.SystemAdministrator, city, now);
            Add(Security, "安全管理员", Role.SecurityAdministrator, city, now);
            Add(Audit, "审计管理员", Role.AuditAdministrator, city, now);
        }

        var link = await IssueLink.IssueAsync(db, system, FirstRun, now, Life, false, cancel);
        await db.SaveChangesAsync(cancel);
        return link;
    }

    /// <summary>Once, for the system administrator who has just begun: the links that he hands to the two others.</summary>
    public async Task<IReadOnlyList<IssuedLink>> OthersAsync(Who who, CancellationToken cancel = default)
    {
        if (who.Name != System || await db.Accounts().AnyAsync(account => account.PasswordHash != null && account.UserName != System, cancel))
        {
            return [];
        }

        var links = new List<IssuedLink>();
        foreach (var name in (string[])[Security, Audit])
        {
            if (await db.AccountAsync(name, cancel) is { } account && !await db.Invitations().AnyAsync(invitation => invitation.AccountId == account.Id, cancel))
            {
                links.Add(await IssueLink.IssueAsync(db, account, who, clock.GetUtcNow(), IssuedLink.UsualLife, false, cancel));
            }
        }

        await db.SaveChangesAsync(cancel);
        return links;
    }

    private Account Add(string name, string displayName, Role role, Territory city, DateTimeOffset now)
    {
        var account = new Account(name, displayName, "初次设置 first run", now);
        var (from, to) = (clock.Today(), clock.Today().AddYears(GiveGrant.YearsAtMost));
        var grant = GiveGrant.Write(new(name, role, city, Purpose.Maintenance, from, to, "初次设置 first run"), account, FirstRun, now);
        grant.Give(FirstRun, now);
        db.Add(account);
        db.Add(grant);
        return account;
    }
}
