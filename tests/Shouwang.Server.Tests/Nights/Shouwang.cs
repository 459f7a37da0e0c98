using System.Diagnostics;
using System.Text.Json;
using Shouwang.Tests.Given;

namespace Shouwang.Server.Tests.Nights;

/// <summary>The program as its users start it: a process of its own, which can be killed.</summary>
internal sealed class Shouwang(string data) : IDisposable
{
    private static readonly string Binary = Path.Combine(AppContext.BaseDirectory, "Shouwang.Server");

    private Process? process;

    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public Task<(int Code, string Output, string Errors)> ImportAsync(string city) => RunAsync("register", "import", Path.Combine(city, "register"), "--data", data);

    /// <summary>Runs a night to its end and returns its JSON report.</summary>
    public async Task<JsonElement> NightAsync(string deliveries)
    {
        var (code, output, errors) = await RunAsync(Night(deliveries));
        return code == 0 ? JsonDocument.Parse(output).RootElement : throw new InvalidOperationException($"night ended with {code}: {errors}");
    }

    /// <summary>Starts a night and kills it (SIGKILL) after a while; false where it had ended by itself.</summary>
    public async Task<bool> KilledNightAsync(string deliveries, TimeSpan after)
    {
        process = Start(Night(deliveries));
        var end = process.WaitForExitAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        await Task.WhenAny(end, Task.Delay(after));
        var running = !process.HasExited;
        process.Kill();
        await end;
        return running;
    }

    public void Dispose() => process?.Dispose();

    private string[] Night(string deliveries) => ["night", "--in", deliveries, "--data", data, "--as-of", "2025-09-30", "--settle", "0", "--json"];

    private static Process Start(string[] args)
    {
        var start = new ProcessStartInfo(Binary, args) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        return Process.Start(start)!;
    }
}
