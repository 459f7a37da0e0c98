using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>A one-time link as it is handed out: shown once, to whoever made it.</summary>
/// <param name="Path">Below the address of the server.</param>
public sealed record IssuedLink(string Account, string Path, DateTimeOffset ExpiresAt)
{
    public static readonly TimeSpan UsualLife = TimeSpan.FromDays(3);

    internal static IssuedLink For(ShouwangDb db, Account account, Who by, DateTimeOffset now, TimeSpan life, bool forgets = false)
    {
        var (invitation, token) = Invitation.Make(account.Id, forgets, by.Name, now, life);
        db.Add(invitation);
        return new(account.UserName!, $"/invitation/{token}", invitation.ExpiresAt);
    }
}

/// <summary>A new link for an account whose person has lost password, second factor or link. Earlier links end.</summary>
public sealed class IssueLink(ShouwangDb db, TimeProvider clock)
{
    /// <param name="forgets">The second factor is lost too. Only the operator may say so: else who makes links could sign in as anybody.</param>
    public async Task<(IssuedLink? Link, AccessRefusal? Refusal)> RunAsync(string name, bool forgets, Who who, CancellationToken cancel = default)
    {
        if (AccessRefusal.Of(AccessRules.Decide(who, Right.AccountCreate, Target.Page, new(clock.Today()))) is { } refusal)
        {
            return (null, refusal);
        }

        if (await new ListAccounts(db, clock).OneAsync(name, who, cancel) is null || await db.AccountAsync(name, cancel) is not { } account)
        {
            return (null, AccessRefusal.NotFound);
        }

        // A link opens an account: who may make links could otherwise become the security administrator.
        var grants = await db.Grants().Where(grant => grant.AccountId == account.Id).ToListAsync(cancel);
        if (!who.IsOperator && (forgets || grants.Any(grant => grant.Role.IsAdministrator() && grant.IsOpen(clock.Today()))))
        {
            return (null, AccessRefusal.AdministratorAtTheMachine);
        }

        var link = await IssueAsync(db, account, who, clock.GetUtcNow(), IssuedLink.UsualLife, forgets, cancel);
        await db.SaveChangesAsync(cancel);
        return (link, null);
    }

    internal static async Task<IssuedLink> IssueAsync(ShouwangDb db, Account account, Who who, DateTimeOffset now, TimeSpan life, bool forgets, CancellationToken cancel)
    {
        foreach (var earlier in await db.Invitations().Where(invitation => invitation.AccountId == account.Id && invitation.EndedAt == null).ToListAsync(cancel))
        {
            earlier.End(now);
        }

        return IssuedLink.For(db, account, who, now, life, forgets);
    }
}
