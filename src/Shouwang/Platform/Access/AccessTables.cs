using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>The tables of accounts and rights.</summary>
public static class AccessTables
{
    public static DbSet<Account> Accounts(this ShouwangDb db) => db.Set<Account>();

    public static DbSet<Grant> Grants(this ShouwangDb db) => db.Set<Grant>();

    public static DbSet<Session> Sessions(this ShouwangDb db) => db.Set<Session>();

    public static DbSet<Invitation> Invitations(this ShouwangDb db) => db.Set<Invitation>();

    internal static Task<Account?> AccountAsync(this ShouwangDb db, string name, CancellationToken cancel)
    {
        var normal = Account.Normal(name);
        return db.Accounts().SingleOrDefaultAsync(account => account.NormalizedUserName == normal, cancel);
    }
}
