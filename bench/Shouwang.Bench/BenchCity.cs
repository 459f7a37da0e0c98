using System.Diagnostics;
using System.Globalization;
using Shouwang.Platform.Data;
using Shouwang.Platform.Packs;
using Shouwang.Platform.Security;
using Shouwang.Registry;
using Shouwang.Registry.Import;
using Shouwang.Server.City;

namespace Shouwang.Bench;

/// <summary>The synthetic city that all measurements use: made once for a scale and a seed, kept between runs.</summary>
internal sealed class BenchCity(Options options, Folders folders)
{
    private CityOptions Made => new() { PackFolder = folders.Pack, Out = folders.City, Scale = options.Scale, Seed = options.Seed, AsOf = options.AsOf };

    public async Task EnsureAsync()
    {
        var done = Path.Combine(folders.City, "made");
        // Another pack may want other files.
        var pack = Pack.Open(folders.Pack).Hash();
        if (File.Exists(done) && await File.ReadAllTextAsync(done) == pack)
        {
            return;
        }

        if (Directory.Exists(folders.City))
        {
            Directory.Delete(folders.City, recursive: true);
        }

        var watch = Stopwatch.StartNew();
        var summary = CityMaker.Make(Made);
        await ImportAsync();
        await File.WriteAllTextAsync(done, pack);
        Console.Error.WriteLine($"city made: {summary.Rows:N0} rows in {summary.Files} files, {summary.Persons:N0} registered people, {watch.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>The folder that holds nothing but a day's delivery; the day is the n-th after the city's.</summary>
    /// <param name="n">From 1.</param>
    public (string Folder, DateOnly Day) Daily(int n)
    {
        var day = options.AsOf.AddDays(n);
        var folder = Path.Combine(folders.City, "daily", day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        if (!Directory.Exists(folder))
        {
            var unfinished = folder + ".unfinished";
            CityMaker.MakeDaily(Made, unfinished, day);
            Directory.Move(unfinished, folder);
        }

        return (Path.Combine(folder, "deliveries"), day);
    }

    private async Task ImportAsync()
    {
        KeyRing.OpenOrCreate(Path.Combine(folders.Template, "keys"));
        await using var db = await ShouwangDbFactory.OpenMigratedAsync(Path.Combine(folders.Template, "operational.db"));
        var divisions = Pack.Open(folders.Pack).FindFile("divisions.csv") is { } file ? DivisionTree.Load(file) : null;
        var summary = await new RegisterImport(db, divisions).RunAsync(Path.Combine(folders.City, "register"));
        if (summary.Faults.Count > 0)
        {
            throw new InvalidDataException($"the register of the city has faults: {summary.Faults[0]}");
        }
    }
}
