using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Audit;
using Xunit;

namespace Shouwang.Server.Tests.Web;

/// <summary>Rows whose person an officer must name.</summary>
public sealed partial class MatchPageTests(DemoOffice office) : IClassFixture<DemoOffice>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_doubt_is_shown_masked_beside_its_candidates_and_decided_with_a_reason_and_then_waits_no_more()
    {
        using var city = await office.SignedInAsync("city");
        var list = await city.GetAsync("/matches");
        var page = Linked().Match(list.Html).Groups[1].Value;
        Assert.True(page.Length > 0, "The demonstration has no doubt.");
        var line = int.Parse(page.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);

        var shown = await city.GetAsync(page);
        var nothing = await city.SubmitAsync(page, "decide", ("Why", "看不清"));
        var reasonless = await city.SubmitAsync(page, "decide", ("Person", "nobody"), ("Why", " "));
        var foreign = await city.SubmitAsync(page, "decide", ("Person", Guid.CreateVersion7().ToString()), ("Why", "不在候选人中"));
        var done = await city.SubmitAsync(page, "decide", ("Person", "nobody"), ("Why", "电话核实，不是在册人员"));
        var log = await office.LogAsync(new AuditFilter(Action: "match.decide"));
        await using var db = office.Db();
        var decision = await db.MatchDecisions().AsNoTracking().SingleAsync(d => d.Line == line, Cancel);

        Assert.Contains("来文与在册人员对照", shown.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d{17}[\dX]", shown.Html.Split("<main")[1]);
        Assert.Contains("请选择这一行是谁的", nothing.Html, StringComparison.Ordinal);
        Assert.Contains("请填写理由", reasonless.Html, StringComparison.Ordinal);
        Assert.Contains("请选择这一行是谁的", foreign.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, "/matches?done=1"), (done.Status, done.Location));
        Assert.Equal((null, "city"), (decision.PersonId, decision.DecidedBy));
        Assert.Equal(HttpStatusCode.NotFound, (await city.GetAsync(page)).Status);
        Assert.Equal([AuditResult.Allowed, AuditResult.Allowed, AuditResult.Denied], log.Rows.Select(row => row.Entry.Result).Order());
    }

    [Fact]
    public async Task A_county_decides_only_what_lies_wholly_in_it_and_others_do_not_exist_for_it()
    {
        using var city = await office.SignedInAsync("city");
        using var county = await office.SignedInAsync("county");

        var all = await PagesAsync(city);
        var own = await PagesAsync(county);

        Assert.Subset(all, own);
        foreach (var other in all.Except(own))
        {
            Assert.Equal((other, HttpStatusCode.NotFound), (other, (await county.GetAsync(other)).Status));
        }
    }

    [Fact]
    public async Task A_township_may_not_decide_and_the_page_speaks_English_too()
    {
        using var township = await office.SignedInAsync("township");
        using var county = await office.SignedInAsync("county");
        await county.GetAsync("/language/en?back=%2F");

        var english = await county.GetAsync("/matches");

        Assert.Equal(HttpStatusCode.Forbidden, (await township.GetAsync("/matches")).Status);
        Assert.DoesNotMatch(@"<(h1|h2|label|legend|button|th scope=.col)[^>]*>[^<]*[\u4e00-\u9fff]", english.Html);
    }

    private static async Task<HashSet<string>> PagesAsync(Access.Browser browser)
    {
        var found = new HashSet<string>();
        for (var at = 1; ; at++)
        {
            var links = Linked().Matches((await browser.GetAsync($"/matches?page={at}")).Html).Select(match => match.Groups[1].Value).ToList();
            found.UnionWith(links);
            if (links.Count < 20)
            {
                return found;
            }
        }
    }

    [GeneratedRegex("href=\"(/matches/[0-9a-f]{16}-[0-9]+)\"")]
    private static partial Regex Linked();
}
