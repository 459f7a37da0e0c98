using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Cases;

/// <summary>Reads <c>tests/standards/**/*.yaml</c> of every layer. Faults go to the pack: an unknown key would silently test nothing.</summary>
/// <param name="law">Null where the pack has no sound means test: then its families are refused.</param>
internal sealed class LawCaseReader(Pack pack, Law? law, IReadOnlyList<ICaseKind> kinds)
{
    private readonly List<LawCase> families = [];
    private readonly List<CaseResult> others = [];

    /// <returns>The cases of families, and the others with their results.</returns>
    public (IReadOnlyList<LawCase> Families, IReadOnlyList<CaseResult> Others) Read()
    {
        foreach (var at in pack.Read("tests/standards").SelectMany(root => root.Items()))
        {
            var name = at.TextOf("name");
            var found = kinds.Append(null).Where(kind => at.Optional(kind?.Key ?? "household") is not null).ToList();
            if (found.Count != 1)
            {
                var all = string.Join(", ", kinds.Select(k => k.Key).Prepend("household"));
                at.Fault("case", $"一个案例须恰好写明其中一项：{all}", $"A case has exactly one of: {all}");
            }
            else if (found[0] is { } kind)
            {
                ReadOther(at, name, kind);
            }
            else
            {
                ReadFamily(at, name);
            }

            at.NoOthers();
        }

        return (families, others);
    }

    private void ReadOther(PackNode at, string name, ICaseKind kind)
    {
        if (at.Required("expect") is { } expect && kind.Judge(at.Optional(kind.Key)!, expect) is { } lines)
        {
            others.Add(Result(at.File, at.Line, name, lines));
        }
    }

    /// <summary>Only what differs is shown; where nothing does, everything.</summary>
    internal static CaseResult Result(string file, int line, string name, IReadOnlyList<(string What, string Expected, string Found)> lines)
    {
        var wrong = lines.Where(l => l.Expected != l.Found).ToList();
        var shown = wrong.Count > 0 ? wrong : lines;
        return new CaseResult(file, line, name, wrong.Count == 0, string.Join("; ", shown.Select(l => $"{l.What} {l.Expected}")), string.Join("; ", shown.Select(l => $"{l.What} {l.Found}")));
    }

    private void ReadFamily(PackNode at, string name)
    {
        var asOf = Day(at.Required("as_of"));
        var knownOn = Day(at.Optional("known_on")) ?? asOf;
        var expect = at.Required("expect");
        if (law is null)
        {
            return;
        }

        var household = new FamilyReader(law).Read(at.Optional("household")!);
        var expected = new List<ExpectedValue>();
        var error = expect?.Optional("expect_error")?.Text();
        IReadOnlyList<string>? possible = expect?.Optional("possible") is null ? null : [.. expect.OptionalItems("possible").Select(i => i.Word([.. law.Outcome.Order, law.Outcome.Outside]))];
        if (Scenario.Count(household) > Scenario.Most)
        {
            at.Fault("case", $"缺少的事实太多，组合超过 {Scenario.Most} 种", $"Too many facts are missing: more than {Scenario.Most} combinations");
        }

        if (expect is not null)
        {
            ReadExpected(expect, household, "", expected);
        }

        if (asOf is { } day)
        {
            families.Add(new LawCase(at.File, at.Line, name, day, knownOn ?? day, household, expected, possible, error));
        }
    }

    private void ReadExpected(PackNode at, FamilyRow row, string path, List<ExpectedValue> expected)
    {
        foreach (var variable in law!.Variables.All.Where(v => v.Entity == row.Entity))
        {
            if (at.Optional(variable.Name) is { } value)
            {
                var wanted = value.Text() == "unknown" && variable.Type.MayBeUnknown ? null : ValueReader.Read(value, variable.Type);
                var known = wanted is not string code || law.Codes.Has(code);
                expected.Add(new ExpectedValue(row, path + variable.Name, variable, known ? PopulationBuilder.Kept(wanted, law.Codes) : Population.Unknown, false));
            }
        }

        if (at.Optional("branch") is { } branches)
        {
            ReadBranches(branches, row, path, expected);
        }

        foreach (var entity in FamilyReader.Below(law, row.Entity))
        {
            ReadBelow(at, row, path, entity, expected);
        }

        at.NoOthers();
    }

    private void ReadBelow(PackNode at, FamilyRow row, string path, Entity entity, List<ExpectedValue> expected)
    {
        foreach (var (item, i) in at.OptionalItems(entity.Name).Select((item, i) => (item, i)))
        {
            if (i >= row.Below[entity].Count)
            {
                item.Fault("case", $"案例中没有第 {i + 1} 个“{entity.Label.Zh}”", $"The case has no {entity.Name} number {i + 1}");
                continue;
            }

            ReadExpected(item, row.Below[entity][i], $"{path}{entity.Name}[{i + 1}].", expected);
        }
    }

    private void ReadBranches(PackNode at, FamilyRow row, string path, List<ExpectedValue> expected)
    {
        foreach (var (name, keyAt, value) in at.Entries())
        {
            var number = ValueReader.Read(value, FormulaType.Int);
            if (law!.Variables.All.FirstOrDefault(v => v.Entity == row.Entity && v.Name == name && v.Branch is not null) is { } variable)
            {
                expected.Add(new ExpectedValue(row, $"{path}branch.{name}", variable, (long?)number ?? 0, true));
            }
            else
            {
                keyAt.Fault("unknown", $"“{row.Entity.Name}”没有分情形的变量“{name}”", $"The {row.Entity.Name} has no variable with cases named '{name}'");
            }
        }
    }

    private static DateOnly? Day(PackNode? at) => at is null ? null : (DateOnly?)ValueReader.Read(at, FormulaType.Date);
}
