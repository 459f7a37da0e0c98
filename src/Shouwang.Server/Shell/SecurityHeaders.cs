using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Shouwang.Server.Shell;

/// <summary>What every answer tells the browser not to do (docs/decisions/0020). No page has an inline script, so none is allowed, not even by a nonce.</summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // People's data: nothing of it may stay in a shared machine's cache.
        headers.CacheControl = "no-store";
        return next(http);
    });
}
