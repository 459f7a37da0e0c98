using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Access;

public sealed class AccountTests(Databases databases)
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_first_run_makes_three_administrators_and_one_link_and_a_second_run_ends_the_first_link(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await using var db = given.Open();
        var first = await db.Invitations().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);

        var again = await new FirstAccounts(db, given.Clock).RunAsync(GivenAccounts.City, TestContext.Current.CancellationToken);

        Assert.Equal(3, await db.Accounts().CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(given.Clock.GetUtcNow().AddHours(1), again!.ExpiresAt);
        var open = (await db.Invitations().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)).Single(invitation => invitation.IsOpen(given.Clock.GetUtcNow()));
        Assert.NotEqual(first.Id, open.Id);
        Assert.Equal(Invitation.HashOf(again.Path["/invitation/".Length..]), open.TokenHash);
        Assert.False(open.IsOpen(given.Clock.GetUtcNow().AddHours(1)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Once_somebody_has_begun_the_console_gives_no_more_links(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await using var db = given.Open();
        await db.Accounts().Where(account => account.UserName == FirstAccounts.System).ExecuteUpdateAsync(set => set.SetProperty(account => account.PasswordHash, "set"), TestContext.Current.CancellationToken);

        Assert.Null(await new FirstAccounts(db, given.Clock).RunAsync(GivenAccounts.City, TestContext.Current.CancellationToken));
        Assert.Equal([FirstAccounts.Security, FirstAccounts.Audit], (await new FirstAccounts(db, given.Clock).OthersAsync(await given.WhoAsync(FirstAccounts.System), TestContext.Current.CancellationToken)).Select(link => link.Account));
        Assert.Empty(await new FirstAccounts(db, given.Clock).OthersAsync(await given.WhoAsync(FirstAccounts.System), TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_account_needs_a_free_name_that_is_no_identity_number(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await given.AccountAsync("li.na");
        await using var db = given.Open();
        var create = new CreateAccount(db, given.Clock);
        var system = await given.WhoAsync(FirstAccounts.System);

        Assert.Equal("name_taken", (await create.RunAsync(new("LI.NA", "李娜", "县民政局"), system, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Equal("bad_name", (await create.RunAsync(new("11010519491231002X", "李娜", "县民政局"), system, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Equal("bad_name", (await create.RunAsync(new("李娜", "李娜", "县民政局"), system, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Equal("text_missing", (await create.RunAsync(new("wang", " ", "县民政局"), system, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Equal("denied", (await create.RunAsync(new("wang", "王伟", "县民政局"), await given.WhoAsync(FirstAccounts.Security), TestContext.Current.CancellationToken)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_link_ends_the_old_one_and_the_system_administrator_makes_none_for_an_administrator(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await given.AccountAsync("li");
        await using var db = given.Open();
        var issue = new IssueLink(db, given.Clock);
        var system = await given.WhoAsync(FirstAccounts.System);

        var (link, _) = await issue.RunAsync("li", false, system, TestContext.Current.CancellationToken);

        Assert.Equal(given.Clock.GetUtcNow().AddDays(3), link!.ExpiresAt);
        var li = await given.WhoAsync("li");
        Assert.Equal(1, await db.Invitations().CountAsync(invitation => invitation.AccountId == li.Account && invitation.EndedAt == null, TestContext.Current.CancellationToken));
        Assert.Equal("administrator_at_the_machine", (await issue.RunAsync(FirstAccounts.Security, false, system, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Equal("administrator_at_the_machine", (await issue.RunAsync("li", true, system, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.NotNull((await issue.RunAsync(FirstAccounts.Security, true, Who.Operator("root"), TestContext.Current.CancellationToken)).Link);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_list_shows_the_accounts_of_the_administrators_territory_and_those_that_have_none_yet(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        foreach (var (name, territory) in ((string, string)[])[("inside", "340604"), ("outside", "340602")])
        {
            await given.AccountAsync(name);
            Assert.Null(await given.GiveAsync(FirstAccounts.Security, name, Role.CountyOfficial, territory));
        }

        await given.AccountAsync("fresh");
        await given.AccountAsync("county-system");
        Assert.Null(await given.GiveAsync(FirstAccounts.Security, "county-system", Role.SystemAdministrator, "340604"));
        await using var db = given.Open();
        var list = new ListAccounts(db, given.Clock);
        var county = await given.WhoAsync("county-system");

        Assert.Equal(["county-system", "fresh", "inside"], (await list.RunAsync(new(), county, cancel: TestContext.Current.CancellationToken)).Listing!.Rows.Select(row => row.Name));
        Assert.Null(await list.OneAsync("outside", county, TestContext.Current.CancellationToken));
        Assert.Equal(7, (await list.RunAsync(new(), await given.WhoAsync(FirstAccounts.System), take: 2, cancel: TestContext.Current.CancellationToken)).Listing!.Total);
        Assert.Equal(["outside"], (await list.RunAsync(new(Within: Territory.Parse("340602")), Who.Operator("root"), cancel: TestContext.Current.CancellationToken)).Listing!.Rows.Select(row => row.Name));
        Assert.Equal(["inside"], (await list.RunAsync(new("INSI", Role.CountyOfficial), Who.Operator("root"), cancel: TestContext.Current.CancellationToken)).Listing!.Rows.Select(row => row.Name));
        Assert.Equal("denied", (await list.RunAsync(new(), await given.WhoAsync("inside"), cancel: TestContext.Current.CancellationToken)).Refusal!.Code);
    }
}
