using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Standards.Simulation;

/// <summary>The reform's four promises: benefits do not fall, finances can bear it, another city can copy it, it lasts.</summary>
internal static class Promises
{
    public static IReadOnlyList<Promise> Of(SimulationReport report, SimulationQuestion question) =>
        [Benefits(report, question), Budget(report, question), Copy(report), Lasts(report, question)];

    /// <summary>What a year costs after the reform, protection included where it is asked for.</summary>
    private static long Year(SimulationReport report, SimulationQuestion question) => (report.After.Monthly + (question.Protect ? report.ProtectionMonthly : 0)) * 12;

    private static Promise Benefits(SimulationReport report, SimulationQuestion question)
    {
        if (report.Losers.Count == 0)
        {
            return new Promise("benefits", Verdict.Kept, new("没有家庭的待遇下降", "No household's benefits fall"));
        }

        var lost = new Money(report.ProtectionMonthly);
        if (question.Protect)
        {
            return new Promise("benefits", Verdict.Protected, new(
                $"{report.Losers.Count:N0} 户按新办法待遇会下降，按原待遇发放，每月另需 {lost} 元",
                $"{report.Losers.Count:N0} households would lose and keep their present amount: {lost} yuan more a month"));
        }

        var fading = report.Losers.Count(l => l.FadesOut);
        return fading == report.Losers.Count
            ? new Promise("benefits", Verdict.Protected, new($"{fading:N0} 户退出类别，渐退期内待遇不变", $"{fading:N0} households leave their category and keep their amount while they fade out"))
            : new Promise("benefits", Verdict.Broken, new(
                $"{report.Losers.Count:N0} 户的待遇会下降，共每月 {lost} 元，其中 {fading:N0} 户进入渐退期；加 --protect 可试算保持原待遇",
                $"The benefits of {report.Losers.Count:N0} households fall, {lost} yuan a month in all; {fading:N0} of them fade out; --protect tries to keep them"));
    }

    private static Promise Budget(SimulationReport report, SimulationQuestion question)
    {
        var year = Year(report, question);
        if (question.Budget is not { } cap)
        {
            return new Promise("budget", Verdict.NotAsked, new($"全年 {new Money(year)} 元；未设上限（--budget）", $"{new Money(year)} yuan a year; no cap was given (--budget)"));
        }

        return year <= cap
            ? new Promise("budget", Verdict.Kept, new($"全年 {new Money(year)} 元，在上限 {new Money(cap)} 元之内", $"{new Money(year)} yuan a year, within the cap of {new Money(cap)}"))
            : new Promise("budget", Verdict.Broken, new($"全年 {new Money(year)} 元，超出上限 {new Money(cap)} 元 {new Money(year - cap)} 元", $"{new Money(year)} yuan a year, {new Money(year - cap)} above the cap of {new Money(cap)}"));
    }

    private static Promise Copy(SimulationReport report)
    {
        if (report.Elsewhere.Count == 0)
        {
            return new Promise("copy", Verdict.NotAsked, new("没有给出其他城市的政策包（--city）", "No other city's pack was given (--city)"));
        }

        var (zh, en) = (string.Join("；", report.Elsewhere.Select(e => $"{e.Name}：{e.HouseholdsIn:N0} 户")), string.Join("; ", report.Elsewhere.Select(e => $"{e.Name}: {e.HouseholdsIn:N0} households")));
        return new Promise("copy", Verdict.Kept, new($"同一程序在其他城市的政策包上运行：{zh}", $"The same program runs on other cities' packs: {en}"));
    }

    private static Promise Lasts(SimulationReport report, SimulationQuestion question)
    {
        if (report.Later.Count == 0)
        {
            return new Promise("lasts", Verdict.NotAsked, new("没有已公布的后续标准（--later）", "No later standard has been announced (--later)"));
        }

        if (report.Later.FirstOrDefault(l => l.Refused is not null) is { } refused)
        {
            return new Promise("lasts", Verdict.Broken, new($"{refused.Name}：法规没有有效值（{refused.Refused}）", $"{refused.Name}: {refused.Refused}"));
        }

        var dear = question.Budget is { } cap ? report.Later.FirstOrDefault(l => l.Monthly * 12 > cap) : null;
        var (zh, en) = (string.Join("；", report.Later.Select(l => $"{l.Name} 全年 {new Money(l.Monthly * 12)} 元")), string.Join("; ", report.Later.Select(l => $"{l.Name}: {new Money(l.Monthly * 12)} yuan a year")));
        return dear is null
            ? new Promise("lasts", Verdict.Kept, new(zh, en))
            : new Promise("lasts", Verdict.Broken, new($"{zh}；{dear.Name} 起超出上限", $"{en}; above the cap from {dear.Name}"));
    }
}
