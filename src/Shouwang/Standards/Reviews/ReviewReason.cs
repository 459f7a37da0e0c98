using Shouwang.Platform.Text;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Exits;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Reviews;

/// <summary>An assessment and the law that names what stands in it.</summary>
internal sealed record ReasonSource(LawText Law, AssessmentDocument Document);

/// <summary>Why a household is to be looked at: what register and law say; which parameters, facts and values have changed since it was last assessed; its way out.</summary>
internal static class ReviewReason
{
    // A reason is read at a glance; all values stand in the assessment.
    private const int Most = 6;

    /// <param name="now">The household's values now.</param>
    /// <param name="before">Its values when it was last assessed; null where it never was.</param>
    public static Bilingual Of(Law law, Difference found, ReasonSource now, ReasonSource? before, FadeOut? exit)
    {
        Bilingual?[] sentences =
        [
            new(
                $"名册：{Label(law, found.From).Zh}，每月 {found.Paid} 元；核算：{Label(law, found.To).Zh}，每月 {found.Due} 元。",
                $"Register: {Label(law, found.From).En}, {found.Paid} yuan a month; by law: {Label(law, found.To).En}, {found.Due} yuan."),
            Members(law, found),
            before is null ? null : Listed(new("参数变化", "Parameters changed"), [.. ReasonChanges.Parameters(before.Law, now.Law)]),
            before is null ? null : Listed(new("事实变化", "Facts changed"), [.. ReasonChanges.Facts(before, now)]),
            Values(law, now.Document.Rows[0], before?.Document.Rows[0]),
            Exit(exit),
        ];
        var said = sentences.OfType<Bilingual>().ToList();
        return new(string.Concat(said.Select(s => s.Zh)), string.Join(' ', said.Select(s => s.En)));
    }

    /// <summary>How many members move from which class to which; nobody is named.</summary>
    private static Bilingual? Members(Law law, Difference found) => Listed(
        new("成员", "Members"),
        found.Members.GroupBy(m => (m.From, m.To)).Select(g => (From: Label(law, g.Key.From), To: Label(law, g.Key.To), Count: g.Count()))
            .Select(m => new Bilingual($"{m.Count} 人 {m.From.Zh} → {m.To.Zh}", $"{m.Count} {m.From.En} → {m.To.En}")).ToList());

    private static Bilingual? Values(Law law, AssessedRow now, AssessedRow? before)
    {
        var outcome = law.Outcome;
        Variable[] shown = [outcome.Income, outcome.Line, outcome.Size, .. outcome.Calibres.Values, .. outcome.Lines.Select(l => l.Distance)];
        var ordered = shown.Concat(law.Ordered.Where(v => v.Entity == law.Facts.Household)).Where(v => v != outcome.Category && v != outcome.Monthly).Distinct();
        var changed = before is null ? [] : ordered.Where(v => before.Values.TryGetValue(v.Name, out var old) && old != now.Values[v.Name])
            .Select(v => ReasonChanges.Change(v.Label, ReasonChanges.Shown(before.Values[v.Name], v.Type.Kind), ReasonChanges.Shown(now.Values[v.Name], v.Type.Kind))).ToList();
        return changed.Count > 0
            ? Listed(new("结果变化", "Values changed"), changed)
            : Listed(new("依据", "From"), shown.Distinct().Take(3).Select(v => (v.Label, Value: ReasonChanges.Shown(now.Values[v.Name], v.Type.Kind))).Select(v => new Bilingual($"{v.Label.Zh} {v.Value.Zh}", $"{v.Label.En} {v.Value.En}")).ToList());
    }

    private static Bilingual? Listed(Bilingual title, IReadOnlyList<Bilingual> what)
    {
        if (what.Count == 0)
        {
            return null;
        }

        var (zh, en) = what.Count > Most ? ($"；另有 {what.Count - Most} 项", $"; and {what.Count - Most} more") : ("", "");
        return new($"{title.Zh}：{string.Join("；", what.Take(Most).Select(w => w.Zh))}{zh}。", $"{title.En}: {string.Join("; ", what.Take(Most).Select(w => w.En))}{en}.");
    }

    private static Bilingual? Exit(FadeOut? exit)
    {
        if (exit is null)
        {
            return null;
        }

        var months = exit.Months.ToList();
        var (zh, en) = months.Count == 0 ? ("没有渐退期", "no fade-out") : ($"渐退 {months[0]} 至 {months[^1]}（{months.Count} 次，金额不变）", $"fades out from {months[0]} to {months[^1]} ({months.Count} payments of the old amount)");
        return new(
            $"如于 {ValueText.Day(exit.ConfirmedOn)} 确认：{exit.LastFullMonth} 为最后全额月，{zh}，{ValueText.Day(exit.ExitedOn)} 退出，继续监测至 {ValueText.Day(exit.WatchedTo)}。",
            $"If confirmed on {ValueText.Day(exit.ConfirmedOn)}: {exit.LastFullMonth} is the last full month, {en}, out on {ValueText.Day(exit.ExitedOn)}, watched until {ValueText.Day(exit.WatchedTo)}.");
    }

    private static Bilingual Label(Law law, string code) => law.Outcome.Labels.GetValueOrDefault(code) ?? new(code, code);
}
