using System.Text.RegularExpressions;
using Shouwang.Monitoring.Nights;
using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening.Cases;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards;

/// <summary>docs/packs.md is what a pack author has: its tutorial is typed in here, its table of refusals is held against the code.</summary>
public sealed partial class PackGuideTests
{
    private static readonly string Guide = File.ReadAllText(Repository.File("docs", "packs.md"));

    [Fact]
    public void Who_types_in_the_tutorial_has_a_pack_without_faults_whose_cases_pass()
    {
        using var folder = Typed();
        var place = folder.File("my-county");

        Assert.Empty(PackInspection.Run(place).Select(f => f.ToString()));
        var pack = Pack.Open(place);
        var law = Law.Read(pack);
        using var duck = SqlLaw.OnDuckDb();
        var runs = LawCaseRunner.Run(pack, law, CaseKinds.Of(pack, law), [("duckdb", duck), ("delegates", CompiledLaw.Compile(law!))], "heating.yaml");
        Assert.All(runs, run => Assert.Empty(run.Results.Where(r => !r.Passed).Select(r => $"{run.Engine} {r.Name}: {r.Expected} | {r.Found}")));
        Assert.All(runs, run => Assert.Equal(6, run.Results.Count));
    }

    [Fact]
    public void The_last_step_changes_one_value_from_its_day_on()
    {
        using var folder = Typed();
        var place = folder.File("my-county");

        var changes = PackDifference.Between(Pack.Open(place), Pack.Open(place, folder.File("my-county/reform.yaml")));

        Assert.Equal(["Document H2 ", "Parameter heating 2025-11-01"], changes.Select(c => $"{c.Part} {c.Name} {c.From:yyyy-MM-dd}").Order(StringComparer.Ordinal));
        var heating = Assert.Single(changes, c => c.Part == PackPart.Parameter);
        Assert.Equal(("200.00 yuan", "240.00 yuan", null), (heating.Before.En, heating.After.En, heating.To));
    }

    [Fact]
    public void Every_code_of_a_refusal_has_its_cure_in_the_guide()
    {
        var codes = Directory.EnumerateFiles(Repository.File("src", "Shouwang"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => FaultCode().Matches(File.ReadAllText(file)).Select(m => m.Groups["code"].Value)).Distinct().Order(StringComparer.Ordinal).ToList();
        var table = Guide[Guide.IndexOf("## 6. Refusals", StringComparison.Ordinal)..];

        Assert.True(codes.Count > 30, $"only {codes.Count} codes found: the search no longer fits the code");
        Assert.All(codes, code => Assert.Contains($"`{code}`", table, StringComparison.Ordinal));
    }

    private static TempFolder Typed()
    {
        var folder = new TempFolder();
        Copy(Repository.File("packs", "cn"), folder.File("cn"));
        foreach (Match block in Block().Matches(Guide))
        {
            var file = folder.File(block.Groups["file"].Value);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, block.Groups["text"].Value);
        }

        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex("```yaml\n# file: (?<file>\\S+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("(?:(?<!row)\\.Fault\\(|FaultAt\\([^,\"]+, |Refuse\\([^,\"]+, )\"(?<code>[a-z_]+)\"")]
    private static partial Regex FaultCode();
}
