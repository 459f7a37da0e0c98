using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Xunit;

namespace Shouwang.Server.Tests.Access;

[Collection(WebCollection.Name)]
public sealed class SessionTests
{
    [Fact]
    public async Task A_session_that_the_person_ends_elsewhere_is_out_within_a_minute()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var lost = await web.SignedInAsync("li");
        web.Clock.Advance(TimeSpan.FromSeconds(1));
        using var here = await web.SignedInAsync("li", 1);
        var session = await web.UseAsync<ShouwangDb, Guid>(db => db.Sessions().OrderBy(session => session.CreatedAt).ThenBy(session => session.Id).Select(session => session.Id).FirstAsync());

        Assert.Equal(HttpStatusCode.OK, (await lost.GetAsync("/warnings")).Status);
        Assert.Contains("已结束", (await here.SubmitAsync("/account", $"end-{session:N}")).Html, StringComparison.Ordinal);
        web.Clock.Advance(TimeSpan.FromSeconds(59));

        Assert.StartsWith("/sign-in", (await lost.GetAsync("/warnings")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/warnings")).Status);
    }

    [Fact]
    public async Task A_role_ends_at_the_midnight_after_its_last_day_in_a_session_that_goes_on()
    {
        await using var web = await GivenWeb.StartAsync();
        web.Clock.SetUtcNow(Midnight(web));
        await web.AccountAsync("security-1", Role.SecurityAdministrator, "3406");
        await web.AccountAsync("li", Role.TownshipOfficial, "340604003");
        await web.GiveAsync("li", Role.CityOfficial, "3406", last: web.Clock.Today());
        web.Clock.SetUtcNow(Midnight(web).AddMinutes(-10));
        using var security = await web.SignedInAsync("security-1");
        using var li = await web.SignedInAsync("li");
        var grant = await web.UseAsync<ShouwangDb, Guid>(db => db.Grants().Where(grant => grant.Role == Role.TownshipOfficial).Select(grant => grant.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.OK, (await li.GetAsync("/warnings")).Status);
        Assert.Contains("已撤销", (await security.SubmitAsync("/accounts/li", $"revoke-{grant:N}", ("why", "调离"))).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await li.GetAsync("/sources")).Status);
        web.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.Forbidden, (await li.GetAsync("/warnings")).Status);
        Assert.Equal(HttpStatusCode.OK, (await li.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task A_role_that_is_revoked_is_gone_at_the_next_click()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("security-1", Role.SecurityAdministrator, "3406");
        await web.AccountAsync("li", Role.TownshipOfficial, "340604003");
        using var security = await web.SignedInAsync("security-1");
        using var li = await web.SignedInAsync("li");
        var grant = await web.UseAsync<ShouwangDb, Guid>(db => db.Grants().Where(grant => grant.Role == Role.TownshipOfficial).Select(grant => grant.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.OK, (await li.GetAsync("/warnings")).Status);
        await security.SubmitAsync("/accounts/li", $"revoke-{grant:N}", ("why", "调离"));

        Assert.Equal(HttpStatusCode.Forbidden, (await li.GetAsync("/warnings")).Status);
    }

    [Fact]
    public async Task A_session_that_is_used_all_day_ends_after_twelve_hours()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var browser = await web.SignedInAsync("li");
        for (var minutes = 20; minutes < 12 * 60; minutes += 20)
        {
            web.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
        }

        web.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_an_hour_without_use_ends_a_session()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var browser = await web.SignedInAsync("li");

        web.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/warnings")).Status);
        web.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/warnings")).Status);
        web.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/warnings")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_elsewhere_and_needs_the_old_one()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var other = await web.SignedInAsync("li");
        using var here = await web.SignedInAsync("li", 1);

        Assert.Contains("原密码不对", (await here.SubmitAsync("/account", "password", ("old", "wrong"), ("password", "quite other words"))).Html, StringComparison.Ordinal);
        Assert.Contains("密码已更改", (await here.SubmitAsync("/account", "password", ("old", GivenWeb.Password), ("password", "quite other words"))).Html, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await other.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var browser = await web.SignedInAsync("li");
        var token = System.Text.RegularExpressions.Regex.Match((await browser.GetAsync("/account")).Html, "__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;

        Assert.Equal("/sign-in", (await browser.PostAsync("/sign-out", ("__RequestVerificationToken", token))).Location);
        Assert.Equal("li", await web.UseAsync<ShouwangDb, string?>(db => db.Sessions().Select(session => session.RevokedBy).SingleAsync()));
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_in_where_another_is_signed_in_is_himself_and_the_others_session_ends()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        await web.AccountAsync("wang", Role.SystemAdministrator, "3406");
        using var browser = await web.SignedInAsync("li");

        await web.SignInAsync(browser, "wang");

        Assert.Contains("wang", (await browser.GetAsync("/account")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).Status);
        Assert.Equal(1, await web.UseAsync<ShouwangDb, int>(db => db.Sessions().CountAsync(session => session.RevokedAt == null)));
    }

    private static DateTimeOffset Midnight(GivenWeb web) => new(web.Clock.Today().AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
}
