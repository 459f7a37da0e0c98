using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Packs;
using Shouwang.Server.City;

namespace Shouwang.Server.Tests.City;

/// <summary>A city of a fiftieth of the size, made once with one thread and once with four.</summary>
public sealed class MadeCity : IDisposable
{
    public MadeCity()
    {
        Folder = NewFolder();
        Again = NewFolder();
        Options = new CityOptions { PackFolder = PackFolder, Out = Folder, Scale = 0.02m, Threads = 1 };
        Summary = CityMaker.Make(Options);
        CityMaker.Make(Options with { Out = Again, Threads = 4 });
    }

    public static string Root { get; } = FindRoot();

    public static string PackFolder => Path.Combine(Root, "packs", "cn-ah-huaibei");

    public string Folder { get; }

    public string Again { get; }

    public CityOptions Options { get; }

    public CitySummary Summary { get; }

    public static string NewFolder() => Directory.CreateTempSubdirectory("city").FullName;

    public static SourceCatalog Sources(string packFolder) => SourceCatalog.Read(Pack.Open(packFolder));

    /// <summary>The lines of a CSV file by column name. Cells of the truth and the register hold no line breaks.</summary>
    public static List<Dictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = Delimited.Split(lines[0], ',')!;
        return [.. lines.Skip(1).Select(l => Delimited.Split(l, ',')!.Select((cell, i) => (header[i], cell)).ToDictionary(c => c.Item1, c => c.cell, StringComparer.Ordinal))];
    }

    public List<Dictionary<string, string>> Truth(string name) => Read(Path.Combine(Folder, "truth", name));

    public List<Dictionary<string, string>> Register(string name) => Read(Path.Combine(Folder, "register", name));

    public void Dispose()
    {
        Directory.Delete(Folder, true);
        Directory.Delete(Again, true);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Shouwang.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No Shouwang.slnx above the tests.");
        }

        return folder;
    }
}
