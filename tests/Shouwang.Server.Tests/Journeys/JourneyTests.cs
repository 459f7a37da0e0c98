using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouwang.Server.Tests.Web;
using Xunit;

namespace Shouwang.Server.Tests.Journeys;

/// <summary>What officials do, in a real browser.</summary>
public sealed class JourneyTests(DemoOffice office, Chromium chromium) : IClassFixture<DemoOffice>, IClassFixture<Chromium>
{
    [Fact]
    public async Task A_worker_works_a_warning_from_the_inbox_to_its_outcome()
    {
        var page = await chromium.OpenAsync(office.Address);
        await Chromium.SignInAsync(page, "worker", office.Password);
        await Chromium.LookAsync(page, "worker-inbox");
        await page.ClickAsync("tbody tr:first-child th a");
        await Chromium.LookAsync(page, "worker-warning");
        await page.CheckAsync("input[name=Outcome][value=help]");
        await page.FillAsync("#reason", "入户核实，情况属实");
        await page.ClickAsync("text=提交结论");

        await Assertions.Expect(page.Locator(".notice.done")).ToHaveTextAsync("结论已保存。");
        await Assertions.Expect(page.Locator(".timeline")).ToContainTextAsync("入户核实，情况属实");
        await Chromium.LookAsync(page, "worker-verified");
    }

    [Fact]
    public async Task A_county_leader_goes_from_the_map_to_a_household_and_its_means_test()
    {
        var page = await chromium.OpenAsync(office.Address);
        await Chromium.SignInAsync(page, "county", office.Password);
        await Chromium.LookAsync(page, "overview");
        await page.Locator(".hexes a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".crumbs")).ToBeVisibleAsync();
        await page.ClickAsync("nav.main-nav >> text=家庭");
        await Chromium.LookAsync(page, "households");
        await page.ClickAsync("tbody tr:first-child th a");
        await page.ClickAsync("summary:has-text('为什么')");
        await Assertions.Expect(page.Locator(".tree")).ToContainTextAsync("参数");
        await Chromium.LookAsync(page, "household");
    }

    [Theory]
    [InlineData("county", "/")]
    [InlineData("county", "/warnings")]
    [InlineData("county", "/households")]
    [InlineData("county", "/reviews")]
    [InlineData("city", "/matches")]
    [InlineData("city", "/sources")]
    [InlineData("city", "/sources/ybj")]
    [InlineData("city", "/sources/ybj/quarantine")]
    [InlineData("county", "/packs")]
    [InlineData("county", "/packs/rules/A02")]
    [InlineData("county", "/packs/parameters")]
    [InlineData("secadmin", "/accounts")]
    [InlineData("secadmin", "/accounts/county")]
    [InlineData("sysadmin", "/accounts/new")]
    [InlineData("sysadmin", "/accounts/import")]
    [InlineData("auditadmin", "/audit")]
    [InlineData("worker", "/account")]
    public async Task A_page_fits_a_phone_and_a_desk_in_both_languages(string account, string address)
    {
        var name = address == "/" ? "overview" : address[1..].Replace('/', '-');
        foreach (var width in new[] { 360, 1280 })
        {
            var page = await chromium.OpenAsync(office.Address, width);
            await Chromium.SignInAsync(page, account, office.Password);
            await page.GotoAsync(address);
            await Chromium.LookAsync(page, $"{name}-{width}-zh");
            await page.ClickAsync("a.switch");
            await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
            Assert.EndsWith(address, new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
            await Chromium.LookAsync(page, $"{name}-{width}-en");
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/warnings")]
    [InlineData("/account")]
    public async Task A_page_is_readable_in_the_dark(string address)
    {
        var page = await chromium.OpenAsync(office.Address, dark: true);
        await Chromium.SignInAsync(page, "county", office.Password);
        await page.GotoAsync(address);
        await Chromium.LookAsync(page, "dark-" + (address == "/" ? "overview" : address[1..]));
    }

    [Fact]
    public async Task The_keyboard_alone_finds_a_household()
    {
        var page = await chromium.OpenAsync(office.Address);
        await Chromium.SignInAsync(page, "county", office.Password);
        await page.GotoAsync("/households");
        var code = await page.InnerTextAsync("tbody tr:first-child th a");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(code);
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("main tbody th a").First).ToHaveTextAsync(code);
        Assert.DoesNotMatch(new Regex(code), page.Url);
        await Chromium.LookAsync(page, "search");
    }

    [Fact]
    public async Task Everything_works_without_a_script()
    {
        var page = await chromium.OpenAsync(office.Address, script: false);
        await Chromium.SignInAsync(page, "township", office.Password);
        await page.GotoAsync("/warnings");
        await page.SelectOptionAsync("#severity", "red");
        await page.ClickAsync("text=筛选");
        Assert.Contains("severity=red", page.Url, StringComparison.Ordinal);
        await page.GotoAsync("/warnings");
        await page.ClickAsync("thead >> text=金额/数值");
        Assert.Contains("sort=amount", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_put_out_sees_the_door_at_the_next_click()
    {
        var (first, second) = (await chromium.OpenAsync(office.Address), await chromium.OpenAsync(office.Address));
        await Chromium.SignInAsync(first, "reviewer", office.Password);
        await Chromium.SignInAsync(second, "reviewer", office.Password);
        await second.GotoAsync("/account");
        await Chromium.LookAsync(second, "account");
        await second.Locator("form:has(input[value^='revoke']) button, button:has-text('结束')").First.ClickAsync();
        await first.GotoAsync("/warnings");
        await second.GotoAsync("/warnings");

        Assert.Contains("/sign-in", first.Url + second.Url, StringComparison.Ordinal);
    }
}
