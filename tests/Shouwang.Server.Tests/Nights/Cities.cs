using Shouwang.Platform.Security;
using Shouwang.Server.City;
using Shouwang.Server.Tests.Nights;
using Shouwang.Tests.Given;
using Xunit;

[assembly: AssemblyFixture(typeof(Cities))]

namespace Shouwang.Server.Tests.Nights;

/// <summary>One small synthetic city, made once, with its register imported once; each test copies what it needs.</summary>
public sealed class Cities : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly Lazy<Task<string>> city;

    public Cities() => city = new(MakeAsync);

    /// <summary>The city's folder: deliveries, register, truth.</summary>
    public Task<string> CityAsync() => city.Value;

    public string Deliveries => Path.Combine(folder.Path, "city", "deliveries");

    public string Truth => Path.Combine(folder.Path, "city", "truth");

    /// <summary>A data folder of its own with the register in it and no deliveries yet.</summary>
    public async Task<string> FreshDataAsync()
    {
        await city.Value;
        var data = Path.Combine(folder.Path, Guid.CreateVersion7().ToString("N"));
        Copy(Path.Combine(folder.Path, "template"), data);
        return data;
    }

    /// <summary>An empty folder below the fixture's own.</summary>
    public string Fresh(string name)
    {
        var path = Path.Combine(folder.Path, Guid.CreateVersion7().ToString("N"), name);
        Directory.CreateDirectory(path);
        return path;
    }

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, path)));
        }

        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            File.Copy(path, copy, overwrite: true);
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(path));
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> MakeAsync()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        var path = Path.Combine(folder.Path, "city");
        CityMaker.Make(new CityOptions { PackFolder = Repository.File("packs", "cn-ah-huaibei"), Out = path, Scale = 0.02m });
        var (code, _, errors) = await new Shouwang(Path.Combine(folder.Path, "template")).ImportAsync(path);
        Assert.True(code == 0, errors);
        // One set of keys: states are compared by pseudonyms too.
        KeyRing.OpenOrCreate(Path.Combine(folder.Path, "template", "keys"));
        return path;
    }
}
