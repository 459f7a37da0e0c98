using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Xunit;

namespace Shouwang.Server.Tests.Access;

[Collection(WebCollection.Name)]
public sealed partial class SignInTests
{
    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in_and_back()
    {
        await using var web = await GivenWeb.StartAsync();
        using var browser = web.Browser();

        Assert.Equal("/sign-in?back=%2Fwarnings%3Fpage%3D2", (await browser.GetAsync("/warnings?page=2")).Location);
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/accounts")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task The_first_person_begins_with_the_link_of_the_console_and_gets_the_links_of_the_two_others()
    {
        await using var web = await GivenWeb.StartAsync();
        using var browser = web.Browser();
        var link = (await web.FirstLinkAsync())!.Path;

        Assert.Contains("不一致", (await browser.SubmitAsync(link, "password", ("password", "three plain words"), ("again", "four plain words"))).Html, StringComparison.Ordinal);
        Assert.Contains("至少 12 位", (await browser.SubmitAsync(link, "password", ("password", "short"), ("again", "short"))).Html, StringComparison.Ordinal);
        Assert.Equal("/sign-in/set-up", (await browser.SubmitAsync(link, "password", ("password", GivenWeb.Password), ("again", GivenWeb.Password))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).Status);
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/accounts")).Location, StringComparison.Ordinal);

        var secret = Secret().Match((await browser.GetAsync("/sign-in/set-up")).Html).Groups[1].Value;
        Assert.Contains("数字不对", (await browser.SubmitAsync("/sign-in/set-up", "set-up", ("code", "000000"))).Html, StringComparison.Ordinal);
        var done = await browser.SubmitAsync("/sign-in/set-up", "set-up", ("code", Totp.Code(secret)));

        Assert.Equal(2, OneTime().Count(done.Html));
        Assert.Equal(10, RecoveryCode().Count(done.Html));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/warnings")).Status);
        Assert.Null(await web.FirstLinkAsync());
    }

    [Fact]
    public async Task A_first_link_is_dead_after_an_hour()
    {
        await using var web = await GivenWeb.StartAsync();
        using var browser = web.Browser();
        var link = (await web.FirstLinkAsync())!.Path;
        web.Clock.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).Status);
    }

    [Fact]
    public async Task The_password_alone_opens_nothing_and_a_code_works_once()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var browser = web.Browser();

        Assert.StartsWith("/sign-in/code", (await browser.SubmitAsync("/sign-in", "sign-in", ("name", "LI"), ("password", GivenWeb.Password))).Location, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/warnings")).Location, StringComparison.Ordinal);

        var code = Totp.Code(web.SecretOf("li"));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync("/sign-in/code", "code", ("code", code))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/warnings")).Status);

        using var overTheShoulder = web.Browser();
        await overTheShoulder.SubmitAsync("/sign-in", "sign-in", ("name", "li"), ("password", GivenWeb.Password));
        Assert.Contains("验证码不对或已用过", (await overTheShoulder.SubmitAsync("/sign-in/code", "code", ("code", code))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_nobody_is_told_which_was_wrong()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var browser = web.Browser();

        var unknown = await browser.SubmitAsync("/sign-in", "sign-in", ("name", "nobody"), ("password", "wrong"));
        for (var guess = 0; guess < 5; guess++)
        {
            var wrong = await browser.SubmitAsync("/sign-in", "sign-in", ("name", "li"), ("password", "wrong"));
            Assert.Contains("账号或密码不对", wrong.Html, StringComparison.Ordinal);
        }

        Assert.Contains("账号或密码不对", unknown.Html, StringComparison.Ordinal);
        Assert.Contains("账号或密码不对", (await browser.SubmitAsync("/sign-in", "sign-in", ("name", "li"), ("password", GivenWeb.Password))).Html, StringComparison.Ordinal);
        Assert.True(await web.UseAsync<ListAccounts, bool>(async list => (await list.OneAsync("li", Who.Operator("test")))!.IsLocked));
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account_too()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var browser = web.Browser();
        await browser.SubmitAsync("/sign-in", "sign-in", ("name", "li"), ("password", GivenWeb.Password));

        for (var guess = 0; guess < 5; guess++)
        {
            await browser.SubmitAsync("/sign-in/code", "code", ("code", "wrong-code"));
        }

        Assert.Contains("验证码不对", (await browser.SubmitAsync("/sign-in/code", "code", ("code", Totp.Code(web.SecretOf("li"))))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_of_the_second_factor_is_sealed_in_the_database()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");

        var stored = await web.UseAsync<ShouwangDb, string[]>(db => db.Set<AccountToken>().Select(token => token.Value!).ToArrayAsync());

        Assert.NotEmpty(stored);
        Assert.DoesNotContain(stored, value => value.Contains(web.SecretOf("li"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_link_for_a_lost_password_still_asks_for_the_second_factor_and_ends_all_sessions()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var old = await web.SignedInAsync("li");
        using var browser = web.Browser();
        var link = (await web.UseAsync<IssueLink, IssuedLink?>(async issue => (await issue.RunAsync("li", false, Who.Operator("test"))).Link))!.Path;

        Assert.Equal("/sign-in/code", (await browser.SubmitAsync(link, "password", ("password", "quite other words"), ("again", "quite other words"))).Location);
        Assert.StartsWith("/sign-in", (await browser.GetAsync("/warnings")).Location, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await old.GetAsync("/warnings")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_authenticator_replaces_the_old_one_when_it_is_confirmed_and_not_before()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var browser = await web.SignedInAsync("li");

        Assert.Equal("/sign-in/set-up", (await browser.SubmitAsync("/account", "authenticator", ("code", Totp.Code(web.SecretOf("li"), 1)))).Location);
        var secret = Secret().Match((await browser.GetAsync("/sign-in/set-up")).Html).Groups[1].Value;
        Assert.NotEqual(web.SecretOf("li"), secret);
        Assert.Contains("数字不对", (await browser.SubmitAsync("/sign-in/set-up", "set-up", ("code", "000000"))).Html, StringComparison.Ordinal);
        using (await web.SignedInAsync("li", -1))
        {
        }

        Assert.Equal(10, RecoveryCode().Count((await browser.SubmitAsync("/sign-in/set-up", "set-up", ("code", Totp.Code(secret)))).Html));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/warnings")).Status);

        using var other = web.Browser();
        await other.SubmitAsync("/sign-in", "sign-in", ("name", "li"), ("password", GivenWeb.Password));
        Assert.Equal(HttpStatusCode.OK, (await other.SubmitAsync("/sign-in/code", "code", ("code", Totp.Code(web.SecretOf("li"), 2)))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await other.SubmitAsync("/sign-in/code", "code", ("code", Totp.Code(secret, 1)))).Status);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var browser = await web.SignedInAsync("li");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-out")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-in", ("_handler", "sign-in"), ("name", "li"), ("password", GivenWeb.Password))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
    }

    [GeneratedRegex("<code id=\"secret\">([A-Z2-7]+)</code>")]
    private static partial Regex Secret();

    [GeneratedRegex("class=\"one-time\"")]
    private static partial Regex OneTime();

    [GeneratedRegex("<li><code>[^<]+</code></li>")]
    private static partial Regex RecoveryCode();
}

/// <summary>Each test has a server of its own; one after the other, so that the slow passwords do not slow each other.</summary>
[CollectionDefinition(Name)]
public sealed class WebCollection
{
    public const string Name = "web";
}
