using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Registry;

namespace Shouwang.Standards.Reviews;

/// <summary>A review as lists show it.</summary>
/// <param name="Head">Name of the head of the household; null where none is registered.</param>
public sealed record ReviewRow(
    string Household,
    string? Head,
    DivisionCode Division,
    ReviewKind Kind,
    ReviewState State,
    string FromCategory,
    string ToCategory,
    Money Paid,
    Money Due,
    string ReasonZh,
    string ReasonEn,
    DateOnly FoundOn,
    DateOnly LastSeenOn,
    DateOnly? EndedOn,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Note,
    string PackHash)
{
    public Bilingual Reason => new(ReasonZh, ReasonEn);

    /// <summary>Per month: below zero the household would lose.</summary>
    public Money Change => Due - Paid;

    internal static IQueryable<ReviewRow> Of(IQueryable<ProposedReview> reviews, ShouwangDb db) =>
        from review in reviews
        join household in db.Households().AsNoTracking() on review.HouseholdId equals household.Id
        let head = db.Memberships().Where(member => member.HouseholdId == review.HouseholdId && member.Role == HouseholdRole.Head && member.To == null)
            .Join(db.Persons(), member => member.PersonId, one => one.Id, (member, one) => one.Name).FirstOrDefault()
        select new ReviewRow(
            household.Code, head, household.Division, review.Kind, review.State, review.FromCategory, review.ToCategory, review.Paid, review.Due, review.ReasonZh, review.ReasonEn,
            review.FoundOn, review.LastSeenOn, review.EndedOn, review.DecidedBy, review.DecidedAt, review.Note, review.PackHash);
}
