using Microsoft.Extensions.Time.Testing;
using Shouwang.Platform.Access;
using Shouwang.Platform.Data;
using Shouwang.Tests.Given;

namespace Shouwang.Tests.Platform.Access;

/// <summary>The three administrators and a clock that stands at eight in the morning.</summary>
internal sealed class GivenAccounts
{
    public static readonly Territory City = Territory.Parse("3406");
    public static readonly Territory County = Territory.Parse("340604");
    public static readonly DateOnly Today = new(2026, 3, 2);

    private readonly TestDatabase database;

    private GivenAccounts(TestDatabase database) => this.database = database;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8)));

    public static async Task<GivenAccounts> OnAsync(Databases databases, DatabaseKind kind)
    {
        var given = new GivenAccounts(await databases.FreshAsync(kind));
        await using var db = given.Open();
        await new FirstAccounts(db, given.Clock).RunAsync(City);
        return given;
    }

    public ShouwangDb Open() => database.Open();

    public async Task<Who> WhoAsync(string name)
    {
        await using var db = Open();
        return (await new WhoIs(db, Clock).OfNameAsync(name))!;
    }

    /// <summary>A new account without a role.</summary>
    public async Task AccountAsync(string name, string? worker = null, string? source = null)
    {
        await using var db = Open();
        var (_, refusal) = await new CreateAccount(db, Clock).RunAsync(new(name, "某人", "百善镇", worker, source), await WhoAsync(FirstAccounts.System));
        Xunit.Assert.Null(refusal);
    }

    public async Task<AccessRefusal?> GiveAsync(string by, string to, Role role, string territory, Purpose purpose = Purpose.Monitoring, DateOnly? last = null, DateOnly? first = null)
    {
        await using var db = Open();
        return await new GiveGrant(db, Clock).RunAsync(new(to, role, Territory.Parse(territory), purpose, first ?? Today, last ?? Today.AddYears(1), "调岗"), await WhoAsync(by));
    }
}
