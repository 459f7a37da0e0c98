using System.Globalization;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;
using Shouwang.Standards.Simulation;

namespace Shouwang.Server.Cli;

/// <summary>Prints what a reform would change.</summary>
internal sealed class SimulationText(Terminal t, Law law, DivisionTree? divisions)
{
    private const int MostShown = 10;

    public void Print(SimulationReport r)
    {
        t.Document(r);
        t.Line(
            $"{r.Households:N0} 户、{r.Persons:N0} 人，{ValueText.Day(r.AsOf)}，按 {ValueText.Day(r.KnownOn)} 已知的规定；{r.Undetermined:N0} 户缺少事实，未计。",
            $"{r.Households:N0} households, {r.Persons:N0} people, as of {ValueText.Day(r.AsOf)}, the law as known on {ValueText.Day(r.KnownOn)}; {r.Undetermined:N0} households lack a fact and are left out.");
        Table(
            ["", ">现行|>Before", ">改革后|>After"],
            [
                [t.Say("在册户", "Households in a category"), N(r.Before.HouseholdsIn), N(r.After.HouseholdsIn)],
                [t.Say("在册人", "People in a category"), N(r.Before.PersonsIn), N(r.After.PersonsIn)],
                [t.Say("每月待遇（元）", "Benefits a month (yuan)"), Yuan(r.Before.Monthly), Yuan(r.After.Monthly)],
                [t.Say("全年待遇（元）", "Benefits a year (yuan)"), Yuan(r.Before.Monthly * 12), Yuan(r.After.Monthly * 12)],
                [t.Say("贫困发生率", "Poverty headcount"), Share(r.Before.Poverty.Headcount), Share(r.After.Poverty.Headcount)],
                [t.Say("贫困深度", "Poverty gap"), Share(r.Before.Poverty.Gap), Share(r.After.Poverty.Gap)],
                [t.Say("基尼系数", "Gini"), r.Before.Poverty.Gini.ToString("0.0000", CultureInfo.InvariantCulture), r.After.Poverty.Gini.ToString("0.0000", CultureInfo.InvariantCulture)],
                .. Targeting(r),
            ]);
        t.Line("类别变化：", "Categories:");
        Table(["现行|Before", "改革后|After", ">户|>Households", ">人|>People"], r.Moves.Select(m => new[] { Label(m.From), Label(m.To), N(m.Households), N(m.Persons) }));
        Costs("按区县：|By county:", r.ByCounty);
        Costs("按乡镇：|By township:", r.ByTownship);
        Costs("按类别：|By category:", r.ByCategory);
        Changes($"待遇下降 {r.Losers.Count:N0} 户（降幅大者在前）：|{r.Losers.Count:N0} households lose (the largest first):", r.Losers);
        Changes($"待遇上升 {r.Winners.Count:N0} 户：|{r.Winners.Count:N0} households gain:", r.Winners);
        if (r.Later.Count > 0)
        {
            t.Line("后续标准：", "Later standards:");
            Table(["起始日|From", ">在册户|>Households", ">全年待遇（元）|>A year (yuan)"], r.Later.Select(l => new[] { l.Name, N(l.HouseholdsIn), l.Refused ?? Yuan(l.Monthly * 12) }));
        }

        t.Line("四项承诺：", "The four promises:");
        foreach (var promise in r.Promises)
        {
            t.Line($"  {Title(promise.Name).Zh}：{Word(promise.Verdict).Zh}。{promise.Text.Zh}", $"  {Title(promise.Name).En}: {Word(promise.Verdict).En}. {promise.Text.En}");
        }
    }

    public static void Export(SimulationReport r, string file)
    {
        using var output = File.Create(file);
        CsvSheet.Write(output, ["household", "division", "category_before", "category_after", "monthly_before", "monthly_after", "change", "fades_out"], r.Losers.Concat(r.Winners).Select(c => (IReadOnlyList<CsvCell>)
        [
            CsvCell.Text(c.Household), CsvCell.Text($"{c.Division:D12}"), CsvCell.Text(c.CategoryBefore), CsvCell.Text(c.CategoryAfter),
            CsvCell.Number(c.Before / 100m), CsvCell.Number(c.After / 100m), CsvCell.Number(c.Change / 100m), CsvCell.Text(c.FadesOut ? "1" : "0"),
        ]));
    }

    private IEnumerable<string[]> Targeting(SimulationReport r) => r is { TargetingBefore: { } before, TargetingAfter: { } after }
        ? [[t.Say("错保率", "Leakage"), Share(before.Leakage), Share(after.Leakage)], [t.Say("漏保率", "Undercoverage"), Share(before.Undercoverage), Share(after.Undercoverage)]]
        : [];

    private void Costs(string title, IReadOnlyList<CostLine> lines)
    {
        Say(title);
        Table(
            ["|", ">现行户|>Households", ">改革后户|>After", ">现行（元/月）|>Before (yuan a month)", ">改革后（元/月）|>After (yuan a month)", ">增减（元/年）|>Change (yuan a year)"],
            lines.Select(c => new[] { Place(c.Key), N(c.HouseholdsBefore), N(c.HouseholdsAfter), Yuan(c.Before), Yuan(c.After), Yuan(c.Change * 12) }));
    }

    private void Changes(string title, IReadOnlyList<HouseholdChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        Say(title);
        Table(
            ["户|Household", "现行|Before", "改革后|After", ">现行（元/月）|>Before (yuan a month)", ">改革后（元/月）|>After (yuan a month)", ">增减|>Change"],
            changes.Take(MostShown).Select(c => new[] { c.Household, Label(c.CategoryBefore), Label(c.CategoryAfter), Yuan(c.Before), Yuan(c.After), Yuan(c.Change) }));
        if (changes.Count > MostShown)
        {
            t.Line($"  …… 另有 {changes.Count - MostShown:N0} 户，--export 导出全部。", $"  … and {changes.Count - MostShown:N0} more; --export writes all.");
        }
    }

    private void Say(string both) => t.Line(both.Split('|')[0], both.Split('|')[^1]);

    private void Table(IEnumerable<string> titles, IEnumerable<string[]> rows) => t.Table([.. titles.Select(title => t.Say(title.Split('|')[0], title.Split('|')[^1]))], rows);

    private string Label(string code) => law.Outcome.Labels.TryGetValue(code, out var label) ? t.Say(label) : code;

    private string Place(string key) => DivisionCode.TryParse(key, out var code) && divisions?.Find(code) is { } place ? place.Name : Label(key);

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Yuan(long fen) => new Money(fen).ToString();

    private static string Share(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);

    private static Bilingual Title(string name) => name switch
    {
        "benefits" => new("待遇不降低", "Benefits do not fall"),
        "budget" => new("财政可承受", "Finances can bear it"),
        "copy" => new("经验可推广", "Another city can copy it"),
        _ => new("未来可持续", "It lasts"),
    };

    private static Bilingual Word(Verdict verdict) => verdict switch
    {
        Verdict.Kept => new("做到", "kept"),
        Verdict.Protected => new("有保护", "protected"),
        Verdict.Broken => new("未做到", "broken"),
        _ => new("未问", "not asked"),
    };
}
