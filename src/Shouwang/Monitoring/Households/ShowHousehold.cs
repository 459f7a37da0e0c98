using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Warnings;
using Shouwang.Platform.Data;
using Shouwang.Registry;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Reviews;

namespace Shouwang.Monitoring.Households;

/// <summary>A household's whole story: who lives and lived in it, what is paid, what was warned of, what the law says.</summary>
/// <param name="Members">Those who live in it, the head first, then those who have left.</param>
/// <param name="Warnings">About the household or a member, the latest first.</param>
/// <param name="Assessment">The latest that a night has kept; null where none is.</param>
/// <param name="Reviews">What nights have proposed, the latest first.</param>
/// <param name="Worker">Of the household's grid.</param>
public sealed record HouseholdStory(
    Household Household,
    IReadOnlyList<HouseholdMember> Members,
    IReadOnlyList<WarningRow> Warnings,
    StoredAssessment? Assessment,
    IReadOnlyList<ReviewRow> Reviews,
    Worker? Worker);

/// <param name="Person">With the history of classes.</param>
public sealed record HouseholdMember(Person Person, Membership Membership, IReadOnlyList<Benefit> Benefits)
{
    public bool HasLeft => Membership.To is not null;
}

/// <summary>Reads it from the register, the warnings and the assessments.</summary>
public sealed class ShowHousehold(ShouwangDb db)
{
    /// <returns>Null where there is no such household.</returns>
    public async Task<HouseholdStory?> RunAsync(string code, CancellationToken cancel = default)
    {
        var household = await db.Households().AsNoTracking().Include(home => home.Tags).Include(home => home.Memberships).SingleOrDefaultAsync(home => home.Code == code, cancel);
        if (household is null)
        {
            return null;
        }

        var ids = household.Memberships.Select(member => member.PersonId).Distinct().ToList();
        var people = await db.Persons().AsNoTracking().Include(person => person.Categories).Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancel);
        var benefits = (await db.Benefits().AsNoTracking().Where(benefit => ids.Contains(benefit.PersonId)).ToListAsync(cancel)).ToLookup(benefit => benefit.PersonId);
        var warnings = await db.Warnings().AsNoTracking().Where(warning => warning.HouseholdId == household.Id).OrderByDescending(warning => warning.RaisedOn).ThenBy(warning => warning.Number).AsRows(db).ToListAsync(cancel);
        var grid = household.GridCode is null ? null : await db.Grids().AsNoTracking().SingleOrDefaultAsync(one => one.Code == household.GridCode, cancel);
        return new HouseholdStory(
            household,
            [.. household.Memberships.OrderBy(member => member.To is not null).ThenBy(member => member.Role).ThenBy(member => people[member.PersonId].Birth)
                .Select(member => new HouseholdMember(people[member.PersonId], member, [.. benefits[member.PersonId].OrderByDescending(benefit => benefit.From)]))],
            warnings,
            await StoredAssessment.LatestAsync(db, household.Id, cancel),
            (await new ListReviews(db).RunAsync(new ReviewFilter(Household: code), 0, 20, cancel)).Rows,
            grid is null ? null : await db.Workers().AsNoTracking().SingleOrDefaultAsync(worker => worker.Code == grid.WorkerCode, cancel));
    }
}
