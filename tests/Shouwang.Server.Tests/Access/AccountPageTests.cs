using System.Net;
using Shouwang.Platform.Access;
using Xunit;

namespace Shouwang.Server.Tests.Access;

[Collection(WebCollection.Name)]
public sealed class AccountPageTests
{
    [Fact]
    public async Task One_makes_the_account_another_gives_the_role_and_the_person_begins()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("system-1", Role.SystemAdministrator, "3406");
        await web.AccountAsync("security-1", Role.SecurityAdministrator, "3406");
        using var system = await web.SignedInAsync("system-1");
        using var security = await web.SignedInAsync("security-1");

        var made = await system.SubmitAsync("/accounts/new", "new", ("name", "li"), ("person", "李娜"), ("unit", "百善镇"));
        Assert.Contains("/invitation/", made.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await security.GetAsync("/accounts/new")).Status);
        Assert.DoesNotContain("授予角色", (await system.GetAsync("/accounts/li")).Html, StringComparison.Ordinal);

        var day = web.Clock.Today();
        (string, string)[] role = [("role", "township_official"), ("place", "340604003"), ("purpose", "monitoring"), ("from", $"{day:yyyy-MM-dd}"), ("to", $"{day.AddYears(1):yyyy-MM-dd}"), ("why", "到岗")];
        Assert.Contains("已授予", (await security.SubmitAsync("/accounts/li", "give", role)).Html, StringComparison.Ordinal);
        Assert.Contains("同期已有相同的授权", (await security.SubmitAsync("/accounts/li", "give", role)).Html, StringComparison.Ordinal);
        Assert.Contains("李娜", (await system.GetAsync("/accounts?role=township_official")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("李娜", (await system.GetAsync("/accounts?role=city_official")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_outside_of_the_territory_answers_as_what_does_not_exist()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("county-system", Role.SystemAdministrator, "340604");
        await web.AccountAsync("outside", Role.CountyOfficial, "340602");
        await web.AccountAsync("inside", Role.TownshipOfficial, "340604003");
        using var system = await web.SignedInAsync("county-system");

        Assert.Equal(HttpStatusCode.OK, (await system.GetAsync("/accounts/inside")).Status);
        var (foreign, unknown) = (await system.GetAsync("/accounts/outside"), await system.GetAsync("/accounts/nobody-at-all"));
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Contains("没有这个页面", foreign.Html, StringComparison.Ordinal);
        Assert.Contains("没有这个页面", unknown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("outside", (await system.GetAsync("/accounts")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_are_no_accounts_are_not_found_and_other_roles_are_forbidden()
    {
        await using var web = await GivenWeb.StartAsync();
        await web.AccountAsync("li", Role.CountyOfficial, "340604");
        using var li = await web.SignedInAsync("li");

        Assert.Equal(HttpStatusCode.Forbidden, (await li.GetAsync("/accounts")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await li.GetAsync("/accounts/li")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await li.GetAsync("/accounts/nobody")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await li.GetAsync("/no-such-page")).Status);
    }
}
