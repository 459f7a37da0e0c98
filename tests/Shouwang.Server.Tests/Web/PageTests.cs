using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Audit;
using Shouwang.Registry;
using Shouwang.Server.Shell;
using Shouwang.Standards.Reviews;
using Xunit;

namespace Shouwang.Server.Tests.Web;

/// <summary>The pages, worked as officials work them, without a script.</summary>
public sealed class PageTests(DemoOffice office) : IClassFixture<DemoOffice>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_page_and_endpoint_names_a_right_or_is_open_to_everybody()
    {
        var forgotten = office.Endpoints.Where(e => e.Metadata.GetMetadata<NeedsAttribute>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => e.RoutePattern.RawText)
            // The framework's own, which our gate keeps shut.
            .Where(path => path != "/_framework/opaque-redirect");

        Assert.True(office.Endpoints.Count > 15);
        Assert.Empty(forgotten);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/warnings")]
    [InlineData("/households")]
    [InlineData("/reviews")]
    [InlineData("/sources")]
    [InlineData("/audit")]
    [InlineData("/accounts")]
    [InlineData("/search")]
    [InlineData("/warnings/export.csv")]
    public async Task Who_is_not_signed_in_sees_nothing_but_the_door(string page)
    {
        using var stranger = office.Browser();

        var answer = await stranger.GetAsync(page);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.StartsWith("/sign-in", answer.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("city", "/ /warnings /households /reviews /sources", "/audit /accounts")]
    [InlineData("county", "/ /warnings /households /reviews /warnings/export.csv", "/sources /audit /accounts")]
    [InlineData("township", "/ /warnings /households /reviews", "/sources /audit /accounts")]
    [InlineData("village", "/ /warnings /households", "/reviews /sources /warnings/export.xlsx")]
    [InlineData("worker", "/warnings /households", "/reviews /sources /audit")]
    [InlineData("department", "/sources", "/warnings /households /reviews /audit /accounts")]
    [InlineData("evaluator", "/ /warnings", "/households /reviews /sources /search")]
    [InlineData("sysadmin", "/accounts", "/warnings /households /reviews /audit")]
    [InlineData("secadmin", "/accounts", "/warnings /households /audit")]
    [InlineData("auditadmin", "/audit", "/warnings /households /accounts")]
    public async Task Each_role_sees_its_own_pages_and_is_refused_the_others(string account, string open, string shut)
    {
        using var browser = await office.SignedInAsync(account);

        foreach (var page in open.Split(' '))
        {
            Assert.Equal((page, HttpStatusCode.OK), (page, (await browser.GetAsync(page)).Status));
        }

        foreach (var page in shut.Split(' '))
        {
            Assert.Equal((page, HttpStatusCode.Forbidden), (page, (await browser.GetAsync(page)).Status));
        }
    }

    [Fact]
    public async Task A_township_sees_its_own_warnings_and_households_and_another_ones_do_not_exist()
    {
        var territory = office.Territories["township"];
        using var browser = await office.SignedInAsync("township");
        await using var db = office.Db();
        var own = await db.Warnings().AsNoTracking().FirstAsync(w => w.Division!.StartsWith(territory), Cancel);
        var foreign = await db.Warnings().AsNoTracking().FirstAsync(w => w.HouseholdId != null && !w.Division!.StartsWith(territory), Cancel);
        var home = await db.Households().AsNoTracking().SingleAsync(h => h.Id == foreign.HouseholdId, Cancel);

        var list = await browser.GetAsync("/warnings?state=all");

        Assert.Contains(own.Number, list.Html + (await browser.GetAsync($"/warnings?state=all&number={own.Number}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(foreign.Number, (await browser.GetAsync($"/warnings?state=all&number={foreign.Number[..6]}")).Html.Split("</form>")[^1], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/warnings/{own.Number}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/warnings/{foreign.Number}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/households/{home.Code}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/warnings/W2025-999999")).Status);
        Assert.Contains("没有这个地方", (await browser.GetAsync("/?place=3406")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_verifies_a_warning_and_the_county_closes_it_each_step_in_the_log()
    {
        await using var db = office.Db();
        using var worker = await office.SignedInAsync("worker");
        using var township = await office.SignedInAsync("township");
        var code = (await db.Set<Platform.Access.Account>().SingleAsync(a => a.UserName == "worker", Cancel)).WorkerCode;
        var warning = await db.Warnings().AsNoTracking().OrderBy(w => w.Number).FirstAsync(w => w.WorkerCode == code && w.State == WarningState.Assigned && w.Division!.StartsWith(office.Territories["worker"]), Cancel);
        var page = $"/warnings/{warning.Number}";

        var nothing = await worker.SubmitAsync(page, "verify", ("Outcome", "help"), ("Reason", "  "));
        var verified = await worker.SubmitAsync(page, "verify", ("Outcome", "help"), ("Reason", "入户核实，住院费用属实"));
        var again = await worker.GetAsync(page);
        var closed = await township.SubmitAsync(page, "close", ("Reason", "已代办临时救助申请"));
        var log = await office.LogAsync(new AuditFilter(SubjectKind: "warning", Subject: warning.Number));

        Assert.Contains("请填写理由", nothing.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, $"{page}?done=verify"), (verified.Status, verified.Location));
        Assert.Contains("入户核实，住院费用属实", again.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Outcome\"", again.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, $"{page}?done=close"), (closed.Status, closed.Location));
        Assert.Equal(WarningState.Closed, (await db.Warnings().AsNoTracking().SingleAsync(w => w.Number == warning.Number, Cancel)).State);
        Assert.Equal(["warning.close", "warning.verify", "warning.verify", "warning.verify"], log.Rows.Select(r => r.Entry.Action).Where(a => a != "warning.see"));
        Assert.Contains(log.Rows, r => r.Entry is { Action: "warning.verify", Result: AuditResult.Denied, ActorName: "worker" });
        Assert.Contains(log.Rows, r => r.Entry is { Action: "warning.close", ActorName: "township" });
    }

    [Fact]
    public async Task A_worker_may_verify_and_not_close_even_with_a_form_of_his_own()
    {
        using var worker = await office.SignedInAsync("worker");
        using var township = await office.SignedInAsync("township");
        await using var db = office.Db();
        var code = (await db.Set<Platform.Access.Account>().SingleAsync(a => a.UserName == "worker", Cancel)).WorkerCode;
        var warning = await db.Warnings().AsNoTracking().OrderByDescending(w => w.Number).FirstAsync(w => w.WorkerCode == code && w.State == WarningState.Assigned && w.Division!.StartsWith(office.Territories["worker"]), Cancel);
        var page = $"/warnings/{warning.Number}";
        await worker.SubmitAsync(page, "verify", ("Outcome", "no_issue"), ("Reason", "已核实"));

        // The token of another form of the same person is a good one.
        var token = Regex.Match((await worker.GetAsync(page)).Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        var close = await worker.PostAsync(page, ("__RequestVerificationToken", token), ("_handler", "close"), ("Reason", "越权办结"));

        Assert.NotEmpty(token);
        Assert.NotEqual(HttpStatusCode.Redirect, close.Status);
        Assert.Equal(WarningState.Verified, (await db.Warnings().AsNoTracking().SingleAsync(w => w.Number == warning.Number, Cancel)).State);
        Assert.Equal(HttpStatusCode.Redirect, (await township.SubmitAsync(page, "close", ("Reason", "办结"))).Status);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        using var township = await office.SignedInAsync("township");
        await using var db = office.Db();
        var warning = await db.Warnings().AsNoTracking().OrderByDescending(w => w.Number).FirstAsync(w => w.Division!.StartsWith(office.Territories["township"]) && w.State == WarningState.Assigned, Cancel);

        var answer = await township.PostAsync($"/warnings/{warning.Number}", ("_handler", "verify"), ("Outcome", "help"), ("Reason", "伪造"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(WarningState.Assigned, (await db.Warnings().AsNoTracking().SingleAsync(w => w.Number == warning.Number, Cancel)).State);
    }

    [Fact]
    public async Task A_whole_id_is_shown_once_for_a_purpose_and_is_in_the_log()
    {
        using var township = await office.SignedInAsync("township");
        await using var db = office.Db();
        var territory = DivisionCode.Parse(office.Territories["township"]);
        var home = (await db.Households().AsNoTracking().Include(h => h.Memberships).OrderBy(h => h.Code).ToListAsync(Cancel)).First(h => territory.Contains(h.Division) && h.Memberships.Any(m => m.To == null));
        var member = home.Memberships.First(m => m.To == null).PersonId;
        var person = await db.Persons().AsNoTracking().SingleAsync(p => p.Id == member, Cancel);

        var before = await township.GetAsync($"/households/{home.Code}");
        var shown = await township.SubmitAsync($"/households/{home.Code}", "reveal", ("Person", person.Id.ToString()), ("For", "monitoring"));
        var wrong = await township.SubmitAsync($"/households/{home.Code}", "reveal", ("Person", person.Id.ToString()), ("For", "evaluation"));
        var log = await office.LogAsync(new AuditFilter(Action: "person.reveal", Subject: person.Id.ToString()));

        Assert.DoesNotContain(person.IdNumber.Reveal(), before.Html, StringComparison.Ordinal);
        Assert.Contains(person.IdNumber.ToString(), before.Html, StringComparison.Ordinal);
        Assert.Contains(person.IdNumber.Reveal(), shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(person.IdNumber.Reveal(), wrong.Html, StringComparison.Ordinal);
        Assert.Equal([AuditResult.Denied, AuditResult.Allowed], log.Rows.Select(r => r.Entry.Result));
    }

    [Fact]
    public async Task Somebody_is_found_by_name_tail_and_whole_id_within_the_territory_only()
    {
        using var township = await office.SignedInAsync("township");
        await using var db = office.Db();
        var territory = DivisionCode.Parse(office.Territories["township"]);
        var people = await db.Memberships().Where(m => m.To == null).Join(db.Persons(), m => m.PersonId, p => p.Id, (m, p) => new { m.HouseholdId, p.Name, p.IdNumber }).Join(db.Households(), p => p.HouseholdId, h => h.Id, (p, h) => new { p.Name, p.IdNumber, h.Code, h.Division }).ToListAsync(Cancel);
        var own = people.First(p => territory.Contains(p.Division));
        var foreign = people.First(p => !territory.Contains(p.Division));

        foreach (var text in new[] { own.Name, own.IdNumber.Reveal(), own.IdNumber.Reveal()[^4..], own.Code })
        {
            Assert.Contains($"/households/{own.Code}", (await township.SubmitAsync("/search", "search", ("Q", text))).Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain($"/households/{foreign.Code}", (await township.SubmitAsync("/search", "search", ("Q", foreign.IdNumber.Reveal()))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposed_review_is_decided_with_a_reason()
    {
        using var county = await office.SignedInAsync("county");
        await using var db = office.Db();
        var territory = office.Territories["county"];
        var open = (await new ListReviews(db).RunAsync(new ReviewFilter([ReviewState.Proposed], Within: DivisionCode.Parse(territory)), 0, 1, Cancel)).Rows;
        var page = $"/reviews/{Assert.Single(open).Household}";

        var none = await county.SubmitAsync(page, "decide", ("Why", "核对无误"));
        var done = await county.SubmitAsync(page, "decide", ("Decision", "dismissed"), ("Why", "名册已按季度复核"));
        var after = await county.GetAsync(page);

        Assert.Contains("请选择采纳或不采纳", none.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, $"{page}?done=1"), (done.Status, done.Location));
        Assert.Contains("名册已按季度复核", after.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_warnings_are_given_to_one_worker_at_once()
    {
        using var county = await office.SignedInAsync("county");
        await using var db = office.Db();
        var territory = office.Territories["county"];
        var workers = (await db.Workers().AsNoTracking().ToListAsync(Cancel)).Where(w => w.Township.Text.StartsWith(territory, StringComparison.Ordinal)).ToList();
        var warning = await db.Warnings().AsNoTracking().OrderBy(w => w.DueOn).FirstAsync(w => w.Division!.StartsWith(territory) && w.State == WarningState.Assigned, Cancel);
        var other = workers.First(w => w.Code != warning.WorkerCode);

        var answer = await county.SubmitAsync($"/warnings?number={warning.Number}", "bulk", ("Numbers", warning.Number), ("Worker", other.Code));

        Assert.Contains("已派单 1 条", answer.Html, StringComparison.Ordinal);
        Assert.Equal(other.Code, (await db.Warnings().AsNoTracking().SingleAsync(w => w.Number == warning.Number, Cancel)).WorkerCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/warnings")]
    [InlineData("/households")]
    [InlineData("/reviews")]
    public async Task A_page_in_English_has_no_Chinese_but_names(string page)
    {
        using var county = await office.SignedInAsync("county");
        await county.GetAsync("/language/en?back=%2F");

        var english = await county.GetAsync(page);
        await county.GetAsync("/language/zh?back=%2F");
        var chinese = await county.GetAsync(page);

        Assert.Contains("<html lang=\"en\">", english.Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"zh-CN\">", chinese.Html, StringComparison.Ordinal);
        // Headings and labels are ours; names of people and places stay as they are.
        Assert.DoesNotMatch(@"<(h1|h2|label|th|legend|button)[^>]*>(<a[^>]*>)?[^<]*[总预复待核级状类筛清期编户]", english.Html);
        Assert.Matches(@"<h2[^>]*>[^<]*[\u4e00-\u9fff]|<label[^>]*>[^<]*[\u4e00-\u9fff]", chinese.Html);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_not_to_do_and_an_address_elsewhere_is_not_followed()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = office.Address };

        using var door = await client.GetAsync("/sign-in", Cancel);
        using var away = await client.GetAsync("/language/en?back=//evil.example", Cancel);

        var policy = Assert.Single(door.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal("/", away.Headers.Location?.ToString());
    }

    [Fact]
    public async Task An_evaluator_sees_warnings_and_no_names()
    {
        using var evaluator = await office.SignedInAsync("evaluator");
        using var county = await office.SignedInAsync("county");
        await using var db = office.Db();
        var territory = office.Territories["county"];
        var row = await db.Warnings().AsNoTracking().Where(w => w.PersonId != null && w.Division!.StartsWith(territory)).Join(db.Persons(), w => w.PersonId, p => p.Id, (w, p) => new { w.Number, p.Name, p.IdNumber }).FirstAsync(Cancel);

        foreach (var page in new[] { $"/warnings?state=all&number={row.Number}", $"/warnings/{row.Number}" })
        {
            var (masked, whole) = (await evaluator.GetAsync(page), await county.GetAsync(page));
            Assert.Contains(row.Name, whole.Html, StringComparison.Ordinal);
            Assert.Contains(row.Name[..1] + "**", masked.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(row.Name, masked.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(row.IdNumber.ToString(), masked.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_asks_too_much_is_told_to_wait_and_others_are_not()
    {
        using var greedy = await office.SignedInAsync("village");
        using var other = await office.SignedInAsync("county");

        var answers = await Task.WhenAll(Enumerable.Range(0, 2 * Limits.Burst).Select(_ => greedy.GetAsync("/account")));

        Assert.Contains(answers, a => a.Status == HttpStatusCode.TooManyRequests && a.Html.Contains("请稍等一分钟再试", StringComparison.Ordinal));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account")).Status);
    }
}
