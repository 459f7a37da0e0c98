using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouwang.Platform.Access;
using Shouwang.Server.Shell;

namespace Shouwang.Server.Cli;

/// <summary><c>serve</c>: the web application of a data folder, until it is stopped.</summary>
internal static class ServeCommand
{
    private const int UsualPort = 5080;

    public static Option<int> Port() => new("--port") { Description = "端口，0 为任一空闲端口 / port; 0 takes a free one", DefaultValueFactory = _ => UsualPort };

    public static Command Make()
    {
        var port = Port();
        var listen = new Option<string>("--listen") { Description = "监听地址；对外服务请置于 HTTPS 代理之后 / address to listen on; put an HTTPS proxy before it to serve others", DefaultValueFactory = _ => "127.0.0.1" };
        var from = Globals.DayOption("--demo-day", "演示：时钟从这一天起走，每页注明 / demonstration: the clock runs from this day; every page says so");
        var serve = new Command("serve", "打开网页工作台 / open the web application") { port, listen, from };
        serve.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            if (!IPAddress.TryParse(parsed.GetValue(listen), out var address))
            {
                throw new RefusedException(new("--listen 应为 IP 地址，如 127.0.0.1 或 0.0.0.0。", "--listen takes an IP address such as 127.0.0.1 or 0.0.0.0."));
            }

            using var place = Globals.Workplace(parsed, parsed.GetValue(from) is { } day ? ShiftedClock.To(day, TimeProvider.System) : null);
            var office = await Office.OpenAsync(place, cancel);
            return await RunAsync(terminal, office, new IPEndPoint(address, parsed.GetValue(port)), cancel);
        });
        return serve;
    }

    public static async Task<int> RunAsync(Terminal terminal, Office office, IPEndPoint at, CancellationToken cancel)
    {
        await using var app = WebHost.Build(office, at);
        await app.StartAsync(cancel);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var first = await FirstLinkAsync(app, office, cancel);
        terminal.Document(new { address, first_link = first is null ? null : address + first.Path });
        terminal.Line($"工作台已打开：{address}    按 Ctrl+C 停止。", $"The workplace is open: {address}    Ctrl+C stops it.");
        if (first is not null)
        {
            terminal.Line($"还没有人启用账号。系统管理员请在一小时内打开（只能用一次）：{address}{first.Path}", $"Nobody has an account yet. The system administrator opens this within an hour (it works once): {address}{first.Path}");
        }

        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    private static async Task<IssuedLink?> FirstLinkAsync(WebApplication app, Office office, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAccounts>().RunAsync(Territory.Parse(office.City.Code.Prefix), cancel);
    }
}
