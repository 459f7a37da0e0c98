using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Data;
using Shouwang.Server.Cli;
using Shouwang.Server.Shell;
using Shouwang.Server.Tests.Access;
using Shouwang.Server.Tests.City;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Server.Tests.Web;

/// <summary>The web application over a small demonstration, with its accounts; made once for all tests of pages.</summary>
public sealed class DemoOffice : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private Workplace place = null!;
    private WebApplication app = null!;
    private string password = "";

    /// <summary>A PostgreSQL connection to an empty database; null is the SQLite file of the folder.</summary>
    public string? Database { get; init; }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Territories by account name.</summary>
    public IReadOnlyDictionary<string, string> Territories { get; private set; } = new Dictionary<string, string>();

    public string Password => password;

    internal IReadOnlyList<RouteEndpoint> Endpoints => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public async ValueTask InitializeAsync()
    {
        var (code, output, errors) = await Nights.Shouwang.RunAsync(["demo", "--scale", "0.02", "--out", folder.File("demo"), "--json", .. Database is null ? Array.Empty<string>() : ["--db", Database]]);
        Assert.True(code == 0, errors);
        var report = JsonDocument.Parse(output).RootElement;
        password = report.GetProperty("password").GetString()!;
        Territories = report.GetProperty("accounts").EnumerateArray().ToDictionary(a => a.GetProperty("name").GetString()!, a => a.GetProperty("territory").GetString()!, StringComparer.Ordinal);
        place = new Workplace(folder.File("demo/data"), Database, MadeCity.PackFolder, ShiftedClock.To(new DateOnly(2025, 9, 30), TimeProvider.System));
        app = WebHost.Build(await Office.OpenAsync(place, CancellationToken.None), new IPEndPoint(IPAddress.Loopback, 0));
        await app.StartAsync();
    }

    internal ShouwangDb Db() => place.Db();

    internal Browser Browser() => new(Address);

    internal async Task<Browser> SignedInAsync(string name)
    {
        var browser = Browser();
        var answer = await browser.SubmitAsync("/sign-in", "sign-in", ("name", name), ("password", password));
        Assert.True(answer.Status == HttpStatusCode.Redirect, $"{name}: {answer.Status}");
        return browser;
    }

    internal Task<AuditPage> LogAsync(AuditFilter filter) => app.Services.GetRequiredService<AuditTrail>().ListAsync(filter, 0, 100);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        place.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
