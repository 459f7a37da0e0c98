using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>The security administrator confirms a grant that somebody else has imported: from then on it counts.</summary>
public sealed class ConfirmGrant(ShouwangDb db, TimeProvider clock)
{
    /// <returns>Null where it was confirmed, else why not.</returns>
    public async Task<AccessRefusal?> RunAsync(Guid grant, Who who, CancellationToken cancel = default)
    {
        if (await db.Grants().SingleOrDefaultAsync(known => known.Id == grant, cancel) is not { } found)
        {
            return AccessRefusal.NotFound;
        }

        var target = Target.OfAccount(found.AccountId, found.Territory);
        var refusal = AccessRefusal.Of(AccessRules.Decide(who, Right.GrantGive, target, new(clock.Today()))) ?? found.Give(who, clock.GetUtcNow());
        return refusal ?? await db.SavedAsync(cancel);
    }
}

/// <summary>A role ends before its day.</summary>
public sealed class RevokeGrant(ShouwangDb db, TimeProvider clock)
{
    /// <returns>Null where it was revoked, else why not.</returns>
    public async Task<AccessRefusal?> RunAsync(Guid grant, string reason, Who who, CancellationToken cancel = default)
    {
        if (await db.Grants().SingleOrDefaultAsync(known => known.Id == grant, cancel) is not { } found)
        {
            return AccessRefusal.NotFound;
        }

        var target = Target.OfAccount(found.AccountId, found.Territory);
        if (AccessRefusal.Of(AccessRules.Decide(who, Right.GrantRevoke, target, new(clock.Today()))) is { } refusal)
        {
            return refusal;
        }

        return reason.Trim().Length is 0 or > 500 ? AccessRefusal.ReasonMissing : found.Revoke(who, reason.Trim(), clock.GetUtcNow()) ?? await db.SavedAsync(cancel);
    }
}

/// <summary>A session ends: one's own, or by the security administrator another's.</summary>
public sealed class RevokeSession(ShouwangDb db, TimeProvider clock)
{
    /// <returns>Null where it was ended, else why not.</returns>
    public async Task<AccessRefusal?> RunAsync(Guid session, Who who, CancellationToken cancel = default)
    {
        if (await db.Sessions().SingleOrDefaultAsync(known => known.Id == session, cancel) is not { } found)
        {
            return AccessRefusal.NotFound;
        }

        var target = Target.OfAccount(found.AccountId);
        var right = found.AccountId == who.Account ? Right.OwnChange : Right.SessionRevoke;
        if (AccessRules.Decide(who, right, target, new(clock.Today())) is { IsAllowed: false })
        {
            // Whether somebody else's session exists is not told either.
            return AccessRefusal.NotFound;
        }

        found.Revoke(who.Name, clock.GetUtcNow());
        return await db.SavedAsync(cancel);
    }
}

internal static class AccessSaving
{
    /// <returns>Null where it was saved; a refusal where somebody else was faster.</returns>
    public static async Task<AccessRefusal?> SavedAsync(this ShouwangDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccessRefusal.ChangedMeanwhile;
        }
    }
}
