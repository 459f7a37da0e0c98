using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Access;

public sealed class GrantTests(Databases databases)
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_security_administrator_gives_a_role_that_counts_until_its_last_day(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await given.AccountAsync("li");

        Assert.Null(await given.GiveAsync(FirstAccounts.Security, "li", Role.CountyOfficial, "340604", last: GivenAccounts.Today));
        var li = await given.WhoAsync("li");

        Assert.True(AccessRules.Decide(li, Right.WarningClose, Target.In(GivenAccounts.County), new(GivenAccounts.Today)).IsAllowed);
        Assert.False(AccessRules.Decide(li, Right.WarningClose, Target.In(GivenAccounts.County), new(GivenAccounts.Today.AddDays(1))).IsAllowed);
        Assert.Equal([GivenAccounts.County], li.TerritoriesOf(Right.WarningSee, GivenAccounts.Today));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_must_not_be_given_is_refused_with_its_reason(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await given.AccountAsync("li");
        await given.AccountAsync("wang");
        Assert.Null(await given.GiveAsync(FirstAccounts.Security, "li", Role.CountyOfficial, "340604"));

        Assert.Equal("denied", (await given.GiveAsync(FirstAccounts.System, "li", Role.CityOfficial, "3406"))!.Code);
        Assert.Equal("denied", (await given.GiveAsync(FirstAccounts.Security, FirstAccounts.Security, Role.CityOfficial, "3406"))!.Code);
        Assert.Equal("not_found", (await given.GiveAsync(FirstAccounts.Security, "li", Role.CountyOfficial, "340721"))!.Code);
        Assert.Equal("not_found", (await given.GiveAsync(FirstAccounts.Security, "nobody", Role.CountyOfficial, "340604"))!.Code);
        Assert.Equal("wrong_level", (await given.GiveAsync(FirstAccounts.Security, "wang", Role.VillageOfficial, "340604"))!.Code);
        Assert.Equal("ends_before_it_begins", (await given.GiveAsync(FirstAccounts.Security, "wang", Role.CityOfficial, "3406", last: GivenAccounts.Today.AddDays(-1)))!.Code);
        Assert.Equal("too_long", (await given.GiveAsync(FirstAccounts.Security, "wang", Role.CityOfficial, "3406", last: GivenAccounts.Today.AddYears(4)))!.Code);
        Assert.Equal("overlaps", (await given.GiveAsync(FirstAccounts.Security, "li", Role.CountyOfficial, "340604"))!.Code);
        Assert.Equal("no_worker_code", (await given.GiveAsync(FirstAccounts.Security, "wang", Role.FieldWorker, "340604003"))!.Code);
        Assert.Equal("no_source_code", (await given.GiveAsync(FirstAccounts.Security, "wang", Role.DepartmentOfficer, "3406"))!.Code);
        Assert.Equal("administrators_apart", (await given.GiveAsync(FirstAccounts.Security, "li", Role.AuditAdministrator, "3406"))!.Code);
        Assert.Equal("administrators_apart", (await given.GiveAsync(FirstAccounts.Security, FirstAccounts.System, Role.AuditAdministrator, "3406"))!.Code);
        Assert.Equal("administrators_apart", (await given.GiveAsync(FirstAccounts.Security, FirstAccounts.Audit, Role.CountyOfficial, "340604"))!.Code);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_administrator_roles_given_at_once_one_is_refused(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await given.AccountAsync("li");

        AccessRefusal?[] answers = await Task.WhenAll(
            given.GiveAsync(FirstAccounts.Security, "li", Role.SystemAdministrator, "3406"), given.GiveAsync(FirstAccounts.Security, "li", Role.AuditAdministrator, "3406"));

        Assert.Single(answers, answer => answer is null);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_revoked_role_is_gone_at_the_next_look_and_is_revoked_once(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await given.AccountAsync("li");
        await given.GiveAsync(FirstAccounts.Security, "li", Role.CountyOfficial, "340604");
        var grant = (await given.WhoAsync("li")).Grants[0].Id;
        var security = await given.WhoAsync(FirstAccounts.Security);
        await using var db = given.Open();
        var revoke = new RevokeGrant(db, given.Clock);

        Assert.Equal("denied", (await revoke.RunAsync(grant, "调离", await given.WhoAsync(FirstAccounts.Audit), TestContext.Current.CancellationToken))!.Code);
        Assert.Equal("reason_missing", (await revoke.RunAsync(grant, " ", security, TestContext.Current.CancellationToken))!.Code);
        Assert.Null(await revoke.RunAsync(grant, "调离", security, TestContext.Current.CancellationToken));
        Assert.Equal("already_revoked", (await revoke.RunAsync(grant, "调离", security, TestContext.Current.CancellationToken))!.Code);
        Assert.Empty((await given.WhoAsync("li")).Grants);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_session_is_ended_by_its_person_or_the_security_administrator_and_by_no_one_else(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        await given.AccountAsync("li");
        var li = await given.WhoAsync("li");
        await using var db = given.Open();
        Session[] sessions = [.. Enumerable.Range(0, 2).Select(_ => new Session(li.Account!.Value, "10.0.0.7", "Firefox", given.Clock.GetUtcNow(), WhoIs.SessionLife))];
        db.AddRange(sessions);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var revoke = new RevokeSession(db, given.Clock);

        Assert.NotNull(await new WhoIs(db, given.Clock).OfSessionAsync(sessions[0].Id, TestContext.Current.CancellationToken));
        Assert.True((await revoke.RunAsync(sessions[0].Id, await given.WhoAsync(FirstAccounts.System), TestContext.Current.CancellationToken))!.IsNotFound);
        Assert.Null(await revoke.RunAsync(sessions[0].Id, li, TestContext.Current.CancellationToken));
        Assert.Null(await revoke.RunAsync(sessions[1].Id, await given.WhoAsync(FirstAccounts.Security), TestContext.Current.CancellationToken));
        Assert.Null(await new WhoIs(db, given.Clock).OfSessionAsync(sessions[0].Id, TestContext.Current.CancellationToken));
        Assert.Equal(["li", FirstAccounts.Security], (await db.Sessions().Select(session => session.RevokedBy).ToListAsync(TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));
    }
}
