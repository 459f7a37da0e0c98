using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Shouwang.Bench.Ours;

/// <summary>What a night of the program said of itself.</summary>
internal sealed record NightDocument(JsonElement Root)
{
    public string StateHash => Root.GetProperty("state_hash").GetString()!;

    public long Rows => Root.GetProperty("rows").GetInt64();

    public int Raised => Root.GetProperty("raised").GetProperty("raised").GetInt32();

    public bool IsConserved => Root.GetProperty("conserved").GetBoolean();

    /// <summary>The reassessment comes after the warnings and has its own line.</summary>
    public double AfterWarnings => Steps.GetValueOrDefault("reassess");

    public IReadOnlyDictionary<string, double> Steps => Root.GetProperty("seconds").EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetDouble());
}

/// <summary>The program as users have it: published, code compiled ahead (ReadyToRun).</summary>
internal sealed class Published
{
    private readonly Folders folders;
    private readonly string program;

    private Published(Folders folders, string program)
    {
        this.folders = folders;
        this.program = program;
    }

    /// <exception cref="InvalidOperationException">It does not build.</exception>
    public static async Task<Published> MakeAsync(Folders folders)
    {
        var to = Path.Combine(folders.Work, "program");
        var rid = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var start = new ProcessStartInfo("dotnet", ["publish", "src/Shouwang.Server", "-c", "Release", "-r", rid, "--self-contained", "false", "-o", to, "-v", "q", "-nologo"])
        {
            WorkingDirectory = folders.Root,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? new Published(folders, Path.Combine(to, "Shouwang.Server")) : throw new InvalidOperationException(output);
    }

    /// <summary>Runs the program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public Task<Launched> RunAsync(params string[] arguments) => Launched.RunAsync(program, arguments);

    /// <summary>Starts the program; its standard output is the caller's to read.</summary>
    public Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;

    /// <param name="deliveries">Null to screen what is stored.</param>
    /// <exception cref="InvalidOperationException">It failed, or rows or amounts do not add up.</exception>
    public async Task<(Launched Process, NightDocument Night)> NightAsync(DateOnly asOf, string? deliveries)
    {
        string[] inbox = deliveries is null ? [] : ["--in", deliveries];
        var day = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var launched = await Launched.RunAsync(program, ["night", "--data", folders.Data, "--pack", folders.Pack, "--as-of", day, "--json", .. inbox]);
        var night = new NightDocument(JsonDocument.Parse(launched.Output).RootElement);
        return night.IsConserved ? (launched, night) : throw new InvalidOperationException("the night lost something: rows or amounts do not add up");
    }
}
