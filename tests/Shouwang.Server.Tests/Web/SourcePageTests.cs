using System.Net;
using System.Text.RegularExpressions;
using Shouwang.Platform.Audit;
using Xunit;

namespace Shouwang.Server.Tests.Web;

/// <summary>A source's contract, its deliveries and the rows set aside.</summary>
public sealed partial class SourcePageTests(DemoOffice office) : IClassFixture<DemoOffice>
{
    [Fact]
    public async Task A_department_sees_its_own_contract_and_deliveries_and_no_other_source_exists_for_it()
    {
        using var department = await office.SignedInAsync("department");
        using var city = await office.SignedInAsync("city");

        var list = await city.GetAsync("/sources");
        var codes = Linked().Matches(list.Html).Select(match => match.Groups[1].Value).Distinct().ToList();
        var own = await department.GetAsync("/sources/ybj");

        Assert.True(codes.Count > 3);
        Assert.Contains("法律依据", own.Html, StringComparison.Ordinal);
        Assert.Contains("列与检查", own.Html, StringComparison.Ordinal);
        Assert.Contains("交付的文件", own.Html, StringComparison.Ordinal);
        foreach (var other in codes.Where(code => code != "ybj"))
        {
            Assert.Equal((other, HttpStatusCode.OK), (other, (await city.GetAsync($"/sources/{other}")).Status));
            Assert.Equal((other, HttpStatusCode.NotFound), (other, (await department.GetAsync($"/sources/{other}")).Status));
            Assert.Equal((other, HttpStatusCode.NotFound), (other, (await department.GetAsync($"/sources/{other}/quarantine")).Status));
            Assert.Equal((other, HttpStatusCode.NotFound), (other, (await department.GetAsync($"/sources/{other}/quarantine.csv")).Status));
        }
    }

    [Fact]
    public async Task Rows_set_aside_are_listed_narrowed_by_reason_and_sent_as_a_file_without_their_content()
    {
        using var city = await office.SignedInAsync("city");
        var page = "";
        var reason = "";
        foreach (var one in Linked().Matches((await city.GetAsync("/sources")).Html).Select(match => match.Groups[1].Value).Distinct())
        {
            page = $"/sources/{one}/quarantine";
            reason = Reason().Match((await city.GetAsync(page)).Html).Groups[1].Value;
            if (reason.Length > 0)
            {
                break;
            }
        }

        Assert.True(reason.Length > 0, "The demonstration has set no row aside.");
        var narrowed = await city.GetAsync($"{page}?reason={reason}");
        var file = await city.GetAsync($"{page}.csv?reason={reason}");
        var log = await office.LogAsync(new AuditFilter(Action: "source.export"));

        Assert.Contains($"data-label=\"代码\">{reason}</td>", narrowed.Html, StringComparison.Ordinal);
        Assert.Contains("source,file,sha256,line,field,code,reason,content", file.Html, StringComparison.Ordinal);
        var lines = file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.EndsWith(",", line, StringComparison.Ordinal));
        Assert.Contains(log.Rows, row => row.Entry is { ActorName: "city", Result: AuditResult.Allowed });
        Assert.Contains("没有隔离的行", (await city.GetAsync($"{page}?batch=999999")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_county_has_no_sources_and_the_page_speaks_English_too()
    {
        using var county = await office.SignedInAsync("county");
        using var department = await office.SignedInAsync("department");
        await department.GetAsync("/language/en?back=%2F");

        var english = await department.GetAsync("/sources/ybj");

        Assert.Equal(HttpStatusCode.Forbidden, (await county.GetAsync("/sources/ybj")).Status);
        Assert.DoesNotMatch(@"<(h1|label|legend|button|th scope=.col|caption)[^>]*>[^<]*[\u4e00-\u9fff]", english.Html);
        Assert.Contains("Legal basis", english.Html, StringComparison.Ordinal);
    }

    [GeneratedRegex("href=\"/sources/([a-z0-9_]+)\"")]
    private static partial Regex Linked();

    [GeneratedRegex("<option value=\"([a-z_]+)\"")]
    private static partial Regex Reason();
}
