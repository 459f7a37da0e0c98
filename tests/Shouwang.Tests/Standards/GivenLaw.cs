using Shouwang.Monitoring.Screening.Cases;
using Shouwang.Platform.Packs;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Means;
using Shouwang.Standards.Means.Sql;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Standards;

/// <summary>A place's means test, as it is or with an overlay, and its cases run on both engines.</summary>
internal sealed class GivenLaw : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly bool hasCases;

    /// <param name="standards">What the overlay says otherwise: YAML of one file below <c>standards</c>.</param>
    /// <param name="cases">Cases of the overlay.</param>
    public GivenLaw(string place, string standards = "", string cases = "")
    {
        folder.Write("pack.yaml", $"pack: overlay\nversion: 1\nextends: {Repository.File("packs", place)}\n");
        if (standards.Length > 0)
        {
            Directory.CreateDirectory(folder.File("standards"));
            folder.Write("standards/overlay.yaml", standards);
        }

        if (cases.Length > 0)
        {
            Directory.CreateDirectory(folder.File("tests/standards"));
            folder.Write("tests/standards/cases.yaml", cases);
        }

        hasCases = cases.Length > 0;
        Pack = Pack.Open(folder.Path);
        Law = Law.Read(Pack);
    }

    public Pack Pack { get; }

    /// <summary>Null where the overlay was refused.</summary>
    public Law? Law { get; }

    /// <summary>The cases of the overlay where it has some, else all of the place.</summary>
    public IReadOnlyList<(string Engine, IReadOnlyList<CaseResult> Results)> Run()
    {
        var kinds = CaseKinds.Of(Pack, Law);
        if (Law is null)
        {
            LawCaseRunner.Check(Pack, Law, kinds);
            Pack.RefuseFaults();
        }

        using var duckDb = SqlLaw.OnDuckDb();
        return LawCaseRunner.Run(Pack, Law, kinds, [("duckdb", duckDb), ("delegates", CompiledLaw.Compile(Law!))], hasCases ? folder.Path : "");
    }

    /// <summary>The cases that failed, with the engine.</summary>
    public IReadOnlyList<string> Failures() => [.. Run().SelectMany(run => run.Results.Where(r => !r.Passed).Select(r => $"{run.Engine} {r.File}:{r.Line}: {r.Name}: {r.Expected} | {r.Found}"))];

    public void Dispose() => folder.Dispose();
}
