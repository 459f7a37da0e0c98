using DuckDB.NET.Data;
using Shouwang.Platform.Data;
using Shouwang.Platform.Records;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Ingest;

/// <summary>
/// Lays out what screening reads (docs/night.md section 5) on one connection: the register as of a day in temporary
/// tables, the rows of active batches as temporary views. People are numbers here; nothing names them.
/// </summary>
public sealed class ScreeningRelations
{
    private readonly RegisterSnapshot register;
    private readonly IReadOnlyList<int> personNumbers;
    private readonly Dictionary<Guid, int> indexOfPerson = [];
    private readonly Dictionary<int, int> indexOfNumber = [];
    private readonly Dictionary<Guid, int> numberOfHousehold = [];
    private readonly Dictionary<int, RegisteredHousehold> lastHomes = [];

    /// <param name="personNumbers">The store's number of each person of the snapshot, in its order.</param>
    public ScreeningRelations(RegisterSnapshot register, IReadOnlyList<int> personNumbers)
    {
        this.register = register;
        this.personNumbers = personNumbers;
        for (var i = 0; i < register.Persons.Count; i++)
        {
            indexOfPerson[register.Persons[i].Id] = i;
            indexOfNumber[personNumbers[i]] = i;
        }

        for (var i = 0; i < register.Households.Count; i++)
        {
            numberOfHousehold[register.Households[i].Id] = i + 1;
        }
    }

    public RegisteredPerson Person(int number) => register.Persons[indexOfNumber[number]];

    /// <summary>The household with a number; of who lives in none, the last one.</summary>
    public RegisteredHousehold Household(int number) => IsApart(number) ? lastHomes[number] : register.Households[number - 1];

    /// <summary>Whether the number is none of a household but of one person who has left it and is still paid.</summary>
    public bool IsApart(int number) => number > register.Households.Count;

    /// <summary>Fills or refills the relations for a day.</summary>
    public void Lay(RecordStore store, DateOnly asOf)
    {
        LayRegister(store, asOf);
        LayRows(store);
    }

    /// <summary>The rows of the batches that count now.</summary>
    public static void LayRows(RecordStore store)
    {
        Execute(store.Connection, BatchLedger.ActiveBatches);
        CreateViews(store.Connection, store);
    }

    /// <summary>The register on a day; it does not depend on rows.</summary>
    public void LayRegister(RecordStore store, DateOnly asOf)
    {
        var connection = store.Connection;
        var memberships = register.Memberships.Where(m => m.Period.Contains(asOf)).ToList();
        var apart = StillPaid(asOf, memberships);
        LayHouseholds(connection, asOf, apart);
        LayPersons(connection, asOf, memberships, apart);
        LayBenefits(connection, asOf, [.. memberships, .. apart]);
    }

    /// <summary>
    /// The last memberships of those who live in no household any more and are still paid: whoever struck a dead member off
    /// the household and forgot the payment must still see it. Each stands alone, so that no household counts one more.
    /// </summary>
    private List<Membership> StillPaid(DateOnly asOf, List<Membership> memberships)
    {
        var members = memberships.Select(m => m.PersonId).ToHashSet();
        var paid = register.Benefits.Where(b => b.Period.Contains(asOf) && !members.Contains(b.PersonId)).Select(b => b.PersonId).ToHashSet();
        var last = paid.Count == 0 ? [] : register.Memberships.Where(m => m.To < asOf && paid.Contains(m.PersonId)).GroupBy(m => m.PersonId).Select(spells => spells.MaxBy(m => m.To)!).ToList();
        foreach (var m in last)
        {
            lastHomes[ApartNumber(m.PersonId)] = register.Households[numberOfHousehold[m.HouseholdId] - 1];
        }

        return last;
    }

    private int ApartNumber(Guid person) => register.Households.Count + 1 + indexOfPerson[person];

    private static void CreateViews(DuckDBConnection connection, RecordStore store)
    {
        foreach (var type in store.Records.Types.Values)
        {
            var fields = string.Concat(type.Fields.Select(f => $", {(f.Type == FieldType.Code ? store.Codes.Text(type.Name, f.Name, $"r.\"{f.Name}\"") : $"r.\"{f.Name}\"")} AS \"{f.Name}\""));
            Execute(connection, $"""
                CREATE OR REPLACE TEMP VIEW in_{type.Name} AS
                SELECT b.rank AS batch, r.line, coalesce(l.person, r.subject) AS person{fields}
                FROM {type.Table} r JOIN active_batch b ON b.batch = r.batch LEFT JOIN link l ON l.subject = r.subject
                WHERE r.subject > 0 OR l.person IS NOT NULL
                """);
        }
    }

    private void LayHouseholds(DuckDBConnection connection, DateOnly asOf, List<Membership> apart)
    {
        var monitored = register.Tags.Where(t => t.Tag == HouseholdTag.Monitored && t.Period.Contains(asOf)).ToDictionary(t => t.HouseholdId, t => Words<MonitoredKind>.Of(t.Kind));
        Execute(connection, "CREATE OR REPLACE TEMP TABLE in_household(household INTEGER, division BIGINT, urban BOOLEAN, former_poor BOOLEAN, annual_income BIGINT, annual_rigid BIGINT, monitored VARCHAR)");
        using var appender = connection.CreateAppender("temp", "main", "in_household");
        // What a household has and earns is not that of who left it.
        var alone = apart.Select(m => (ApartNumber(m.PersonId), lastHomes[ApartNumber(m.PersonId)] with { AnnualIncome = null, AnnualRigid = null }, IsHome: false));
        foreach (var (number, h, isHome) in register.Households.Select((h, i) => (i + 1, h, IsHome: true)).Concat(alone))
        {
            var row = appender.CreateRow()
                .AppendValue(number)
                .AppendValue(long.Parse(h.Division.Text, System.Globalization.CultureInfo.InvariantCulture))
                .AppendValue(h.Urban)
                .AppendValue(h.FormerPoor);
            row = h.AnnualIncome is { } income ? row.AppendValue(income.Fen) : row.AppendNullValue();
            row = h.AnnualRigid is { } rigid ? row.AppendValue(rigid.Fen) : row.AppendNullValue();
            row = isHome && monitored.TryGetValue(h.Id, out var kind) ? row.AppendValue(kind) : row.AppendNullValue();
            row.EndRow();
        }
    }

    private void LayPersons(DuckDBConnection connection, DateOnly asOf, List<Membership> memberships, List<Membership> apart)
    {
        var category = register.Categories.Where(c => c.Period.Contains(asOf)).ToDictionary(c => c.PersonId);
        var exited = register.Categories.Where(c => c.To < asOf).GroupBy(c => c.PersonId).ToDictionary(spells => spells.Key, spells => spells.Max(c => c.To!.Value));
        Execute(connection, "CREATE OR REPLACE TEMP TABLE in_person(person INTEGER, household INTEGER, role INTEGER, birth DATE, male BOOLEAN, labour VARCHAR, stage VARCHAR, category VARCHAR, category_from DATE, exited_on DATE)");
        using var appender = connection.CreateAppender("temp", "main", "in_person");
        foreach (var (m, household) in memberships.Select(m => (m, numberOfHousehold[m.HouseholdId])).Concat(apart.Select(m => (m, ApartNumber(m.PersonId)))))
        {
            var index = indexOfPerson[m.PersonId];
            var p = register.Persons[index];
            var row = appender.CreateRow()
                .AppendValue(personNumbers[index])
                .AppendValue(household)
                .AppendValue((int)m.Role)
                .AppendValue(p.Birth)
                .AppendValue(p.Sex == Sex.Male)
                .AppendValue(Words<LabourCapacity>.Of(p.Labour))
                .AppendValue(Words<StudentStage>.Of(p.Stage));
            row = category.TryGetValue(m.PersonId, out var spell)
                ? row.AppendValue(Words<HouseholdCategory>.Of(spell.Category)).AppendValue(spell.From)
                : row.AppendNullValue().AppendNullValue();
            row = spell is null && exited.TryGetValue(m.PersonId, out var last) ? row.AppendValue(last) : row.AppendNullValue();
            row.EndRow();
        }
    }

    private void LayBenefits(DuckDBConnection connection, DateOnly asOf, List<Membership> memberships)
    {
        var householdOf = memberships.ToDictionary(m => m.PersonId, m => m.HouseholdId);
        var personByBody = register.Persons.ToDictionary(p => p.IdBody, p => p.Id);
        var current = register.Benefits.Where(b => b.Period.Contains(asOf) && householdOf.ContainsKey(b.PersonId)).ToList();
        var households = current.Where(b => b.Account.Length > 0).GroupBy(b => b.Account).ToDictionary(g => g.Key, g => g.Select(b => householdOf[b.PersonId]).Distinct().Count());
        Execute(connection, "CREATE OR REPLACE TEMP TABLE in_benefit(person INTEGER, kind VARCHAR, amount BIGINT, valid_from DATE, valid_to DATE, account_households INTEGER, holder_member BOOLEAN)");
        using var appender = connection.CreateAppender("temp", "main", "in_benefit");
        foreach (var b in register.Benefits.Where(b => householdOf.ContainsKey(b.PersonId)))
        {
            var member = b.HolderId is not { } holder
                || (personByBody.TryGetValue(holder.Body, out var holderPerson) && householdOf.TryGetValue(holderPerson, out var home) && home == householdOf[b.PersonId]);
            var row = appender.CreateRow()
                .AppendValue(personNumbers[indexOfPerson[b.PersonId]])
                .AppendValue(Words<BenefitKind>.Of(b.Kind))
                .AppendValue(b.Amount.Fen)
                .AppendValue(b.From.FirstDay);
            row = b.To is { } last ? row.AppendValue(last.LastDay) : row.AppendNullValue();
            row.AppendValue(households.GetValueOrDefault(b.Account, 1)).AppendValue(member).EndRow();
        }
    }

    private static void Execute(DuckDBConnection connection, string sql) => NativeRows.Execute(connection, sql);
}
