using System.Data.Common;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// Reads the register past EF: its 300,000 rows become plain records, and EF takes three times as long to make them
/// (docs/decisions/0017). The columns are those of the registry's mappings; a test holds this reading against EF's. Two connections read at once.
/// </summary>
internal sealed class RegisterRows
{
    private readonly ShouwangDb db;
    private readonly CancellationToken cancel;

    // The same village and month come many thousand times.
    private readonly Dictionary<string, DivisionCode> divisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Month> months = new(StringComparer.Ordinal);

    private RegisterRows(ShouwangDb db, CancellationToken cancel) => (this.db, this.cancel) = (db, cancel);

    public static async Task<RegisterSnapshot> ReadAsync(ShouwangDb db, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            // Only its own connection sees what a transaction has written.
            var alone = new RegisterRows(db, cancel);
            return Snapshot(await alone.WhoAsync(), await alone.HistoryAsync());
        }

        await using var beside = db.Beside();
        var history = Task.Run(() => new RegisterRows(beside, cancel).HistoryAsync(), CancellationToken.None);
        try
        {
            return Snapshot(await new RegisterRows(db, cancel).WhoAsync(), await history);
        }
        finally
        {
            await ((Task)history).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static RegisterSnapshot Snapshot((List<RegisteredPerson> Persons, List<RegisteredHousehold> Households, List<Membership> Memberships) who, (List<CategorySpell> Categories, List<TagSpell> Tags, List<Benefit> Benefits) history) =>
        new(who.Persons, who.Households, who.Memberships, history.Categories, history.Tags, history.Benefits);

    private async Task<(List<RegisteredPerson>, List<RegisteredHousehold>, List<Membership>)> WhoAsync()
    {
        var persons = await AllAsync("SELECT id, id_number, name, birth, sex, labour, stage FROM registry_person", r => new RegisteredPerson(
            r.GetGuid(0), IdNumber.Parse(r.GetString(1)).Body, r.GetString(2), Day(r, 3), Words<Sex>.Parse(r.GetString(4)), Words<LabourCapacity>.Parse(r.GetString(5)), Words<StudentStage>.Parse(r.GetString(6))));
        var households = await AllAsync("SELECT id, code, division, address, phone, urban, former_poor, annual_income, annual_rigid FROM registry_household", r => new RegisteredHousehold(
            r.GetGuid(0), r.GetString(1), Division(r, 2), r.GetString(3), r.GetString(4), r.GetBoolean(5), r.GetBoolean(6), Amount(r, 7), Amount(r, 8)));
        var memberships = await AllAsync("SELECT person_id, household_id, role, valid_from, valid_to FROM registry_membership", r => new Membership(
            r.GetGuid(0), r.GetGuid(1), Words<HouseholdRole>.Parse(r.GetString(2)), Day(r, 3), LastDay(r, 4)));
        persons.Sort((a, b) => a.IdBody.CompareTo(b.IdBody));
        households.Sort((a, b) => string.CompareOrdinal(a.Code, b.Code));
        return (persons, households, memberships);
    }

    private async Task<(List<CategorySpell>, List<TagSpell>, List<Benefit>)> HistoryAsync()
    {
        var categories = await AllAsync("SELECT person_id, category, valid_from, valid_to, source FROM registry_category_spell", r => new CategorySpell(
            r.GetGuid(0), Words<HouseholdCategory>.Parse(r.GetString(1)), Day(r, 2), LastDay(r, 3), r.GetString(4)));
        var tags = await AllAsync("SELECT household_id, tag, kind, causes, valid_from, valid_to FROM registry_tag_spell", r => new TagSpell(
            r.GetGuid(0), Words<HouseholdTag>.Parse(r.GetString(1)), Words<MonitoredKind>.Parse(r.GetString(2)), Words<RiskCauses>.Parse(r.GetString(3)), Day(r, 4), LastDay(r, 5)));
        var benefits = await AllAsync("SELECT person_id, kind, amount, valid_from, valid_to, account, holder_id FROM registry_benefit", r => new Benefit(
            r.GetGuid(0), Words<BenefitKind>.Parse(r.GetString(1)), new Money(r.GetInt64(2)), MonthOf(r, 3), r.IsDBNull(4) ? null : MonthOf(r, 4), r.GetString(5), r.IsDBNull(6) ? null : IdNumber.Parse(r.GetString(6))));
        return (categories, tags, benefits);
    }

    private async Task<List<T>> AllAsync<T>(string sql, Func<DbDataReader, T> row)
    {
        var rows = new List<T>();
        await db.BulkReadAsync(sql, r => rows.Add(row(r)), cancel);
        return rows;
    }

    private static DateOnly Day(DbDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    private static DateOnly? LastDay(DbDataReader row, int column) => row.IsDBNull(column) ? null : Day(row, column);

    private static Money? Amount(DbDataReader row, int column) => row.IsDBNull(column) ? null : new Money(row.GetInt64(column));

    private DivisionCode Division(DbDataReader row, int column) => Known(divisions, row.GetString(column), DivisionCode.Parse);

    private Month MonthOf(DbDataReader row, int column) => Known(months, row.GetString(column), Month.Parse);

    private static T Known<T>(Dictionary<string, T> known, string text, Func<string, T> parse)
    {
        if (!known.TryGetValue(text, out var value))
        {
            known[text] = value = parse(text);
        }

        return value;
    }
}
