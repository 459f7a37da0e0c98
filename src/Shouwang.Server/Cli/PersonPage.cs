using System.Globalization;
using Shouwang.Monitoring.Nights;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Server.Cli;

/// <summary>One person or household in full, to people and to machines. Identity numbers are masked unless revealed.</summary>
internal sealed class PersonPage(Terminal terminal, RuleBook book, SourceCatalog sources, DateOnly asOf, bool reveal)
{
    public void Show(OnePersonView view)
    {
        terminal.Document(new { household = view.Home is { } home ? Document(home) : null, person = Document(view, 0), warnings = view.Warnings.Select(row => WarningText.Document(row, book, asOf)) });
        if (view.Home is { } lives)
        {
            Print(lives);
        }

        Print(view, 0);
        PrintWarnings(view.Warnings);
    }

    public void Show(OneHouseholdView view)
    {
        terminal.Document(new { household = Document(view.Household), members = view.Members.Select((member, i) => Document(member, i + 1)), warnings = view.Warnings.Select(row => WarningText.Document(row, book, asOf)) });
        Print(view.Household);
        foreach (var (i, member) in view.Members.Index())
        {
            terminal.Line();
            Print(member, i + 1);
        }

        PrintWarnings(view.Warnings);
    }

    private string Id(IdNumber id) => reveal ? id.Reveal() : id.ToString();

    private object Document(Household home) => new
    {
        home.Code, division = home.Division.Text, place = book.PlaceName(home.Division.Text), home.Urban, home.FormerPoor, grid = home.GridCode,
        annual_income_fen = home.AnnualIncome?.Fen, annual_rigid_fen = home.AnnualRigid?.Fen,
        monitored = home.TagOn(HouseholdTag.Monitored, asOf)?.Kind,
    };

    private object Document(OnePersonView view, int index) => new
    {
        index = index == 0 ? null : (int?)index,
        id = view.Person?.Id,
        name = view.Person?.Name,
        id_number = view.Person is { } p ? Id(p.IdNumber) : null,
        birth = view.Person?.Birth,
        sex = view.Person?.Sex,
        labour = view.Person?.Labour,
        stage = view.Person?.Stage,
        role = view.Role,
        memberships = view.Person?.Memberships.OrderBy(m => m.From).Select(m => new { m.Role, m.From, m.To }),
        categories = view.Person?.Categories.OrderBy(c => c.From).Select(c => new { c.Category, c.From, c.To }),
        benefits = view.Benefits.OrderBy(b => b.From).Select(b => new { b.Kind, amount_fen = b.Amount.Fen, from = b.From.ToString(), to = b.To?.ToString() }),
        rows = view.Rows.Select(row => new { row.Record, row.Source, row.Feed, row.File, row.Sha256, row.Line, row.On, row.AmountFen, row.Counts, row.Linked }),
    };

    private void Print(Household home) => terminal.Line(
        $"户 {home.Code}：{book.PlaceName(home.Division.Text)}，{(home.Urban ? "城镇" : "农村")}{(home.FormerPoor ? "，脱贫户" : "")}{(home.TagOn(HouseholdTag.Monitored, asOf) is null ? "" : "，防返贫监测")}；年收入 {Yuan(home.AnnualIncome)}，年刚性支出 {Yuan(home.AnnualRigid)}；网格 {home.GridCode ?? "（无）"}",
        $"Household {home.Code}: {book.PlaceName(home.Division.Text)}, {(home.Urban ? "urban" : "rural")}{(home.FormerPoor ? ", formerly poor" : "")}{(home.TagOn(HouseholdTag.Monitored, asOf) is null ? "" : ", monitored")}; income of a year {Yuan(home.AnnualIncome)}, rigid expenditure {Yuan(home.AnnualRigid)}; grid {home.GridCode ?? "(none)"}");

    private void Print(OnePersonView view, int index)
    {
        var number = index == 0 ? "" : $"{index}. ";
        if (view.Person is { } person)
        {
            var category = person.CategoryOn(asOf) is { } held ? terminal.Say(RegisterText.Of(held)) : terminal.Say("无", "none");
            terminal.Line(
                $"{number}{person.Name} {Id(person.IdNumber)}，{(person.Sex == Sex.Male ? "男" : "女")}，{person.AgeOn(asOf)} 岁；类别 {category}；劳动能力 {terminal.Say(RegisterText.Of(person.Labour))}；编号 {person.Id}",
                $"{number}{person.Name} {Id(person.IdNumber)}, {(person.Sex == Sex.Male ? "male" : "female")}, aged {person.AgeOn(asOf)}; category {category}; labour {terminal.Say(RegisterText.Of(person.Labour))}; id {person.Id}");
        }
        else
        {
            terminal.Line("不在册。", "Not registered.");
        }

        foreach (var benefit in view.Benefits.Where(b => b.Period.Contains(asOf)))
        {
            terminal.Line($"在发待遇：{terminal.Say(RegisterText.Of(benefit.Kind))} 每月 {benefit.Amount} 元，自 {benefit.From}", $"In payment: {terminal.Say(RegisterText.Of(benefit.Kind))} {benefit.Amount} yuan a month since {benefit.From}");
        }

        PrintRows(view.Rows);
    }

    private void PrintRows(IReadOnlyList<StoredRow> rows)
    {
        if (rows.Count == 0)
        {
            terminal.Line("没有来文记录。", "No delivered rows.");
            return;
        }

        terminal.Table(
            [terminal.Say("记录", "Record"), terminal.Say("来源", "Source"), terminal.Say("文件", "File"), ">" + terminal.Say("行", "Line"), terminal.Say("日期", "Date"), ">" + terminal.Say("金额（元）", "Amount (yuan)"), terminal.Say("备注", "Note")],
            rows.Select(row => new[]
            {
                terminal.Say(sources.Records.Find(row.Record)?.Label ?? new Bilingual(row.Record, row.Record)), row.Source, row.File, row.Line.ToString(CultureInfo.InvariantCulture),
                WarningText.Day(row.On), row.AmountFen is { } fen ? new Money(fen).ToString() : "",
                string.Join(terminal.Say("，", ", "), Notes(row)),
            }));
    }

    private IEnumerable<string> Notes(StoredRow row)
    {
        if (row.Linked)
        {
            yield return terminal.Say("经匹配", "by matching");
        }

        if (!row.Counts)
        {
            yield return terminal.Say("已被更正", "superseded");
        }
    }

    private void PrintWarnings(IReadOnlyList<Shouwang.Monitoring.Warnings.WarningRow> warnings)
    {
        terminal.Line();
        if (warnings.Count == 0)
        {
            terminal.Line("没有预警。", "No warnings.");
            return;
        }

        // The list masks by itself; who revealed the number sees it above.
        terminal.Table(WarningText.Titles(terminal), warnings.Select(row => WarningText.Row(terminal, book, row, asOf)));
    }

    private string Yuan(Money? amount) => amount is { } known ? terminal.Say($"{known} 元", $"{known} yuan") : terminal.Say("未知", "unknown");
}
