using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Shouwang.Server.Shell;

/// <summary>
/// Lets nobody to a page or endpoint without the right that it names; what names none is closed to everybody.
/// Objects on a page are asked about one by one (<see cref="Viewer.May"/>).
/// </summary>
internal static class AccessGate
{
    public const string SignIn = "/sign-in";

    public static void Use(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(http);
            return;
        }

        var viewer = http.RequestServices.GetRequiredService<Viewer>();
        if (!viewer.IsSignedIn)
        {
            // Only a page is worth coming back to.
            var back = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
            http.Response.Redirect(back == "/" ? SignIn : $"{SignIn}?back={Uri.EscapeDataString(back)}");
            return;
        }

        if (endpoint.Metadata.GetMetadata<NeedsAttribute>() is not { } needs || !viewer.Can(needs.Right))
        {
            if (http.Request.Path == "/" && HttpMethods.IsGet(http.Request.Method))
            {
                http.Response.Redirect(MainPage.FirstFor(viewer));
                return;
            }

            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(http);
    });
}
