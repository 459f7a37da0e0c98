using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Registry.Import;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Registry;

/// <summary>A folder of register files: one village, two households, three people, written anew for each import.</summary>
internal sealed class GivenRegister : IDisposable
{
    public const string Father = "340699188001010017";
    public const string Mother = "34069918851231002X";
    public const string Son = "340699189902280035";

    private readonly TempFolder folder = new();

    public List<string> Workers { get; } = ["worker,name,township", "W1,工作员,340604003000"];

    public List<string> Grids { get; } = ["grid,division,worker", "G1,340604003003,W1", "G2,340604003003,W1"];

    public List<string> Households { get; } =
    [
        "household,division,address,phone,grid,urban,former_poor,annual_income,annual_rigid,employed_expected",
        "H1,340604003003,百善社区1号,13800000001,G1,0,1,\"22,498.00\",14600,1",
        "H2,340604003003,百善社区2号,,,1,0,,,",
    ];

    public List<string> Members { get; } =
    [
        "id_number,name,household,role,sex,labour,stage,from,to",
        $"{Father},父,H1,0,1,lost,none,2020-01-01,",
        $"{Mother},母,H1,1,2,ordinary,none,2020-01-01,",
        $"{Son},子,H1,2,1,none,bachelor,2020-01-01,2024-08-31",
        $"{Son},子,H2,0,1,ordinary,none,2024-09-01,",
    ];

    public List<string> Categories { get; } = ["id_number,category,from,to", $"{Father},dibao,2022-01-01,", $"{Mother},dibao,2022-01-01,"];

    public List<string> Tags { get; } = ["household,tag,kind,causes,from,to", "H1,monitored,marginal_prone,illness;schooling,2023-03-01,"];

    public List<string> Benefits { get; } =
    [
        "id_number,kind,amount,from,to,account,holder_id",
        $"{Father},dibao,754.00,2022-02,,6217001,",
        $"{Father},disabled_living,80,2022-02,,6217002,{Mother}",
    ];

    public void Dispose() => folder.Dispose();

    public async Task<RegisterSummary> ImportAsync(TestDatabase database, bool checkPlaces = true)
    {
        Write();
        await using var db = database.Open();
        var divisions = checkPlaces ? DivisionTree.Load(Repository.File("packs", "cn-ah-huaibei", "divisions.csv")) : null;
        return await new RegisterImport(db, divisions).RunAsync(folder.Path, Xunit.TestContext.Current.CancellationToken);
    }

    public void Delete(string file) => File.Delete(folder.File(file));

    private void Write()
    {
        var files = new[] { ("workers", Workers), ("grids", Grids), ("households", Households), ("members", Members), ("categories", Categories), ("tags", Tags), ("benefits", Benefits) };
        foreach (var (name, lines) in files.Where(file => file.Item2.Count > 0))
        {
            folder.Write($"{name}.csv", string.Join("\n", lines) + "\n");
        }
    }
}
