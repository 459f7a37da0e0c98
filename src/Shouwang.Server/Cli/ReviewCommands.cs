using System.CommandLine;
using Shouwang.Platform.Audit;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Reviews;

namespace Shouwang.Server.Cli;

/// <summary><c>reviews</c>: households whose category or amount a night found to differ from the register, and what officers decide.</summary>
internal static class ReviewCommands
{
    public static Command Make() => new("reviews", "复核建议：每晚核算与名册不符的家庭；列出、查看、决定 / proposed reviews: where the night's assessment differs from the register") { List(), Show(), Decide() };

    private static Command List()
    {
        var state = WordOption.Several<ReviewState>("--state", "状态，默认 proposed / state; default: proposed");
        var kind = WordOption.One<ReviewKind>("--kind", "差异种类 / what differs");
        var within = new Option<string?>("--place") { Description = "区划代码，2、4、6、9 或 12 位 / division code of 2, 4, 6, 9 or 12 digits" };
        var from = WordOption.Day("--from", "发现日期起 / found from");
        var to = WordOption.Day("--to", "发现日期止 / found to");
        var all = new Option<bool>("--all") { Description = "所有状态 / in any state" };
        var skip = new Option<int>("--skip") { Description = "跳过几条 / how many to pass over" };
        var take = new Option<int>("--take") { Description = "最多几条 / at most", DefaultValueFactory = _ => 50 };
        var export = new Option<FileInfo?>("--export") { Description = "导出全部到 CSV / write all of them to a CSV file" };
        var list = new Command("list", "列出复核建议 / list proposed reviews") { state, kind, within, from, to, all, skip, take, export };
        list.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            ReviewState[] states = parsed.GetValue(all) ? [] : parsed.GetValue(state) is { Length: > 0 } asked ? asked : [ReviewState.Proposed];
            var filter = new ReviewFilter(states, parsed.GetValue(kind), null, Within(parsed.GetValue(within)), parsed.GetValue(from), parsed.GetValue(to));
            using var place = Globals.Workplace(parsed);
            await using var db = await place.OpenDbAsync(cancel);
            var reviews = new ListReviews(db);
            if (parsed.GetValue(export) is { } sheet)
            {
                var (_, every) = await place.Acts.RunAsync("review.export", AuditSubject.None, cancel => reviews.RunAsync(filter, 0, null, cancel), null, cancel);
                await using var output = File.Create(sheet.FullName);
                CsvSheet.Write(output, ReviewText.Columns(terminal), every.Select(row => ReviewText.Cells(terminal, row)));
                terminal.Document(new { exported = every.Count, file = sheet.FullName });
                terminal.Line($"已导出 {every.Count:N0} 条到 {sheet.FullName}。", $"{every.Count:N0} reviews written to {sheet.FullName}.");
                return 0;
            }

            var (total, rows) = await reviews.RunAsync(filter, Math.Max(0, parsed.GetValue(skip)), Math.Max(0, parsed.GetValue(take)), cancel);
            terminal.Document(new { total, shown = rows.Count, reviews = rows.Select(ReviewText.Document) });
            if (total == 0 && filter == new ReviewFilter(states) && states is [ReviewState.Proposed])
            {
                terminal.Line("没有复核建议：核算与名册一致，或都已决定（--all 看全部）。", "No reviews: assessment and register agree, or all are decided (--all shows every one).");
            }
            else if (total == 0)
            {
                terminal.Line("没有符合条件的复核建议（--all 看所有状态）。", "No reviews match (--all: in any state).");
            }
            else
            {
                terminal.Table(ReviewText.Titles(terminal), rows.Select(row => ReviewText.Row(terminal, row)));
                terminal.Line($"共 {total:N0} 条，显示 {rows.Count:N0} 条。", $"{total:N0} reviews, {rows.Count:N0} shown.");
            }

            return 0;
        });
        return list;
    }

    private static Command Show()
    {
        var household = Household();
        var show = new Command("show", "一户的复核建议与理由，含已决定的 / the reviews of one household with their reasons, decided ones too") { household };
        show.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            using var place = Globals.Workplace(parsed);
            await using var db = await place.OpenDbAsync(cancel);
            var code = parsed.GetValue(household)!;
            await RegisteredFacts.HouseholdAsync(db, code, cancel);
            var (_, rows) = await new ListReviews(db).RunAsync(new ReviewFilter(Household: code), 0, null, cancel);
            terminal.Document(new { household = code, reviews = rows.Select(ReviewText.Document) });
            if (rows.Count == 0)
            {
                terminal.Line($"“{code}”没有复核建议。", $"No review was ever proposed for '{code}'.");
            }

            foreach (var row in rows)
            {
                ReviewText.Print(terminal, row);
            }

            return 0;
        });
        return show;
    }

    private static Command Decide()
    {
        var household = Household();
        var accept = new Option<bool>("--accept") { Description = "采纳：按程序办理 / accept: the register will follow by its own procedure" };
        var dismiss = new Option<bool>("--dismiss") { Description = "不采纳：名册无误 / dismiss: the register is right" };
        var note = new Option<string>("--note") { Description = "理由 / why", Required = true };
        var decide = new Command("decide", "决定一户的复核建议；名册不因此改动 / decide the review of a household; the register is not touched") { household, accept, dismiss, note };
        decide.SetAction(async (parsed, cancel) =>
        {
            var terminal = Globals.Terminal(parsed);
            if (parsed.GetValue(accept) == parsed.GetValue(dismiss))
            {
                throw new RefusedException(new("请在 --accept 和 --dismiss 中选一个。", "Choose one of --accept and --dismiss."));
            }

            using var place = Globals.Workplace(parsed);
            await using var db = await place.OpenDbAsync(cancel);
            var code = parsed.GetValue(household)!;
            var decision = parsed.GetValue(accept) ? ReviewState.Accepted : ReviewState.Dismissed;
            var command = new DecideReview.Command(code, decision, parsed.GetValue(note)!, Globals.Who);
            if (await place.Acts.RunAsync("review.decide", new("household", code), cancel => new DecideReview(db, place.Clock).RunAsync(command, cancel), refused => refused?.Code, cancel) is { } refusal)
            {
                throw new RefusedException(refusal.Text);
            }

            var row = (await new ListReviews(db).RunAsync(new ReviewFilter([decision], Household: code), 0, 1, cancel)).Rows[0];
            terminal.Document(ReviewText.Document(row));
            ReviewText.Print(terminal, row);
            return 0;
        });
        return decide;
    }

    private static Argument<string> Household() => new("household") { Description = "户编号 / code of the household" };

    private static DivisionCode? Within(string? text) => text is null ? null
        : DivisionCode.TryParse(text, out var division) ? division
        : throw new RefusedException(new($"“{text}”不是区划代码：应为 2、4、6、9 或 12 位数字。", $"'{text}' is no division code: 2, 4, 6, 9 or 12 digits are expected."));
}
