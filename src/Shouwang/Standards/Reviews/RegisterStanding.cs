using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Registry;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Reviews;

/// <summary>What the register says of each household on a day – classes and monthly payments – beside what the law makes of it.</summary>
/// <param name="paid">Fen of the day's month, by household.</param>
internal sealed class RegisterStanding(RegisterFacts facts, long[] paid)
{
    private const string BenefitSql = "SELECT person_id, kind, amount FROM registry_benefit WHERE valid_from <= @p0 AND (valid_to IS NULL OR valid_to >= @p0)";

    public static async Task<RegisterStanding> ReadAsync(ShouwangDb db, RegisterFacts facts, DateOnly day, CancellationToken cancel)
    {
        var kinds = facts.Population.Law.Outcome.Benefits.SelectMany(b => b.PaidAs).Select(Words<BenefitKind>.Of).ToHashSet(StringComparer.Ordinal);
        var parents = facts.Population.Persons.Parent;
        var householdOf = facts.Persons.Select((id, row) => (id, row)).ToDictionary(p => p.id, p => parents[p.row]);
        var paid = new long[facts.Households.Count];
        await db.BulkReadAsync(
            BenefitSql,
            r =>
            {
                if (kinds.Contains(r.GetString(1)) && householdOf.TryGetValue(r.GetGuid(0), out var household))
                {
                    paid[household] += r.GetInt64(2);
                }
            },
            cancel,
            Month.Of(day).ToString());
        return new RegisterStanding(facts, paid);
    }

    /// <summary>Null where register and law agree, or where the law cannot say.</summary>
    public Difference? From(Assessed law)
    {
        if (law.Monthly is not { } due)
        {
            return null;
        }

        var first = facts.Population.Persons.First[law.Row];
        var outcome = facts.Population.Law.Outcome;
        if (law.Persons.Where((_, i) => facts.Classes[first + i] != outcome.Outside && !outcome.Order.Contains(facts.Classes[first + i])).Any())
        {
            // A class that the pack's law does not know is not its to take away.
            return null;
        }

        var members = law.Persons.Select((to, i) => new MemberChange(facts.Persons[first + i], facts.Classes[first + i], to)).Where(m => m.From != m.To).ToList();
        if (members.Count == 0 && paid[law.Row] == due)
        {
            return null;
        }

        var kind = members.Count > 0 ? ReviewKind.Category : ReviewKind.Amount;
        return new Difference(facts.Households[law.Row].Id, kind, facts.ClassOf(law.Row), outcome.Highest(law.Persons), new Money(paid[law.Row]), new Money(due), members);
    }
}
