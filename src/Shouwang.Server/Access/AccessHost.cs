using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouwang.Platform.Access;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Access;

/// <summary>Sign-in and rights of the web application.</summary>
internal static class AccessHost
{
    /// <summary>Signed in.</summary>
    public const string Signed = "shouwang";

    /// <summary>The password was right, the second factor is still asked for.</summary>
    public const string Halfway = "shouwang-halfway";

    public static void Add(IServiceCollection services)
    {
        services.AddScoped<IUserStore<Account>, AccountStore>();
        services.AddIdentityCore<Account>(Configure).AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddSingleton<PasswordGate>();
        services.AddScoped<SessionCookies>();
        foreach (var type in (Type[])[typeof(Doorway), typeof(Beginning), typeof(WhoIs), typeof(RevokeSession), typeof(CreateAccount), typeof(ImportAccounts), typeof(ListAccounts), typeof(GiveGrant), typeof(ConfirmGrant), typeof(RevokeGrant), typeof(IssueLink), typeof(FirstAccounts)])
        {
            services.AddScoped(type);
        }

        services.AddAuthentication(Signed)
            .AddCookie(Signed, options => SetCookie(options, Signed, Session.Longest, typeof(SessionCookies)))
            .AddCookie(Halfway, options => SetCookie(options, Halfway, TimeSpan.FromMinutes(10), null));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(Signed).RequireAuthenticatedUser().Build());
    }

    /// <summary>After routing, before <see cref="AccessGate"/>.</summary>
    public static void Use(IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/sign-out", async (HttpContext http, IAntiforgery forms) =>
    {
        if (!await forms.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        await http.SignOutAsync(Signed);
        return Results.LocalRedirect("/sign-in");
    }).WithMetadata(new NeedsAttribute(Right.OwnChange));

    private static void Configure(IdentityOptions options)
    {
        // Length is what counts; rules about signs make people write passwords down.
        options.Password = new PasswordOptions { RequiredLength = 12, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        options.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15), AllowedForNewUsers = true };
    }

    private static void SetCookie(CookieAuthenticationOptions options, string name, TimeSpan life, Type? events)
    {
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "back";
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = life;
        options.SlidingExpiration = false;
        options.EventsType = events;
    }
}
