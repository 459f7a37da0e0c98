using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Standards.Reviews;

/// <summary>Which reviews to list. What is left out does not restrict.</summary>
/// <param name="States">Any of these; empty is any.</param>
/// <param name="Household">Its code.</param>
/// <param name="Within">A county, township or village.</param>
/// <param name="FoundFrom">First day on which it was found.</param>
/// <param name="FoundTo">Last day on which it was found.</param>
/// <param name="Places">In any of these; empty is nowhere. What a person may see, beside what he asks for.</param>
public sealed record ReviewFilter(
    IReadOnlyList<ReviewState>? States = null, ReviewKind? Kind = null, string? Household = null, DivisionCode? Within = null, DateOnly? FoundFrom = null, DateOnly? FoundTo = null,
    IReadOnlyList<DivisionCode>? Places = null)
{
    internal IQueryable<ProposedReview> Of(IQueryable<ProposedReview> reviews, ShouwangDb db)
    {
        reviews = States is { Count: > 0 } states ? reviews.Where(review => states.Contains(review.State)) : reviews;
        reviews = Kind is { } kind ? reviews.Where(review => review.Kind == kind) : reviews;
        reviews = FoundFrom is { } from ? reviews.Where(review => review.FoundOn >= from) : reviews;
        reviews = FoundTo is { } to ? reviews.Where(review => review.FoundOn <= to) : reviews;
        reviews = Household is { } code ? reviews.Where(review => db.Households().Any(h => h.Id == review.HouseholdId && h.Code == code)) : reviews;
        if (Places is { } places)
        {
            var homes = db.Households().WhereIn(h => (string)(object)h.Division, places);
            reviews = reviews.Where(review => homes.Any(h => h.Id == review.HouseholdId));
        }

        // Stored as its 12 digits, which the database compares as text.
        return Within?.Prefix is { } prefix ? reviews.Where(review => db.Households().Any(h => h.Id == review.HouseholdId && ((string)(object)h.Division).StartsWith(prefix))) : reviews;
    }
}

/// <param name="Total">How many the filter lets through, on all pages.</param>
public sealed record ReviewListing(int Total, IReadOnlyList<ReviewRow> Rows);

/// <summary>The list of reviews: the newest first, then by household.</summary>
public sealed class ListReviews(ShouwangDb db)
{
    /// <param name="take">How many at most; null is all of them, for exports.</param>
    public async Task<ReviewListing> RunAsync(ReviewFilter filter, int skip = 0, int? take = 50, CancellationToken cancel = default)
    {
        var filtered = filter.Of(db.ProposedReviews().AsNoTracking(), db);
        var total = await filtered.CountAsync(cancel);
        var page = filtered.OrderByDescending(review => review.FoundOn).ThenBy(review => review.HouseholdId).ThenBy(review => review.Id).Skip(skip).Take(take ?? int.MaxValue);
        return new ReviewListing(total, await ReviewRow.Of(page, db).ToListAsync(cancel));
    }
}
