using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Language;

namespace Shouwang.Server.Cli;

/// <summary>Prints an assessment.</summary>
internal sealed class AssessmentText(Terminal terminal, LawText text, AssessmentDocument document)
{
    public void Print(IReadOnlyList<LineDistance> lines, IReadOnlyList<SmallestChange> changes, IReadOnlyList<ExplanationLine> explanation)
    {
        terminal.Document(new
        {
            document.AsOf, document.KnownOn, pack = text.Pack, text.Version, law = document.LawHash, document.Answer, document.Category, document.Possible, monthly_fen = document.Monthly, document.Missing,
            persons = Persons().Select(p => new { row = p.Number, category = Code(p) }),
            calibres = text.Outcome.Calibres.ToDictionary(c => c.Key, c => Fen(document.Rows[0], c.Name)),
            benefits = Benefits().Select(b => new { kind = b.Benefit.Key, b.Benefit.Label, person = b.Row.Parent < 0 ? (int?)null : b.Row.Number, fen = b.Fen }),
            lines = lines.Select(l => new { l.Name, l.Label, distance_fen = l.Distance }), changes,
            explanation = explanation.Select(l => new { l.Depth, l.Text }),
        });
        Outcome();
        if (document.Answer != Answer.Undetermined)
        {
            Values();
        }

        Border(lines, changes);
        foreach (var line in explanation)
        {
            var indent = new string(' ', line.Depth * 2);
            terminal.Line($"{indent}{line.Text.Zh}", $"{indent}{line.Text.En}");
        }
    }

    private void Outcome()
    {
        terminal.Line($"政策包 {text.Pack} {text.Version}，评估日 {ValueText.Day(document.AsOf)}，按 {ValueText.Day(document.KnownOn)} 已知的规定", $"Pack {text.Pack} {text.Version}, as of {ValueText.Day(document.AsOf)}, the law as known on {ValueText.Day(document.KnownOn)}");
        switch (document.Answer)
        {
            case Answer.Undetermined:
                terminal.Line($"结果：待定。可能为 {string.Join("、", document.Possible.Select(p => Label(p).Zh))}。", $"Undetermined. Possible: {string.Join(", ", document.Possible.Select(p => Label(p).En))}.");
                break;
            default:
                terminal.Line($"结果：{Label(document.Category!).Zh}，每月 {new Money(document.Monthly!.Value)} 元", $"Outcome: {Label(document.Category!).En}, {new Money(document.Monthly!.Value)} yuan a month");
                break;
        }

        foreach (var missing in document.Missing)
        {
            terminal.Line($"  缺少：{Entity(missing.Entity).Zh}{missing.Row} 的{missing.Label.Zh}{(missing.CouldChange ? "（会影响结果）" : "（不影响结果）")}", $"  missing: {missing.Label.En} of {Entity(missing.Entity).En} {missing.Row}{(missing.CouldChange ? " (could change the outcome)" : " (cannot change the outcome)")}");
        }
    }

    private void Values()
    {
        foreach (var person in Persons())
        {
            terminal.Line($"  成员{person.Number}：{Label(Code(person)).Zh}", $"  member {person.Number}: {Label(Code(person)).En}");
        }

        foreach (var (benefit, row, fen) in Benefits())
        {
            var (zh, en) = row.Parent < 0 ? ("", "") : ($"（成员{row.Number}）", $" (member {row.Number})");
            terminal.Line($"  待遇 {benefit.Label.Zh}{zh}：{new Money(fen)} 元/月", $"  benefit {benefit.Label.En}{en}: {new Money(fen)} yuan a month");
        }

        terminal.Line("三种口径的家庭收入（元/年）：", "Household income by the three calibres (yuan a year):");
        terminal.Table(
            [terminal.Say("口径", "Calibre"), ">" + terminal.Say("金额", "Amount")],
            text.Outcome.Calibres.Select(c => new[] { terminal.Say(c.Label), new Money(Fen(document.Rows[0], c.Name)).ToString() }));
    }

    private void Border(IReadOnlyList<LineDistance> lines, IReadOnlyList<SmallestChange> changes)
    {
        if (lines.Count == 0)
        {
            return;
        }

        terminal.Line("离各条线的距离（元，正数为线下）：", "Distance to each line (yuan; above zero is below the line):");
        terminal.Table(
            [terminal.Say("线", "Line"), ">" + terminal.Say("距离", "Distance")],
            lines.Select(l => new[] { terminal.Say(l.Label), new Money(l.Distance).ToString() }));
        terminal.Line("改变结果所需的最小变化：", "The smallest change that leads to another outcome:");
        terminal.Table(
            [terminal.Say("事实", "Fact"), ">" + terminal.Say("现值", "Now"), ">" + terminal.Say("改为", "To"), terminal.Say("结果", "Outcome")],
            changes.Where(c => c.Kind is ValueKind.Money or ValueKind.Int or ValueKind.Rate).Concat(changes.Where(c => c.Kind is ValueKind.Bool or ValueKind.Text)).Select(c => new[]
            {
                terminal.Say($"{Entity(c.Entity).Zh}{c.Row} {c.Label.Zh}", $"{Entity(c.Entity).En} {c.Row} {c.Label.En}"), Shown(c.From, c.Kind), Shown(c.To, c.Kind), terminal.Say(Label(c.Category)),
            }));
    }

    private IEnumerable<AssessedRow> Persons() => document.Rows.Where(r => r.Entity == "person");

    private IEnumerable<(ShownText Benefit, AssessedRow Row, long Fen)> Benefits() => document.Answer == Answer.Undetermined ? []
        : from benefit in text.Outcome.Benefits
          from row in document.Rows
          where row.Entity == benefit.Entity
          let fen = Fen(row, benefit.Name)
          where fen != 0
          select (benefit, row, fen);

    private static long Fen(AssessedRow row, string variable) => row.Values[variable].Number ?? 0;

    private string Code(AssessedRow row) => row.Values[text.Outcome.PersonCategory].Code!;

    private Bilingual Label(string code) => text.Labels.GetValueOrDefault(code) ?? new(code, code);

    private Bilingual Entity(string name) => text.Entities.First(e => e.Name == name).Label;

    private string Shown(KeptValue value, ValueKind kind) => value.Code is { } code
        ? terminal.Say(Label(code))
        : terminal.Say(ValueText.Of(value.Number is { } n ? kind == ValueKind.Bool ? n != 0 : n : null, new FormulaType(kind)));
}
