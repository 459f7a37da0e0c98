using System.CommandLine;
using System.Globalization;
using Shouwang.Monitoring.Nights;
using Shouwang.Platform.Audit;

namespace Shouwang.Server.Cli;

/// <summary><c>match list|decide|explain</c>: rows whose person a human must name.</summary>
internal static class MatchDoubtCommands
{
    private static readonly Option<string> File = new("--file") { Description = "文件名、SHA-256 或其前 8 位以上 / file name, SHA-256, or 8 or more digits of its beginning", Required = true };
    private static readonly Option<int> Line = new("--line") { Description = "行号 / line", Required = true };

    public static Command List()
    {
        var reveal = new Option<bool>("--reveal") { Description = "显示姓名（个人信息）/ show names (personal data)" };
        var source = new Option<string?>("--source") { Description = "来源代码 / source" };
        var most = new Option<int>("--most") { Description = "最多几行 / at most", DefaultValueFactory = _ => 50 };
        var list = new Command("list", "列出存疑的行与候选人 / list doubtful rows and who they may be") { source, most, reveal };
        list.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            await using var desk = await MatchDesk.OpenAsync(place, cancel);
            var (summary, all) = await desk.Matching.RunAsync(desk.Session, desk.Register, desk.Index, cancel);
            var doubts = all.Where(d => parsed.GetValue(source) is not { } code || d.Source == code).ToList();
            var shown = doubts.Take(parsed.GetValue(most)).ToList();
            if (parsed.GetValue(reveal))
            {
                await place.Acts.LookAsync(cancel, ("match.reveal", AuditSubject.None));
            }

            var names = parsed.GetValue(reveal) ? desk.Matching.DeliveredNames(desk.Session) : null;
            terminal.Document(new { summary, total = doubts.Count, doubts = shown.Select(d => MatchText.Document(d, desk, names?.GetValueOrDefault((d.Sha256, d.Line)))) });
            terminal.Table(MatchText.Titles(terminal, names is not null), shown.SelectMany(d => MatchText.Rows(terminal, d, desk, names?.GetValueOrDefault((d.Sha256, d.Line), ""))));
            terminal.Line($"存疑 {doubts.Count:N0} 行，显示 {shown.Count:N0} 行。决定：shouwang match decide", $"{doubts.Count:N0} doubtful rows, {shown.Count:N0} shown. To decide: shouwang match decide");
            return 0;
        });
        return list;
    }

    public static Command Decide()
    {
        var person = new Option<string?>("--person") { Description = "户编号/序号，如 H1/2，或人员 uuid / HOUSEHOLD/INDEX, e.g. H1/2, or the person's uuid" };
        var nobody = new Option<bool>("--nobody") { Description = "不是在册的任何人 / nobody of the register" };
        var reason = new Option<string>("--reason") { Description = "理由，留存 / the reason, kept", Required = true };
        var decide = new Command("decide", "决定一行是谁的，并立即重新关联 / say whose row it is; rows are linked anew at once") { File, Line, person, nobody, reason };
        decide.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            if (parsed.GetValue(person) is null != parsed.GetValue(nobody))
            {
                terminal.Error("请在 --person 与 --nobody 中选一项。", "Say either --person or --nobody.");
                return 2;
            }

            using var place = Globals.Workplace(parsed);
            await using var desk = await MatchDesk.OpenAsync(place, cancel);
            var command = new DecideMatch.Command(parsed.GetValue(File)!, parsed.GetValue(Line), parsed.GetValue(person), parsed.GetValue(reason)!, Globals.Who);
            var (done, refusal) = await place.Acts.RunAsync(
                "match.decide", Row(desk, command.File, command.Line), cancel => new DecideMatch(desk.Db, desk.Matching, place.Clock).RunAsync(command, desk.Session, desk.Register, desk.Index, cancel),
                decided => decided.Refusal?.Code, cancel);
            if (refusal is not null)
            {
                terminal.Error(refusal.Text.Zh, refusal.Text.En);
                return 2;
            }

            Show(terminal, desk, done!);
            return 0;
        });
        return decide;
    }

    public static Command Explain()
    {
        var explain = new Command("explain", "解释一行：每个字段说了什么 / explain one row: what each field said") { File, Line };
        explain.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            await using var desk = await MatchDesk.OpenAsync(place, cancel);
            var (sha256, refusal) = DecideMatch.FindFile(desk.Session.Store, parsed.GetValue(File)!);
            var found = sha256 is null ? null : desk.Matching.Explain(desk.Session, desk.Register, desk.Index, sha256, parsed.GetValue(Line));
            if (found is null)
            {
                refusal ??= MatchRefusal.UnknownLine;
                terminal.Error(refusal.Text.Zh, refusal.Text.En);
                return 2;
            }

            Show(terminal, desk, found);
            return 0;
        });
        return explain;
    }

    // As the pages number a doubt: files go by their content, for a name may be delivered twice.
    private static AuditSubject Row(MatchDesk desk, string file, int line) =>
        new("match", $"{DecideMatch.FindFile(desk.Session.Store, file).Sha256?[..16] ?? file}-{line}");

    private static void Show(Terminal terminal, MatchDesk desk, MatchDecided done)
    {
        string Who(Shouwang.Monitoring.Ingest.RegisteredPerson? person) => person is null ? terminal.Say("非在册人员", "nobody of the register") : $"{MatchText.Reference(desk, person)} {MatchText.Name(person, false)}";
        terminal.Document(new
        {
            done.Decision.Sha256, done.Decision.Line, person = done.Decision.PersonId, done.Decision.Reason, decided_by = done.Decision.DecidedBy, done.Summary,
            changed = done.Changed.Select(row => new { row.Source, row.File, row.Line, before = row.Before?.Id, after = row.After?.Id }),
        });
        foreach (var row in done.Changed)
        {
            terminal.Line($"{row.Source} {row.File} 第 {row.Line} 行：{Who(row.Before)} → {Who(row.After)}", $"{row.Source} {row.File} line {row.Line}: {Who(row.Before)} → {Who(row.After)}");
        }

        terminal.Line(
            $"已记录。{done.Changed.Count} 行改变归属；尚存疑 {done.Summary.Doubts:N0} 行。预警在下次筛查时更新：shouwang night",
            $"Recorded. {done.Changed.Count} rows have changed hands; {done.Summary.Doubts:N0} doubts remain. Warnings follow with the next screening: shouwang night");
    }

    private static void Show(Terminal terminal, MatchDesk desk, MatchExplanation found)
    {
        terminal.Document(new
        {
            found.Source, found.File, found.Sha256, found.Line, found.Reason, found.Kind,
            candidates = found.Candidates.Select(c => new { candidate = MatchText.Document(c.Person, desk, c.Posterior, false), c.Explanation }),
        });
        terminal.Line(
            $"{found.Source} {found.File} 第 {found.Line} 行：{terminal.Say(MatchText.Reason(found.Reason))}；{terminal.Say(MatchText.Of(found.Kind))}。",
            $"{found.Source} {found.File} line {found.Line}: {terminal.Say(MatchText.Reason(found.Reason))}; {terminal.Say(MatchText.Of(found.Kind))}.");
        foreach (var (person, posterior, explanation) in found.Candidates)
        {
            terminal.Line();
            terminal.Line(
                $"{MatchText.Reference(desk, person)} {MatchText.Name(person, false)}：概率 {Percent(posterior)}，证据 {Bits(explanation.Score)} 比特，先验 {Bits(explanation.Prior)} 比特，{(explanation.MeetsMatchNeeds ? "符合" : "不符合")}自动认定的条件",
                $"{MatchText.Reference(desk, person)} {MatchText.Name(person, false)}: probability {Percent(posterior)}, evidence {Bits(explanation.Score)} bits, prior {Bits(explanation.Prior)} bits, the fields that a match needs {(explanation.MeetsMatchNeeds ? "agree" : "do not agree")}");
            terminal.Table(
                [terminal.Say("字段", "Field"), terminal.Say("一致程度", "Agreement"), ">" + terminal.Say("比特", "Bits")],
                explanation.Lines.Select(line => new[] { line.Field, line.Level ?? terminal.Say("（缺）", "(missing)"), Bits(line.Weight) }));
        }
    }

    private static string Bits(double bits) => bits.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
