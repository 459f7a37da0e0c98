using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Registry;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Data;

public sealed class BulkWritingTests(Databases databases)
{
    private static readonly DivisionCode Village = DivisionCode.Parse("340604003003");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Bulk_rows_are_the_same_in_the_database_as_rows_saved_one_by_one(DatabaseKind kind)
    {
        var saved = await databases.FreshAsync(kind);
        var bulk = await databases.FreshAsync(kind);
        await using (var db = saved.Open())
        {
            Fill(db, rows => db.AddRange(rows));
            await db.SaveChangesAsync(Cancel);
        }

        await using (var db = bulk.Open())
        {
            Fill(db, null);
        }

        foreach (var table in new[] { "registry_worker", "registry_grid", "registry_household", "registry_person", "registry_tag_spell", "registry_benefit" })
        {
            var expected = await DumpAsync(saved, table);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await DumpAsync(bulk, table));
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_upsert_overwrites_what_is_there_and_adds_what_is_not(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await using var db = database.Open();
        db.BulkInsert([new Worker("W1", "甲", Village), new Worker("W2", "乙", Village)]);

        Assert.Equal(2, db.BulkUpsert([new Worker("W2", "丙", Village), new Worker("W3", "", Village)]));

        await using var fresh = database.Open();
        Assert.Equal(["甲", "丙", ""], await fresh.Workers().OrderBy(worker => worker.Code).Select(worker => worker.Name).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_row_that_breaks_a_rule_takes_the_whole_batch_with_it(DatabaseKind kind)
    {
        await using var db = (await databases.FreshAsync(kind)).Open();

        Assert.Throws<DbUpdateException>(() => db.BulkInsert([new Worker("W1", "甲", Village), new Worker("W1", "乙", Village)]));

        Assert.Equal(0, await db.Workers().CountAsync(Cancel));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Bulk_writing_belongs_to_the_transaction_around_it(DatabaseKind kind)
    {
        var database = await databases.FreshAsync(kind);
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            db.BulkInsert([new Worker("W1", "甲", Village)]);
            db.BulkUpsert([new Worker("W2", "乙", Village)]);
            db.BulkUpsert([new Worker("W2", "丙", Village)]);
            await transaction.RollbackAsync(Cancel);
        }

        await using var fresh = database.Open();
        Assert.Equal(0, await fresh.Workers().CountAsync(Cancel));
    }

    private static void Fill(ShouwangDb db, Action<IEnumerable<object>>? add)
    {
        var id = Guid.Parse("0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001");
        var household = new Household(id, "H'1\"", new HouseholdParticulars(Village, new string('长', 3_000), "", "G1", true, false, new Money(123), null, 2));
        var person = new Person(id, IdNumber.Parse("34069918851231002X"), new PersonParticulars("𠮷田", Sex.Female, LabourCapacity.Weak, StudentStage.None));
        Add(new Worker("W1", "", Village.At(DivisionLevel.Township)!.Value));
        Add(new Grid("G1", Village, "W1"));
        Add(household);
        Add(person);
        Add(new TagSpell(id, HouseholdTag.Monitored, MonitoredKind.MarginalProne, RiskCauses.Illness | RiskCauses.Other, new DateOnly(2025, 1, 31), null));
        Add(new Benefit(id, BenefitKind.CategoryTopup, new Money(75_400), Month.Parse("2025-01"), Month.Parse("2025-12"), "6217", person.IdNumber));

        void Add<TEntity>(TEntity row)
            where TEntity : class
        {
            if (add is null)
            {
                db.BulkInsert([row]);
            }
            else
            {
                add([row]);
            }
        }
    }

    private static async Task<List<string>> DumpAsync(TestDatabase database, string table)
    {
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync(Cancel);
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={reader.GetDataTypeName(i)}:{(reader.IsDBNull(i) ? "NULL" : reader.GetValue(i))}")));
        }

        return rows;
    }
}
