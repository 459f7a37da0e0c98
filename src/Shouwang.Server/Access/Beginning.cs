using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;

namespace Shouwang.Server.Access;

/// <summary>A person begins, or begins again: password by a one-time link, then the second factor and its recovery codes.</summary>
internal sealed class Beginning(ShouwangDb db, UserManager<Account> users, Doorway doorway, PasswordGate gate, TimeProvider clock)
{
    private const int RecoveryCodes = 10;
    private const string Provider = "shouwang";
    private const string NextSecret = "next-secret";

    // Where Identity's own store keeps it.
    private const string IdentityProvider = "[AspNetUserStore]";
    private const string AuthenticatorKey = "AuthenticatorKey";

    /// <returns>Null where the link was used, replaced, has ended or never was.</returns>
    public async Task<Account?> OfLinkAsync(string token, CancellationToken cancel)
    {
        var invitation = await FindAsync(token, cancel);
        return invitation is null ? null : await users.FindByIdAsync(invitation.AccountId.ToString());
    }

    /// <summary>Sets the password, ends the link and every session of the account.</summary>
    public async Task<(DoorStep Step, Bilingual? Refusal)> SetPasswordAsync(string token, string password, CancellationToken cancel)
    {
        if (await FindAsync(token, cancel) is not { } invitation || await users.FindByIdAsync(invitation.AccountId.ToString()) is not { } account)
        {
            return (DoorStep.Refused, new("链接已失效。", "The link is no longer valid."));
        }

        // In one transaction: a link that set a password is used, and one that is used has set it.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        invitation.End(clock.GetUtcNow());
        if (invitation.ForgetsSecondFactor)
        {
            account.TwoFactorEnabled = false;
            await users.RemoveAuthenticationTokenAsync(account, IdentityProvider, AuthenticatorKey);
        }

        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        if (await NewPasswordAsync(account, password, cancel) is { } refusal)
        {
            return (DoorStep.Refused, refusal);
        }

        await EndSessionsAsync(account, null, cancel);
        await transaction.CommitAsync(cancel);
        return (await doorway.GoOnAsync(account), null);
    }

    /// <summary>A new password for somebody who knows the old one; his other sessions end.</summary>
    public Task<Bilingual?> ChangePasswordAsync(Guid id, string old, string password, Guid? session, CancellationToken cancel) => gate.RunAsync(id.ToString("N"), async () =>
    {
        var account = (await users.FindByIdAsync(id.ToString()))!;
        if (await users.IsLockedOutAsync(account) || !await users.CheckPasswordAsync(account, old))
        {
            await users.AccessFailedAsync(account);
            return new Bilingual("原密码不对。", "The old password is wrong.");
        }

        var refusal = await NewPasswordAsync(account, password, cancel);
        if (refusal is null)
        {
            await EndSessionsAsync(account, session, cancel);
        }

        return refusal;
    }, cancel);

    /// <summary>The secret to be put into the authenticator; the same until it is confirmed.</summary>
    /// <param name="renews">Beside the one that counts, which it will replace.</param>
    public async Task<string> SecretAsync(Account account, bool renews)
    {
        if (await (renews ? users.GetAuthenticationTokenAsync(account, Provider, NextSecret) : users.GetAuthenticatorKeyAsync(account)) is { Length: > 0 } known)
        {
            return known;
        }

        var secret = users.GenerateNewAuthenticatorKey();
        await users.SetAuthenticationTokenAsync(account, renews ? Provider : IdentityProvider, renews ? NextSecret : AuthenticatorKey, secret);
        return secret;
    }

    /// <returns>The recovery codes, shown once; null where the code was wrong.</returns>
    public Task<IReadOnlyList<string>?> ConfirmAsync(Account account, string code, bool renews, CancellationToken cancel) => gate.RunAsync<IReadOnlyList<string>?>(account.UserName!, async () =>
    {
        if (await users.IsLockedOutAsync(account) || account.TwoFactorEnabled != renews)
        {
            return null;
        }

        // Identity checks codes of the secret that counts only. Nobody else's code is checked meanwhile: the gate is the account's.
        var old = await users.GetAuthenticatorKeyAsync(account);
        await users.SetAuthenticationTokenAsync(account, IdentityProvider, AuthenticatorKey, await SecretAsync(account, renews));
        if (!await doorway.IsAuthenticatorCodeAsync(account, code.Replace(" ", "", StringComparison.Ordinal)))
        {
            await users.SetAuthenticationTokenAsync(account, IdentityProvider, AuthenticatorKey, old);
            await users.AccessFailedAsync(account);
            return null;
        }

        await users.RemoveAuthenticationTokenAsync(account, Provider, NextSecret);
        await users.SetTwoFactorEnabledAsync(account, true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        await EndSessionsAsync(account, null, cancel);
        await doorway.EnterAsync(account);
        return [.. codes!];
    }, cancel);

    private async Task<Invitation?> FindAsync(string token, CancellationToken cancel)
    {
        var hash = Invitation.HashOf(token);
        return await db.Invitations().SingleOrDefaultAsync(invitation => invitation.TokenHash == hash, cancel) is { } found && found.IsOpen(clock.GetUtcNow()) ? found : null;
    }

    private async Task<Bilingual?> NewPasswordAsync(Account account, string password, CancellationToken cancel)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, account, password)).Succeeded || password.Length > 200 || password.Contains(account.UserName!, StringComparison.OrdinalIgnoreCase))
            {
                return new("密码至少 12 位，含 5 种不同字符，且不得包含账号名。", "A password has 12 characters, 5 of them different, and does not hold the account's name.");
            }
        }

        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.SecurityStamp = Guid.CreateVersion7().ToString("N");
        try
        {
            var saved = await users.UpdateAsync(account);
            return saved.Succeeded ? null : AccessRefusal.ChangedMeanwhile.Text;
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccessRefusal.ChangedMeanwhile.Text;
        }
    }

    private async Task EndSessionsAsync(Account account, Guid? except, CancellationToken cancel)
    {
        foreach (var session in await db.Sessions().Where(session => session.AccountId == account.Id && session.RevokedAt == null && session.Id != except).ToListAsync(cancel))
        {
            session.Revoke(account.UserName!, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancel);
    }
}
