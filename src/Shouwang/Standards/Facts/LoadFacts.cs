using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Registry;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Facts;

/// <summary>Loads the register as of a day with its facts into a <see cref="Population"/>: households by code, members by relation and birth.</summary>
public sealed class LoadFacts(ShouwangDb db, Law law)
{
    private const int BlockRows = 4096;

    private const int BlocksAhead = 4;

    private const string HouseholdSql = "SELECT id, code, division, urban, former_poor FROM registry_household";

    private const string MemberSql = """
        SELECT m.household_id, m.person_id, m.role, p.birth, p.sex, p.labour, p.stage
        FROM registry_membership m JOIN registry_person p ON p.id = m.person_id
        WHERE m.valid_from <= @p0 AND (m.valid_to IS NULL OR m.valid_to >= @p0)
        """;

    private const string ClassSql = "SELECT person_id, category FROM registry_category_spell WHERE valid_from <= @p0 AND (valid_to IS NULL OR valid_to >= @p0)";

    private const string FactSql = "SELECT COALESCE(household_id, person_id), source, seen_on, origin, inputs FROM standards_fact WHERE entity = @p0";

    /// <param name="household">Only this one; null for the whole register.</param>
    public async Task<RegisterFacts> RunAsync(DateOnly asOf, Guid? household = null, CancellationToken cancel = default)
    {
        var rows = new FactRows(law);
        object[] one = household is { } id ? [id] : [];
        var households = new List<(FactHousehold Household, bool Urban, bool FormerPoor)>();
        await db.BulkReadAsync(
            household is null ? HouseholdSql : $"{HouseholdSql} WHERE id = @p0",
            r => households.Add((new(r.GetGuid(0), r.GetString(1), DivisionCode.Parse(r.GetString(2))), r.GetBoolean(3), r.GetBoolean(4))), cancel, one);
        var members = new List<FactMember>();
        await db.BulkReadAsync(household is null ? MemberSql : $"{MemberSql} AND m.household_id = @p1", r => members.Add(Member(r)), cancel, [asOf, .. one]);
        var classes = new Dictionary<Guid, string>();
        await db.BulkReadAsync(ClassSql, r => classes[r.GetGuid(0)] = r.GetString(1), cancel, asOf);
        rows.AddHouseholds(households, members, classes);
        // One statement an entity: reading its name again on each of some hundred thousand rows is not free.
        var owners = household is null ? "" : $" AND (household_id = @p1 OR person_id IN ({string.Join(", ", members.Select((_, i) => $"@p{i + 2}").DefaultIfEmpty("NULL"))}))";
        object[] whose = household is null ? [] : [.. one, .. members.Select(m => (object)m.Person)];
        foreach (var entity in await db.FactFiles().AsNoTracking().Select(f => f.Entity).Order().ToListAsync(cancel))
        {
            if (rows.Form(entity) is { } form)
            {
                await AddAsync(rows, form, $"{FactSql}{owners} ORDER BY line", [entity, .. whose], cancel);
            }
        }

        return rows.Build();
    }

    private static FactMember Member(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), Words<HouseholdRole>.Parse(r.GetString(2)), r.GetFieldValue<DateOnly>(3), Words<Sex>.Parse(r.GetString(4)), r.GetString(5), r.GetString(6));

    /// <summary>While one core reads rows, another understands those that came before, in their order.</summary>
    private async Task AddAsync(FactRows rows, FactForm form, string sql, object[] parameters, CancellationToken cancel)
    {
        using var blocks = new BlockingCollection<List<StoredFact>>(BlocksAhead);
        var adding = Task.Run(
            () =>
            {
                try
                {
                    foreach (var fact in blocks.GetConsumingEnumerable(cancel).SelectMany(block => block))
                    {
                        rows.Add(form, fact.Owner, fact.Source, fact.Origin, fact.Inputs);
                    }
                }
                finally
                {
                    // Whoever still reads must not wait for room that nobody makes.
                    blocks.CompleteAdding();
                }
            },
            CancellationToken.None);
        try
        {
            var block = new List<StoredFact>();
            await db.BulkReadAsync(
                sql,
                r =>
                {
                    block.Add(Stored(r));
                    if (block.Count == BlockRows)
                    {
                        blocks.Add(block, cancel);
                        block = [];
                    }
                },
                cancel,
                parameters);
            blocks.Add(block, cancel);
        }
        catch (InvalidOperationException) when (adding.IsFaulted)
        {
            // Nothing more is taken; the reason comes from the other side.
        }
        finally
        {
            blocks.CompleteAdding();
            await adding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await adding;
    }

    private static StoredFact Stored(DbDataReader r) => new(
        r.GetGuid(0),
        r.IsDBNull(1) ? null : r.GetString(1),
        new(r.IsDBNull(2) ? null : r.GetFieldValue<DateOnly>(2), r.IsDBNull(3) ? null : r.GetString(3)),
        r.GetFieldValue<byte[]>(4));

    private readonly record struct StoredFact(Guid Owner, string? Source, FactOrigin Origin, byte[] Inputs);
}

/// <param name="Labour">The register's word, which the pack's codes share.</param>
/// <param name="Stage">The same.</param>
internal sealed record FactMember(Guid Household, Guid Person, HouseholdRole Role, DateOnly Birth, Sex Sex, string Labour, string Stage);
