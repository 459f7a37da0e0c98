namespace Shouwang.Tests.Given;

/// <summary>A folder of one test, gone after it.</summary>
public sealed class TempFolder : IDisposable
{
    private const string Prefix = "shouwang-test-";

    public string Path { get; } = Directory.CreateTempSubdirectory(Prefix).FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file into the folder.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>Deletes what runs that were killed have left: nothing of a test is still in use after a day.</summary>
    public static void SweepOld()
    {
        var yesterday = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1);
        foreach (var old in new DirectoryInfo(System.IO.Path.GetTempPath()).GetDirectories(Prefix + "*").Where(folder => folder.LastWriteTimeUtc < yesterday))
        {
            old.Delete(recursive: true);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
