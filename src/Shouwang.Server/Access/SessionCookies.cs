using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;

namespace Shouwang.Server.Access;

/// <summary>
/// The cookie names a row of <c>platform_session</c> and nothing else that is believed. Every request reads the row, the account
/// and the grants, so that what was revoked, or has ended, is out at the next one.
/// </summary>
/// <remarks>Not an <c>ITicketStore</c>: its handler keeps the session of whoever was signed in before when somebody else signs in.</remarks>
internal sealed class SessionCookies(ShouwangDb db, WhoIs whoIs, RevokeSession revoke, TimeProvider clock) : CookieAuthenticationEvents
{
    private const string SessionClaim = "session";

    public override async Task SigningIn(CookieSigningInContext context)
    {
        // One session for a browser: that of whoever was here before ends.
        await EndAsync(context.HttpContext);
        var (http, principal) = (context.HttpContext, context.Principal!);
        var session = new Session(AccountOf(principal), http.Connection.RemoteIpAddress?.ToString() ?? "", http.Request.Headers.UserAgent.ToString(), clock.GetUtcNow(), WhoIs.SessionLife);
        db.Add(session);
        await db.SaveChangesAsync(http.RequestAborted);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(SessionClaim, session.Id.ToString("N")));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (Guid.TryParse(context.Principal?.FindFirstValue(SessionClaim), out var session) && await whoIs.OfSessionAsync(session, http.RequestAborted) is { } who)
        {
            http.Items[typeof(Who)] = who;
            return;
        }

        context.RejectPrincipal();
    }

    public override Task SigningOut(CookieSigningOutContext context) => EndAsync(context.HttpContext);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    public static ClaimsPrincipal PrincipalOf(Guid account) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account.ToString("N"))], AccessHost.Signed));

    public static Guid AccountOf(ClaimsPrincipal principal) => Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!);

    private async Task EndAsync(HttpContext http)
    {
        if (http.Items[typeof(Who)] is Who { Session: { } session } who)
        {
            await revoke.RunAsync(session, who, http.RequestAborted);
        }
    }
}
