using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Access;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Access;

public sealed class AccountImportTests(Databases databases) : IDisposable
{
    private const string Header = "account,name,unit,role,territory,purpose,from,to,worker\n";

    private readonly TempFolder folder = new();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Imported_roles_count_once_the_security_administrator_confirms_them(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        var path = folder.Write("accounts.csv", Header
            + "li,李娜,百善镇,township_official,340604003,monitoring,2026-03-01,2026-12-31,\n"
            + "li,李娜,百善镇,joint_reviewer,340604,review,2026-03-01,2026-12-31,\n"
            + "wang,王伟,百善镇,field_worker,340604003000,assistance,2026-03-01,2026-12-31,W1\n");

        var (summary, refusal) = await ImportAsync(given, path, await given.WhoAsync(FirstAccounts.System));
        var (again, _) = await ImportAsync(given, path, await given.WhoAsync(FirstAccounts.System));

        Assert.Null(refusal);
        Assert.Empty(summary!.Faults);
        Assert.Equal(["li", "wang"], summary.Links.Select(link => link.Account));
        Assert.Equal(3, summary.Granted);
        Assert.Equal((0, 0), (again!.Links.Count, again.Granted));
        Assert.Empty((await given.WhoAsync("li")).Grants);

        await using var db = given.Open();
        foreach (var waiting in await db.Grants().AsNoTracking().Where(grant => grant.GivenAt == null).ToListAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal("denied", (await new ConfirmGrant(db, given.Clock).RunAsync(waiting.Id, await given.WhoAsync(FirstAccounts.System), TestContext.Current.CancellationToken))!.Code);
            Assert.Null(await new ConfirmGrant(db, given.Clock).RunAsync(waiting.Id, await given.WhoAsync(FirstAccounts.Security), TestContext.Current.CancellationToken));
        }

        Assert.Equal(2, (await given.WhoAsync("li")).Grants.Count);
        Assert.Equal("W1", (await given.WhoAsync("wang")).WorkerCode);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task All_faults_are_named_and_nothing_is_imported(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        var path = folder.Write("accounts.csv", Header
            + "good,李娜,百善镇,township_official,340604003,monitoring,2026-03-01,2026-12-31,\n"
            + "王,王伟,百善镇,mayor,34,curiosity,2026-3-1,,\n"
            + "wide,王伟,百善镇,township_official,340604,monitoring,2026-03-01,2026-12-31,\n"
            + "late,王伟,百善镇,county_official,340604,monitoring,2025-03-01,2025-12-31,\n"
            + "walker,王伟,百善镇,field_worker,340604003,monitoring,2026-03-01,2026-12-31,\n"
            + "boss,王伟,百善镇,security_administrator,3406,maintenance,2026-03-01,2026-12-31,\n"
            + "far,王伟,百善镇,county_official,340721,monitoring,2026-03-01,2026-12-31,\n"
            + "good,李娜,别处,joint_reviewer,340604,review,2026-03-01,2026-12-31,\n");

        var (summary, _) = await ImportAsync(given, path, await given.WhoAsync(FirstAccounts.System));

        Assert.Equal(
            ["3:account", "3:role", "3:territory", "3:purpose", "3:from", "3:to", "4:territory", "5:to", "6:role", "7:role", "8:territory", "9:account"],
            summary!.Faults.Select(fault => $"{fault.Line}:{fault.Field}"));
        Assert.All(summary.Faults, fault => Assert.True(fault is { File: "accounts.csv", Reason: { Zh.Length: > 0, En.Length: > 0 } }));
        Assert.Empty(summary.Links);
        await using var db = given.Open();
        Assert.Equal(3, await db.Accounts().CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_the_operator_imports_counts_at_once_but_never_two_administrators_in_one(DatabaseKind kind)
    {
        var given = await GivenAccounts.OnAsync(databases, kind);
        var good = folder.Write("good.csv", Header + "li,李娜,市局,audit_administrator,3406,maintenance,2026-03-01,2026-12-31,\n");
        var bad = folder.Write("bad.csv", Header
            + "wang,王伟,市局,audit_administrator,3406,maintenance,2026-03-01,2026-12-31,\nwang,王伟,市局,security_administrator,3406,maintenance,2026-03-01,2026-12-31,\n");

        Assert.Equal(1, (await ImportAsync(given, good, Who.Operator("root"))).Summary!.Granted);
        Assert.Single((await given.WhoAsync("li")).Grants);
        Assert.Equal([3], (await ImportAsync(given, bad, Who.Operator("root"))).Summary!.Faults.Select(fault => fault.Line));
        Assert.Equal("denied", (await ImportAsync(given, good, await given.WhoAsync("li"))).Refusal!.Code);
    }

    [Fact]
    public async Task A_missing_or_unknown_column_is_named()
    {
        var given = await GivenAccounts.OnAsync(databases, DatabaseKind.Sqlite);
        var path = folder.Write("accounts.csv", "account,name,unit,role,place,purpose,from,to\n");

        Assert.Equal(["territory", "place"], (await ImportAsync(given, path, Who.Operator("root"))).Summary!.Faults.Select(fault => fault.Field));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<(AccountImportSummary? Summary, AccessRefusal? Refusal)> ImportAsync(GivenAccounts given, string path, Who who)
    {
        await using var db = given.Open();
        return await new ImportAccounts(db, given.Clock).RunAsync(path, who);
    }
}
