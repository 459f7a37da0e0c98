using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Standards.Reviews;

/// <summary>An officer accepts or dismisses what a night proposed. The register is not touched: accepting says that somebody will.</summary>
public sealed class DecideReview(ShouwangDb db, TimeProvider clock)
{
    /// <param name="Household">Its code.</param>
    /// <param name="Decision">Accepted or dismissed.</param>
    public sealed record Command(string Household, ReviewState Decision, string Note, string Officer);

    /// <returns>Null where it was decided, else why not.</returns>
    public async Task<ReviewRefusal?> RunAsync(Command command, CancellationToken cancel = default)
    {
        if (await db.Households().AsNoTracking().SingleOrDefaultAsync(h => h.Code == command.Household, cancel) is not { } household)
        {
            return ReviewRefusal.UnknownHousehold(command.Household);
        }

        if (await db.ProposedReviews().SingleOrDefaultAsync(r => r.HouseholdId == household.Id && r.EndedOn == null, cancel) is not { } review)
        {
            return ReviewRefusal.NoReview;
        }

        if (review.Decide(command.Decision, command.Officer, command.Note, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ReviewRefusal.ChangedMeanwhile;
        }
    }
}
