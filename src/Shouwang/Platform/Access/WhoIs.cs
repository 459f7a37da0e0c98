using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>Reads anew who somebody is and what he may do: asked for every request, so that what is revoked is out at the next one.</summary>
public sealed class WhoIs(ShouwangDb db, TimeProvider clock)
{
    /// <summary>How long a session lasts without being used.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromMinutes(30);

    /// <returns>Null where the session was revoked, has expired or never was.</returns>
    public async Task<Who?> OfSessionAsync(Guid session, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        if (await db.Sessions().SingleOrDefaultAsync(known => known.Id == session, cancel) is not { } found || !found.IsOpen(now))
        {
            return null;
        }

        // One write a minute says enough about when somebody was last here.
        if (now - found.SeenAt >= TimeSpan.FromMinutes(1))
        {
            found.See(now, SessionLife);
            await TrySaveAsync(cancel);
        }

        var account = await db.Accounts().AsNoTracking().SingleAsync(known => known.Id == found.AccountId, cancel);
        return await OfAsync(account, session, cancel);
    }

    /// <returns>Null where there is no such account.</returns>
    public async Task<Who?> OfNameAsync(string name, CancellationToken cancel = default) =>
        await db.AccountAsync(name, cancel) is { } account ? await OfAsync(account, null, cancel) : null;

    // Reading goes on while a night holds the write lock of an SQLite file; the next request notes the time.
    private async Task TrySaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Who> OfAsync(Account account, Guid? session, CancellationToken cancel)
    {
        var grants = await db.Grants().AsNoTracking().Where(grant => grant.AccountId == account.Id && grant.GivenAt != null && grant.RevokedAt == null).ToListAsync(cancel);
        return new(account.Id, account.UserName!, account.DisplayName, account.WorkerCode, account.SourceCode, grants, session);
    }
}
