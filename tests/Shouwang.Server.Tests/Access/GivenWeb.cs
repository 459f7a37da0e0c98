using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouwang.Platform.Access;
using Shouwang.Server.Access;
using Shouwang.Server.Cli;
using Shouwang.Server.Shell;
using Shouwang.Server.Tests.City;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Access;

/// <summary>A web application on a port of its own, with an empty register and a clock that the test moves.</summary>
internal sealed class GivenWeb : IAsyncDisposable
{
    public const string Password = "three plain words";

    private readonly TempFolder folder;
    private readonly Workplace place;
    private readonly WebApplication app;
    private readonly Dictionary<string, string> secrets = [];

    private GivenWeb(TempFolder folder, Workplace place, WebApplication app) => (this.folder, this.place, this.app) = (folder, place, app);

    public FakeTimeProvider Clock => (FakeTimeProvider)place.Clock;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Services => app.Services;

    public static async Task<GivenWeb> StartAsync()
    {
        var folder = new TempFolder();

        // Lockouts and codes of the authenticator go by the real clock, so the test's begins there.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var place = new Workplace(folder.File("data"), null, MadeCity.PackFolder, clock);
        var app = WebHost.Build(await Office.OpenAsync(place, TestContext.Current.CancellationToken), new IPEndPoint(IPAddress.Loopback, 0));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new GivenWeb(folder, place, app);
    }

    public Browser Browser() => new(Address);

    /// <summary>The link that the console prints on the first run; null where somebody has begun.</summary>
    public Task<IssuedLink?> FirstLinkAsync() => UseAsync<FirstAccounts, IssuedLink?>(first => first.RunAsync(Territory.Parse("3406")));

    /// <summary>An account that has begun, with one role.</summary>
    public async Task AccountAsync(string name, Role role, string territory)
    {
        await UseAsync<CreateAccount, IssuedLink?>(async create => (await create.RunAsync(new(name, name, "市民政局", "W1", "ybj"), Who.Operator("test"))).Link);
        await GiveAsync(name, role, territory);
        secrets[name] = await UseAsync<UserManager<Account>, string>(async users =>
        {
            var account = (await users.FindByNameAsync(name))!;
            account.PasswordHash = users.PasswordHasher.HashPassword(account, Password);
            await users.ResetAuthenticatorKeyAsync(account);
            await users.SetTwoFactorEnabledAsync(account, true);
            return (await users.GetAuthenticatorKeyAsync(account))!;
        });
    }

    public Task GiveAsync(string name, Role role, string territory, DateOnly? last = null) => UseAsync<GiveGrant, object?>(async give =>
    {
        Assert.Null(await give.RunAsync(new(name, role, Territory.Parse(territory), Purpose.Monitoring, Clock.Today(), last ?? Clock.Today().AddYears(1), "测试"), Who.Operator("test")));
        return null;
    });

    /// <summary>A browser in which somebody is signed in. A code works once, so each of his browsers takes the code of another half minute.</summary>
    public async Task<Browser> SignedInAsync(string name, int browser = 0)
    {
        var signing = Browser();
        await SignInAsync(signing, name, browser);
        return signing;
    }

    public async Task SignInAsync(Browser signing, string name, int browser = 0)
    {
        await signing.SubmitAsync("/sign-in", "sign-in", ("name", name), ("password", Password));
        var answer = await signing.SubmitAsync("/sign-in/code", "code", ("code", Totp.Code(secrets[name], browser)));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    public string SecretOf(string name) => secrets[name];

    public async Task<TResult> UseAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        place.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
