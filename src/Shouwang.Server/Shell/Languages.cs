using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Shouwang.Server.Shell;

/// <summary>The switch of the header: keeps the language and leads back.</summary>
internal static class Languages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/language/{to}", (HttpContext http, string to, string? back) =>
    {
        if (to is not ("zh" or "en"))
        {
            return Results.NotFound();
        }

        http.Response.Cookies.Append(Tongue.Cookie, to, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Secure = http.Request.IsHttps });
        return Results.LocalRedirect(Back(back));
    }).AllowAnonymous();

    // Only a page of ours: an address elsewhere would lend our name to somebody's trap.
    internal static string Back(string? back) => back is { Length: > 0 } && back[0] == '/' && !back.StartsWith("//", StringComparison.Ordinal) && !back.Contains('\\', StringComparison.Ordinal) ? back : "/";
}
