using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Shouwang.Server.Shell;

/// <summary>What every answer tells the browser not to do (docs/decisions/0020). Pages have one inline script at most, under the nonce of the request.</summary>
internal static class SecurityHeaders
{
    private const string Key = "csp-nonce";

    public static string NonceOf(HttpContext http) => (string)http.Items[Key]!;

    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Items[Key] = nonce;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
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
