using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Shouwang.Platform.Access;
using Shouwang.Platform.Audit;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Access;

internal enum DoorStep
{
    /// <summary>Name or password wrong, or the account is locked: it is not said which.</summary>
    Refused,

    /// <summary>The code of the second factor is asked for.</summary>
    Code,

    /// <summary>There is no second factor yet: it is set up.</summary>
    SetUp,

    Entered,
}

/// <summary>The way in: password, then the second factor, then a session.</summary>
internal sealed class Doorway(UserManager<Account> users, PasswordGate gate, Office office, Acting acting, IHttpContextAccessor accessor)
{
    private const string Provider = "shouwang";
    private const string LastCode = "last-code";
    private const string Renews = "renews";

    // Checked where there is no such account, so that the answer takes as long.
    private static readonly Account Nobody = new("nobody", "", "", DateTimeOffset.UnixEpoch) { PasswordHash = new PasswordHasher<Account>().HashPassword(null!, Guid.CreateVersion7().ToString()) };

    private HttpContext Http => accessor.HttpContext!;

    public Task<DoorStep> PasswordAsync(string name, string password) => gate.RunAsync(name, async () =>
    {
        var account = name.Length <= Account.NameLength ? await users.FindByNameAsync(name) : null;
        if (account?.PasswordHash is null || await users.IsLockedOutAsync(account))
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, Nobody.PasswordHash!, password);
            await DenyAsync(account, "locked");
            return DoorStep.Refused;
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            await users.AccessFailedAsync(account);
            await DenyAsync(account, "password");
            return DoorStep.Refused;
        }

        return await GoOnAsync(account);
    }, Http.RequestAborted);

    /// <summary>After the password, or the link that replaced it.</summary>
    public async Task<DoorStep> GoOnAsync(Account account)
    {
        // An account of the demonstration in a real office is an account like any other.
        if (account.IsDemo && office.IsDemo)
        {
            await EnterAsync(account);
            return DoorStep.Entered;
        }

        await Http.SignInAsync(AccessHost.Halfway, SessionCookies.PrincipalOf(account.Id));
        return account.TwoFactorEnabled ? DoorStep.Code : DoorStep.SetUp;
    }

    /// <summary>Whose password was right in the last ten minutes; null where nobody's was.</summary>
    public async Task<Account?> HalfwayAsync() =>
        await Http.AuthenticateAsync(AccessHost.Halfway) is { Succeeded: true, Principal: { } principal } ? await users.FindByIdAsync(SessionCookies.AccountOf(principal).ToString()) : null;

    /// <summary>For somebody who has proved the authenticator that he has: it counts until the new one is confirmed.</summary>
    public Task BeginRenewalAsync(Account account)
    {
        var principal = SessionCookies.PrincipalOf(account.Id);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(Renews, "1"));
        return Http.SignInAsync(AccessHost.Halfway, principal);
    }

    public async Task<bool> RenewsAsync() => await Http.AuthenticateAsync(AccessHost.Halfway) is { Succeeded: true, Principal: { } principal } && principal.HasClaim(Renews, "1");

    /// <param name="code">Six digits of the authenticator, or a recovery code.</param>
    public Task<bool> CodeAsync(Account account, string code) => gate.RunAsync(account.UserName!, async () =>
    {
        // Read again: another guess may have locked it meanwhile.
        account = (await users.FindByIdAsync(account.Id.ToString()))!;
        if (await users.IsLockedOutAsync(account))
        {
            return false;
        }

        if (!await IsRightAsync(account, code.Replace(" ", "", StringComparison.Ordinal)))
        {
            await users.AccessFailedAsync(account);
            await DenyAsync(account, "code");
            return false;
        }

        await users.ResetAccessFailedCountAsync(account);
        await EnterAsync(account);
        return true;
    }, Http.RequestAborted);

    /// <summary>Opens a session. Call it only where both factors were right.</summary>
    public Task EnterAsync(Account account) => acting.RunAsync(ActOf(account), "session.open", SubjectOf(account), async _ =>
    {
        await Http.SignOutAsync(AccessHost.Halfway);
        await Http.SignInAsync(AccessHost.Signed, SessionCookies.PrincipalOf(account.Id));
        return true;
    }, cancel: Http.RequestAborted);

    /// <summary>Whether the code is right now and was not used before: somebody may have read it over a shoulder.</summary>
    public async Task<bool> IsAuthenticatorCodeAsync(Account account, string code)
    {
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code) || await users.GetAuthenticationTokenAsync(account, Provider, LastCode) == code)
        {
            return false;
        }

        await users.SetAuthenticationTokenAsync(account, Provider, LastCode, code);
        return true;
    }

    // What somebody typed as a name may be anything, so an unknown one is not written down.
    private Task DenyAsync(Account? account, string reason) => account is null ? Task.CompletedTask : acting.DenyAsync(ActOf(account), "session.open", SubjectOf(account), reason, Http.RequestAborted);

    private static Act ActOf(Account account) => new(account.Id.ToString(), account.UserName!);

    private static AuditSubject SubjectOf(Account account) => new("account", account.UserName!);

    private async Task<bool> IsRightAsync(Account account, string code) => code.Length == 6
        ? await IsAuthenticatorCodeAsync(account, code)
        : (await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded;
}
