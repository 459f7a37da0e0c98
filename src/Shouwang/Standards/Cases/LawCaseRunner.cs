using Shouwang.Platform.Packs;
using Shouwang.Platform.Text;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Cases;

/// <summary>Runs the cases of a pack's means test on every engine given: all cases of the same days as one population.</summary>
public static class LawCaseRunner
{
    /// <summary>Looks for faults only; they go to the pack.</summary>
    /// <param name="law">Null where the pack has no means test: then there may be no case of a family.</param>
    public static void Check(Pack pack, Law? law, IReadOnlyList<ICaseKind> kinds) => new LawCaseReader(pack, law, kinds).Read();

    /// <param name="kinds">Kinds of case beside that of a family; they need no engine and are in every engine's results.</param>
    /// <param name="engines">Name → engine.</param>
    /// <param name="only">Runs only the cases of files whose path contains it; all are checked.</param>
    /// <returns>Engine → results by file and line.</returns>
    /// <exception cref="PackRefusedException">The pack or a case has faults.</exception>
    public static IReadOnlyList<(string Engine, IReadOnlyList<CaseResult> Results)> Run(Pack pack, Law? law, IReadOnlyList<ICaseKind> kinds, IReadOnlyList<(string Name, IEvaluator Engine)> engines, string only = "")
    {
        var (families, others) = new LawCaseReader(pack, law, kinds).Read();
        pack.RefuseFaults();
        var days = families.Where(c => c.File.Contains(only, StringComparison.Ordinal)).GroupBy(c => (c.AsOf, c.KnownOn)).ToList();
        return [.. engines.Select(engine => (engine.Name, Sorted(days.SelectMany(day => Run(law!, day.Key.AsOf, day.Key.KnownOn, [.. day], engine.Engine)).Concat(others.Where(r => r.File.Contains(only, StringComparison.Ordinal))))))];
    }

    private static IReadOnlyList<CaseResult> Sorted(IEnumerable<CaseResult> results) => [.. results.OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line)];

    private static IEnumerable<CaseResult> Run(Law law, DateOnly asOf, DateOnly knownOn, IReadOnlyList<LawCase> cases, IEvaluator engine)
    {
        LawDay day;
        try
        {
            day = law.On(asOf, knownOn);
        }
        catch (ParameterNotInForceException e)
        {
            return cases.Select(c => Refused(c, e.Reason));
        }

        // A case that expects an overflow would take the others with it.
        var alone = cases.Where(c => c.Error is not null).Select(c => RunAlone(law, day, c, engine));
        return [.. RunTogether(law, day, [.. cases.Where(c => c.Error is null)], engine), .. alone];
    }

    private static IEnumerable<CaseResult> RunTogether(Law law, LawDay day, IReadOnlyList<LawCase> cases, IEvaluator engine)
    {
        var scenarios = cases.ToDictionary(c => c, c => Scenario.Of(c.Household));
        var families = new Families(law, scenarios.Values.SelectMany(all => all).Select(s => s.Household));
        var evaluation = engine.Evaluate(families.Population, day, families.Given);
        return [.. cases.Select(c => Judge(law, families, evaluation, c, scenarios[c]))];
    }

    private static CaseResult RunAlone(Law law, LawDay day, LawCase c, IEvaluator engine)
    {
        try
        {
            return RunTogether(law, day, [c with { Expected = [] }], engine).Single() with { Passed = false, Expected = $"expect_error {c.Error}", Found = "–" };
        }
        catch (OverflowException e)
        {
            return Refused(c, new Bilingual("金额超出范围", e.Message));
        }
    }

    /// <summary>Where facts are missing, a value is as expected only if it is so in every scenario.</summary>
    private static CaseResult Judge(Law law, Families families, Evaluation evaluation, LawCase c, IReadOnlyList<Scenario> scenarios)
    {
        var lines = c.Expected.Select(e => (e.Path, Expected: Shown(law, e, e.Value), Found: string.Join(" / ", scenarios.Select(s => Shown(law, e, Found(evaluation, e, families.Place(s.CopyOf[e.Row])))).Distinct()))).ToList();
        if (c.Possible is { } possible)
        {
            var found = scenarios.Select(s => law.Codes[evaluation[law.Outcome.Category][families.Place(s.Household)]]).ToHashSet();
            lines.Add(("possible", Ordered(law, possible), Ordered(law, found)));
        }

        return LawCaseReader.Result(c.File, c.Line, c.Name, lines);
    }

    private static string Ordered(Law law, IEnumerable<string> categories) => string.Join(", ", law.Outcome.Order.Append(law.Outcome.Outside).Where(categories.Contains));

    private static long Found(Evaluation evaluation, ExpectedValue e, int row) => e.OfBranch ? evaluation.Branches(e.Variable)![row] : evaluation[e.Variable][row];

    private static CaseResult Refused(LawCase c, Bilingual reason)
    {
        var passed = c.Error is { } part && (reason.Zh.Contains(part, StringComparison.Ordinal) || reason.En.Contains(part, StringComparison.Ordinal));
        return new CaseResult(c.File, c.Line, c.Name, passed, c.Error is null ? string.Join("; ", c.Expected.Select(e => e.Path)) : $"expect_error {c.Error}", reason.ToString());
    }

    private static string Shown(Law law, ExpectedValue e, long value) => e.OfBranch ? $"{value}" : Shown(law, e.Variable, value);

    private static string Shown(Law law, Variable variable, long value) => ValueText.Of(
        value == Population.Unknown ? null : variable.Type.Kind switch
        {
            ValueKind.Bool => value == 1,
            ValueKind.Date => DateOnly.FromDayNumber((int)value),
            ValueKind.Text => law.Codes[value],
            _ => value,
        },
        variable.Type).En;
}
