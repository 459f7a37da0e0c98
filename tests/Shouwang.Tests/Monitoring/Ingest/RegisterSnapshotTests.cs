using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Shouwang.Tests.Registry;
using Xunit;

namespace Shouwang.Tests.Monitoring.Ingest;

public sealed class RegisterSnapshotTests(Databases databases) : IDisposable
{
    private readonly GivenRegister register = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => register.Dispose();

    // The night reads the register by statements of its own: a column that changes its meaning must not change it silently.
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_night_sees_the_same_register_as_everybody_else(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await register.ImportAsync(database);
        await using var db = database.Open();

        await HoldsWhatIsStoredAsync(db);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Inside_a_transaction_it_sees_what_that_has_written(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await register.ImportAsync(database);
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await db.Benefits().ExecuteDeleteAsync(Cancel);

        Assert.Empty((await RegisterSnapshot.ReadAsync(db, Cancel)).Benefits);
        await HoldsWhatIsStoredAsync(db);
    }

    private static async Task HoldsWhatIsStoredAsync(ShouwangDb db)
    {
        var snapshot = await RegisterSnapshot.ReadAsync(db, Cancel);
        Assert.NotEmpty(snapshot.Persons);
        Assert.NotEmpty(snapshot.Tags);
        var persons = await db.Persons().AsNoTracking().ToListAsync(Cancel);
        Assert.Equal(persons.Select(p => new RegisteredPerson(p.Id, p.IdNumber.Body, p.Name, p.Birth, p.Sex, p.Labour, p.Stage)).OrderBy(p => p.IdBody), snapshot.Persons);
        var households = await db.Households().AsNoTracking().ToListAsync(Cancel);
        Assert.Equal(
            households.Select(h => new RegisteredHousehold(h.Id, h.Code, h.Division, h.Address, h.Phone, h.Urban, h.FormerPoor, h.AnnualIncome, h.AnnualRigid)).OrderBy(h => h.Code, StringComparer.Ordinal),
            snapshot.Households);
        Assert.Equal((await db.Memberships().AsNoTracking().ToListAsync(Cancel)).ToHashSet(), snapshot.Memberships.ToHashSet());
        Assert.Equal((await db.CategorySpells().AsNoTracking().ToListAsync(Cancel)).ToHashSet(), snapshot.Categories.ToHashSet());
        Assert.Equal((await db.TagSpells().AsNoTracking().ToListAsync(Cancel)).ToHashSet(), snapshot.Tags.ToHashSet());
        Assert.Equal((await db.Benefits().AsNoTracking().ToListAsync(Cancel)).ToHashSet(), snapshot.Benefits.ToHashSet());
    }
}
