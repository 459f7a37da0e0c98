using System.Net;
using Shouwang.Platform.Audit;
using Xunit;

namespace Shouwang.Server.Tests.Web;

/// <summary>The pack in force, as officials read it and try its thresholds.</summary>
public sealed class PackPageTests(DemoOffice office) : IClassFixture<DemoOffice>
{
    [Fact]
    public async Task The_pack_shows_its_hash_its_rules_and_what_they_rest_on_and_finds_a_rule_by_a_word()
    {
        using var village = await office.SignedInAsync("village");

        var all = await village.GetAsync("/packs");
        var one = await village.GetAsync("/packs?q=A02");
        var none = await village.GetAsync("/packs?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E6%9D%A1");

        Assert.Matches("<dd>[0-9a-f]{64}</dd>", all.Html);
        Assert.Contains("cn → cn-ah-huaibei", all.Html, StringComparison.Ordinal);
        Assert.Contains("尚未启用的规则", all.Html, StringComparison.Ordinal);
        Assert.Contains("/packs/rules/A02", one.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/packs/rules/A01", one.Html, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的规则", none.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_shows_its_parameters_by_date_with_the_document_and_another_rule_is_not_there()
    {
        using var worker = await office.SignedInAsync("worker");

        var rule = await worker.GetAsync("/packs/rules/A02");
        var parameters = await worker.GetAsync("/packs/parameters");

        Assert.Contains("A02.threshold", rule.Html, StringComparison.Ordinal);
        Assert.Contains("现行", rule.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("试算另一个门槛", rule.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, parameters.Status);
        Assert.Contains("依据", parameters.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync("/packs/rules/Z99")).Status);
        Assert.Contains("没有符合条件的参数", (await worker.GetAsync("/packs/parameters?q=zzz")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_threshold_is_tried_over_the_stored_months_and_it_is_in_the_log()
    {
        using var county = await office.SignedInAsync("county");
        const string page = "/packs/rules/A02";

        var empty = await county.SubmitAsync(page, "what-if", ("Changed", "A02.threshold"), ("Value", " "), ("Months", "2"));
        var wrong = await county.SubmitAsync(page, "what-if", ("Changed", "A02.threshold"), ("Value", "many"), ("Months", "2"));
        var far = await county.SubmitAsync(page, "what-if", ("Changed", "A02.threshold"), ("Value", "1"), ("Months", "99"));
        var tried = await county.SubmitAsync(page, "what-if", ("Changed", "A02.threshold"), ("Value", "1"), ("Months", "2"));
        var log = await office.LogAsync(new AuditFilter(Action: "pack.what_if", Subject: "A02"));

        Assert.Contains("请填写新值", empty.Html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("月数应在", far.Html, StringComparison.Ordinal);
        Assert.Contains("试算结果", tried.Html, StringComparison.Ordinal);
        Assert.Contains("2025-09-30", tried.Html, StringComparison.Ordinal);
        // Each attempt, and that the first was refused.
        Assert.Equal([AuditResult.Allowed, AuditResult.Allowed, AuditResult.Denied], log.Rows.Select(row => row.Entry.Result).Order());
        Assert.All(log.Rows, row => Assert.Equal("county", row.Entry.ActorName));
    }

    [Theory]
    [InlineData("/packs")]
    [InlineData("/packs/parameters")]
    [InlineData("/packs/rules/A02")]
    public async Task In_English_headings_and_labels_are_English(string page)
    {
        using var county = await office.SignedInAsync("county");
        await county.GetAsync("/language/en?back=%2F");

        var english = await county.GetAsync(page);

        Assert.Contains("<html lang=\"en\">", english.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<(h1|h2|label|legend|button|th scope=.col)[^>]*>[^<]*[\u4e00-\u9fff]", english.Html);
    }

    [Fact]
    public async Task Who_keeps_the_accounts_or_only_delivers_does_not_see_the_pack()
    {
        using var officer = await office.SignedInAsync("department");
        using var keeper = await office.SignedInAsync("sysadmin");

        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/packs")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await keeper.GetAsync("/packs/rules/A02")).Status);
    }
}
