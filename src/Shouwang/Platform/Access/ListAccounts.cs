using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

/// <summary>Which accounts to list. What is left out does not restrict.</summary>
/// <param name="Text">Part of the account's name, the person's name or the unit.</param>
/// <param name="Within">A grant there or below.</param>
/// <param name="Waiting">Only those with a grant to be confirmed.</param>
public sealed record AccountFilter(string? Text = null, Role? Role = null, Territory? Within = null, bool Waiting = false);

/// <param name="HasBegun">Whether the person has set a password.</param>
/// <param name="Sessions">Open ones.</param>
public sealed record AccountRow(Guid Id, string Name, string DisplayName, string Unit, string? Worker, string? Source, bool HasBegun, bool HasSecondFactor, bool IsLocked, bool IsDemo, int Sessions, IReadOnlyList<Grant> Grants);

/// <param name="Total">How many the filter lets through, on all pages.</param>
public sealed record AccountListing(int Total, IReadOnlyList<AccountRow> Rows);

/// <summary>The accounts by name, with their open grants. An administrator of a county sees those with a grant in it, and those that have none yet.</summary>
public sealed class ListAccounts(ShouwangDb db, TimeProvider clock)
{
    public async Task<(AccountListing? Listing, AccessRefusal? Refusal)> RunAsync(AccountFilter filter, Who who, int skip = 0, int? take = 50, CancellationToken cancel = default)
    {
        if (AccessRefusal.Of(AccessRules.Decide(who, Right.AccountSee, Target.Page, new(clock.Today()))) is { } refusal)
        {
            return (null, refusal);
        }

        var accounts = Filter(Visible(who), filter);
        var total = await accounts.CountAsync(cancel);
        var page = await accounts.OrderBy(account => account.NormalizedUserName).Skip(skip).Take(take ?? int.MaxValue).ToListAsync(cancel);
        return (new(total, await RowsAsync(page, cancel)), null);
    }

    /// <returns>Null where there is no such account, or none that the person may see.</returns>
    public async Task<AccountRow?> OneAsync(string name, Who who, CancellationToken cancel = default)
    {
        if (!AccessRules.Decide(who, Right.AccountSee, Target.Page, new(clock.Today())).IsAllowed)
        {
            return null;
        }

        var normal = Account.Normal(name);
        return (await RowsAsync(await Visible(who).Where(account => account.NormalizedUserName == normal).ToListAsync(cancel), cancel)).SingleOrDefault();
    }

    private IQueryable<Account> Visible(Who who)
    {
        var accounts = db.Accounts().AsNoTracking();
        if (who.IsOperator)
        {
            return accounts;
        }

        var seen = db.Grants().Where(_ => false);
        foreach (var prefix in who.TerritoriesOf(Right.AccountSee, clock.Today()).Select(territory => territory.Text))
        {
            seen = seen.Union(db.Grants().Where(grant => ((string)(object)grant.Territory).StartsWith(prefix)));
        }

        return accounts.Where(account => !db.Grants().Any(grant => grant.AccountId == account.Id) || seen.Any(grant => grant.AccountId == account.Id));
    }

    private IQueryable<Account> Filter(IQueryable<Account> accounts, AccountFilter filter)
    {
        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var normal = Account.Normal(text);
            accounts = accounts.Where(account => account.NormalizedUserName!.Contains(normal) || account.DisplayName.Contains(text) || account.Unit.Contains(text));
        }

        accounts = filter.Role is { } role ? accounts.Where(account => db.Grants().Any(grant => grant.AccountId == account.Id && grant.Role == role && grant.RevokedAt == null)) : accounts;
        accounts = filter.Waiting ? accounts.Where(account => db.Grants().Any(grant => grant.AccountId == account.Id && grant.GivenAt == null && grant.RevokedAt == null)) : accounts;
        return filter.Within?.Text is { } prefix
            ? accounts.Where(account => db.Grants().Any(grant => grant.AccountId == account.Id && grant.RevokedAt == null && ((string)(object)grant.Territory).StartsWith(prefix)))
            : accounts;
    }

    private async Task<IReadOnlyList<AccountRow>> RowsAsync(List<Account> accounts, CancellationToken cancel)
    {
        var (ids, now, today) = (accounts.Select(account => account.Id).ToList(), clock.GetUtcNow(), clock.Today());
        var grants = (await db.Grants().AsNoTracking().Where(grant => ids.Contains(grant.AccountId)).ToListAsync(cancel)).Where(grant => grant.IsOpen(today)).ToLookup(grant => grant.AccountId);
        var sessions = (await db.Sessions().AsNoTracking().Where(session => ids.Contains(session.AccountId) && session.RevokedAt == null).ToListAsync(cancel)).Where(session => session.IsOpen(now)).ToLookup(session => session.AccountId);
        return
        [
            .. accounts.Select(account => new AccountRow(
                account.Id, account.UserName!, account.DisplayName, account.Unit, account.WorkerCode, account.SourceCode, account.PasswordHash is not null, account.TwoFactorEnabled,
                account.LockoutEnd > now, account.IsDemo, sessions[account.Id].Count(), [.. grants[account.Id].OrderBy(grant => grant.From).ThenBy(grant => grant.Role)])),
        ];
    }
}
