using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouwang.Bench.Report;

namespace Shouwang.Bench.Ours;

/// <summary>
/// Pages under load, by an open model: requests leave on time whether earlier ones have come back or not, and a request's
/// time counts from when it was due. First alone, then while a night runs beside.
/// </summary>
internal sealed partial class OurPages(Options options, Folders folders, Published program, Findings findings)
{
    private const int PerSecond = 100;

    private const int Seconds = 60;

    private static readonly string[] Accounts = ["city", "county", "township", "village", "worker", "reviewer", "evaluator"];

    private sealed record Result(double Milliseconds, HttpStatusCode Status, long Bytes)
    {
        // A warning outside of the account's territory does not exist for it, and who has no overview is led to his first page: right answers too.
        public bool IsError => Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.Redirect);
    }

    public async Task MeasureAsync()
    {
        var demo = Path.Combine(folders.Work, "pages");
        var made = JsonDocument.Parse((await program.RunAsync("demo", "--out", demo, "--pack", folders.Pack, "--scale", options.Scale.ToString(CultureInfo.InvariantCulture), "--json")).Output).RootElement;
        var data = Path.Combine(demo, "data");
        using var server = program.Start("serve", "--data", data, "--pack", folders.Pack, "--demo-day", Day, "--port", "0", "--lang", "en");
        try
        {
            var address = new Uri(Link().Match((await server.StandardOutput.ReadLineAsync())!).Value);
            // What it says of errors is shown, and does not fill the pipe.
            var echo = EchoAsync(server.StandardOutput);
            var clients = await Task.WhenAll(Accounts.Select(account => SignedInAsync(address, account, made.GetProperty("password").GetString()!)));
            var pages = await PagesAsync(clients[0]);
            await DriveAsync(clients, pages, 5);
            Report("pages", await DriveAsync(clients, pages, Seconds));
            var night = program.RunAsync("night", "--data", data, "--pack", folders.Pack, "--in", Path.Combine(demo, "deliveries"), "--as-of", Day, "--json");
            var during = new List<Result>();
            while (!night.IsCompleted)
            {
                during.AddRange(await DriveAsync(clients, pages, 2));
            }

            await night;
            Report("pages while a night runs", during);
            server.Kill();
            await echo;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task EchoAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            await Console.Error.WriteLineAsync(line.Length > 300 ? line[..300] : line);
        }
    }

    private string Day => options.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Report(string what, IReadOnlyCollection<Result> results)
    {
        var sorted = results.Select(r => r.Milliseconds).Order().ToList();
        findings.Add(new Finding($"{what}: {PerSecond} requests a second, p50", new Figure("ms", [sorted[sorted.Count / 2]])));
        findings.Add(new Finding($"{what}: {PerSecond} requests a second, p99", new Figure("ms", [sorted[sorted.Count * 99 / 100]])));
        findings.Note($"{what}: {results.Count:N0} requests of {Accounts.Length} accounts, {results.Count(r => r.IsError)} errors{string.Concat(results.Where(r => r.IsError).CountBy(r => r.Status).Select(s => $" ({s.Key}: {s.Value})"))}, {results.Average(r => r.Bytes) / 1000:0.0} KB a page before compression");
    }

    private static async Task<HttpClient> SignedInAsync(Uri address, string account, string password)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 64, AllowAutoRedirect = false }) { BaseAddress = address };
        var form = await client.GetStringAsync("/sign-in");
        var fields = Hidden().Matches(form).Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).Append(new("name", account)).Append(new("password", password));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync("/sign-in", content);
        return answer.StatusCode == HttpStatusCode.Redirect ? client : throw new InvalidOperationException($"{account} could not sign in: {answer.StatusCode}");
    }

    // What every account may see, and what an official opens from there.
    private static async Task<string[]> PagesAsync(HttpClient city)
    {
        var list = await city.GetStringAsync("/warnings?sort=number");
        var numbers = Number().Matches(list).Select(m => m.Value).Distinct().Take(15).Select(number => $"/warnings/{number}");
        return ["/", "/warnings", "/warnings?severity=red", "/warnings?sort=amount&desc=1", "/warnings?page=2", .. numbers];
    }

    private static async Task<IReadOnlyCollection<Result>> DriveAsync(HttpClient[] clients, string[] pages, int seconds)
    {
        var results = new ConcurrentBag<Result>();
        var watch = Stopwatch.StartNew();
        var sent = new List<Task>();
        for (var i = 0; i < PerSecond * seconds; i++)
        {
            var due = i * 1000.0 / PerSecond;
            if (due - watch.Elapsed.TotalMilliseconds is var wait and > 1)
            {
                await Task.Delay((int)wait);
            }

            var (client, page) = (clients[i % clients.Length], pages[(i * 7) % pages.Length]);
            sent.Add(Task.Run(async () =>
            {
                using var answer = await client.GetAsync(page);
                var body = await answer.Content.ReadAsByteArrayAsync();
                results.Add(new Result(watch.Elapsed.TotalMilliseconds - due, answer.StatusCode, body.Length));
            }));
        }

        await Task.WhenAll(sent);
        return results;
    }

    [GeneratedRegex("http://[^ ]+")]
    private static partial Regex Link();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("W2025-[0-9]+")]
    private static partial Regex Number();
}
