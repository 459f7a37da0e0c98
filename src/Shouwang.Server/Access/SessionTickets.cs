using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;

namespace Shouwang.Server.Access;

/// <summary>
/// The cookie holds the number of a row of <c>platform_session</c> and nothing else. Every request reads the row, the account
/// and the grants, so that what was revoked, or has ended, is out at the next request.
/// </summary>
internal sealed class SessionTickets(TimeProvider clock) : ITicketStore
{
    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var session = new Session(
            AccountOf(ticket.Principal), httpContext.Connection.RemoteIpAddress?.ToString() ?? "", httpContext.Request.Headers.UserAgent.ToString(), clock.GetUtcNow(), WhoIs.SessionLife);
        var db = httpContext.RequestServices.GetRequiredService<ShouwangDb>();
        db.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return session.Id.ToString("N");
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var services = httpContext.RequestServices;
        if (!Guid.TryParse(key, out var session) || await services.GetRequiredService<WhoIs>().OfSessionAsync(session, cancellationToken) is not { } who)
        {
            return null;
        }

        httpContext.Items[typeof(Who)] = who;
        return new AuthenticationTicket(PrincipalOf(who.Account!.Value), AccessHost.Signed);
    }

    public async Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(key, out var session) && httpContext.Items[typeof(Who)] is Who who)
        {
            await httpContext.RequestServices.GetRequiredService<RevokeSession>().RunAsync(session, who, cancellationToken);
        }
    }

    // The row itself says how long it lasts.
    public Task RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> StoreAsync(AuthenticationTicket ticket) => throw new NotSupportedException();

    public Task RenewAsync(string key, AuthenticationTicket ticket) => throw new NotSupportedException();

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key) => throw new NotSupportedException();

    public static ClaimsPrincipal PrincipalOf(Guid account) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account.ToString("N"))], AccessHost.Signed));

    public static Guid AccountOf(ClaimsPrincipal principal) => Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
