using System.Text;
using Shouwang.Server.City;

namespace Shouwang.Server.Tests.City;

/// <summary>A city of a twentieth of the size, for its facts, its categories and its old registers.</summary>
public sealed class EconomyCity : IDisposable
{
    static EconomyCity() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public EconomyCity()
    {
        Folder = MadeCity.NewFolder();
        Summary = CityMaker.Make(new CityOptions { PackFolder = MadeCity.PackFolder, Out = Folder, Scale = 0.05m });
        Assessments = MadeCity.Read(Path.Combine(Folder, "truth", "assessments.csv"));
    }

    public string Folder { get; }

    public CitySummary Summary { get; }

    /// <summary>Households and members in the order of the file.</summary>
    public List<Dictionary<string, string>> Assessments { get; }

    public IEnumerable<Dictionary<string, string>> Households => Assessments.Where(a => a["id_number"].Length == 0);

    public List<Dictionary<string, string>> Register(string name) => MadeCity.Read(Path.Combine(Folder, "register", name));

    public List<Dictionary<string, string>> Facts(string name) => Register(Path.Combine("facts", name + ".csv"));

    public List<Dictionary<string, string>> Merger => MadeCity.Read(Path.Combine(Folder, "truth", "merger.csv"));

    public byte[] OldBytes(string name) => File.ReadAllBytes(Path.Combine(Folder, "old", name));

    public List<Dictionary<string, string>> Old(string name, Encoding encoding)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "old", name), encoding);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(l => l.Split(',').Zip(header).ToDictionary(c => c.Second, c => c.First, StringComparer.Ordinal))];
    }

    public void Dispose() => Directory.Delete(Folder, true);
}
