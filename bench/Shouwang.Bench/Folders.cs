using System.Globalization;

namespace Shouwang.Bench;

/// <summary>Where things lie. Everything that the benchmark makes is below <c>artifacts/bench</c>.</summary>
internal sealed class Folders
{
    public Folders(Options options)
    {
        Root = Above(AppContext.BaseDirectory, "Shouwang.slnx");
        Work = Path.Combine(Root, "artifacts", "bench");
        Pack = Path.Combine(Root, "packs", "cn-ah-huaibei");
        City = Path.Combine(Work, string.Create(CultureInfo.InvariantCulture, $"city-{options.Scale}-{options.Seed}"));
        Data = Path.Combine(Work, "data");
        Directory.CreateDirectory(Work);
    }

    public string Root { get; }

    public string Work { get; }

    public string Pack { get; }

    public string City { get; }

    public string Deliveries => Path.Combine(City, "deliveries");

    /// <summary>A data folder with keys and the imported register, and nothing else.</summary>
    public string Template => Path.Combine(City, "template");

    /// <summary>The data folder of the present run.</summary>
    public string Data { get; }

    /// <summary>Empties the data folder but for the keys and the register.</summary>
    public void Fresh()
    {
        if (Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(Template, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(Data, Path.GetRelativePath(Template, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
            File.SetUnixFileMode(to, File.GetUnixFileMode(file));
        }
    }

    private static string Above(string from, string file)
    {
        for (var folder = from; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, file)))
            {
                return folder;
            }
        }

        throw new FileNotFoundException($"{file} above {from}");
    }
}
