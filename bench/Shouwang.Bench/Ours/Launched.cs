using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Shouwang.Bench.Ours;

/// <summary>A process that ran from start to end.</summary>
/// <param name="Seconds">Wall time, from the start of the process until it was gone.</param>
/// <param name="CpuSeconds">On all cores.</param>
/// <param name="PeakGb">The most memory that it held at once (ru_maxrss), in 10⁹ bytes.</param>
internal sealed record Launched(double Seconds, double CpuSeconds, double PeakGb, string Output)
{
    private const string Verb = "--launch";

    private const int Children = -1;

    /// <summary>Runs a program in a process whose one child it is, so that what the system counts for children is the program's alone.</summary>
    /// <exception cref="InvalidOperationException">The program failed; its error output stands in the message.</exception>
    public static async Task<Launched> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Verb, program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Launched>(output)!
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {await errors}");
    }

    public static bool IsLauncher(string[] args) => args is [Verb, _, ..];

    /// <summary>What the process between does.</summary>
    public static async Task<int> LaunchAsync(string[] args)
    {
        var start = new ProcessStartInfo(args[1], args[2..]) { RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        var usage = new long[18];
        if (process.ExitCode != 0 || getrusage(Children, usage) != 0)
        {
            await Console.Error.WriteLineAsync(output);
            return 1;
        }

        // struct rusage: user seconds and microseconds, system seconds and microseconds, peak in KiB.
        var cpu = usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
        Console.WriteLine(JsonSerializer.Serialize(new Launched(seconds, cpu, usage[4] * 1024 / 1e9, output)));
        return 0;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int getrusage(int who, [Out] long[] usage);
}
