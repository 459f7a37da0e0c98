using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Data;

public sealed class DatabaseTests(Databases databases)
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_migrations_say_all_that_the_model_says(DatabaseKind kind)
    {
        await using var db = (await databases.FreshAsync(kind)).Open();

        Assert.False(db.Database.HasPendingModelChanges(), "Run scripts/migrate.sh NAME.");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Both_databases_have_the_same_tables_and_columns(DatabaseKind kind)
    {
        await using var db = (await databases.FreshAsync(kind)).Open();

        var entity = db.Model.FindEntityType(typeof(Household))!;

        Assert.Equal("registry_household", entity.GetTableName());
        Assert.Equal("annual_income", entity.FindProperty(nameof(Household.AnnualIncome))!.GetColumnName());
        Assert.All(db.Model.GetEntityTypes(), type => Assert.Matches("^(registry|standards|policy|monitoring|work|responsibility|evaluation|platform)_[a-z_]+$", type.GetTableName()));
    }

    [Fact]
    public async Task Sqlite_keeps_what_was_acknowledged_and_checks_references()
    {
        await using var db = (await databases.FreshAsync(DatabaseKind.Sqlite)).Open();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.Equal("wal", await PragmaAsync(db, "journal_mode"));
        Assert.Equal("2", await PragmaAsync(db, "synchronous"));
        Assert.Equal("1", await PragmaAsync(db, "foreign_keys"));
        Assert.Equal("30000", await PragmaAsync(db, "busy_timeout"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_grid_without_its_worker_is_refused_by_the_database_itself(DatabaseKind kind)
    {
        await using var db = (await databases.FreshAsync(kind)).Open();

        db.Add(new Grid("G1", DivisionCode.Parse("340604003003"), "nobody"));

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Without_PostgreSQL_the_tests_fail_and_say_what_to_install()
    {
        var error = Assert.Throws<InvalidOperationException>(() => PostgresServer.FindBinaries(["/nowhere"]));

        Assert.Contains("apt-get install -y postgresql", error.Message, StringComparison.Ordinal);
    }

    private static async Task<string?> PragmaAsync(ShouwangDb db, string pragma)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }
}
