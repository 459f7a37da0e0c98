using Shouwang.Monitoring.Rules;
using Shouwang.Monitoring.Screening;
using Shouwang.Monitoring.Screening.Cases;
using Shouwang.Platform.Packs;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Monitoring.Screening;

/// <summary>The packs of this repository and the cases that the pack's author wrote for them.</summary>
public sealed class PackCasesTests
{
    private static string Folder => Environment.GetEnvironmentVariable("TRY_PACK") ?? Repository.File("packs", "cn-ah-huaibei");

    [Fact]
    public void The_packs_of_this_repository_have_no_fault() => Assert.Empty(PackCheck.Run(Folder).Select(f => $"{f.File}:{f.Line}:{f.Column}: {f.Text.Zh} {f.Text.En}"));

    [Fact]
    public void Every_case_of_the_packs_comes_out_as_its_author_says_on_DuckDB()
    {
        var pack = Pack.Open(Folder);
        var results = CaseRunner.Run(pack, RuleSet.Read(pack));
        Assert.Empty(results.Where(r => !r.Passed).Select(r => $"{r.File}:{r.Line} {r.Name}: expected {r.Expected}, found {r.Found}"));
    }
}
