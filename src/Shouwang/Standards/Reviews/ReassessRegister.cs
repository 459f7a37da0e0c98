using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Standards.Exits;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Reviews;

/// <summary>What a reassessment of the whole register did.</summary>
/// <param name="WithoutFacts">Households of which nothing is known, or in which nobody lives: not assessed.</param>
/// <param name="Undetermined">Households that a missing fact leaves open: nothing is proposed for them.</param>
/// <param name="Stored">New assessments.</param>
/// <param name="Confirmed">Assessments that came to the same once more.</param>
/// <param name="Opened">Proposed reviews.</param>
/// <param name="Updated">Open reviews that now say something else.</param>
/// <param name="Withdrawn">Reviews that nobody had decided and that are no longer proposed.</param>
/// <param name="Open">Reviews that are proposed now and not decided.</param>
/// <param name="Unread">Stored facts that the pack no longer understands.</param>
/// <param name="Refused">Why nothing was assessed; null where it was.</param>
public sealed record ReassessSummary(
    int Households, int WithoutFacts, int Undetermined, int Stored, int Confirmed, int Opened, int Updated, int Withdrawn, int Open, IReadOnlyList<Bilingual> Unread, Bilingual? Refused)
{
    /// <summary>Households that were assessed.</summary>
    public int Assessed => Households - WithoutFacts;

    internal static ReassessSummary Nothing(Bilingual? why) => new(0, 0, 0, 0, 0, 0, 0, 0, 0, [], why);
}

/// <summary>
/// Assesses the whole register under the law of a day, keeps what has changed, and proposes a review where the law comes to
/// another category or amount than the register. It changes nobody's category and nobody's payment. The same day again finds nothing new.
/// </summary>
public sealed class ReassessRegister(ShouwangDb db, Law law, ExitTerms? exits, TimeProvider clock)
{
    /// <exception cref="OverflowException">A number left the range of 64 bits.</exception>
    public async Task<ReassessSummary> RunAsync(DateOnly asOf, CancellationToken cancel = default)
    {
        if (!await db.Facts().AnyAsync(cancel))
        {
            return ReassessSummary.Nothing(null);
        }

        LawDay day;
        try
        {
            day = law.On(asOf, asOf);
        }
        catch (ParameterNotInForceException e)
        {
            return ReassessSummary.Nothing(e.Reason);
        }

        var facts = await new LoadFacts(db, law).RunAsync(asOf, null, cancel);
        var register = new RegisterAssessments(facts, day, exits?.When);
        var standing = await RegisterStanding.ReadAsync(db, facts, asOf, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (db.Database.IsNpgsql())
        {
            // SQLite lets one writer in; here an officer's decision must wait too, or the night would write over it.
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE standards_proposed_review, standards_assessment IN SHARE ROW EXCLUSIVE MODE", cancel);
        }

        var kept = await new AssessmentBook(db, day, clock).KeepAsync(facts, register, cancel);
        var reviews = await new ReviewBook(db, day, exits).ProposeAsync(register, standing, kept, cancel);
        await transaction.CommitAsync(cancel);
        return new ReassessSummary(
            facts.Households.Count,
            facts.Households.Count - register.All.Count,
            register.All.Count(a => a.Answer == Assessments.Answer.Undetermined),
            kept.Stored,
            register.All.Count - kept.Stored,
            reviews.Opened,
            reviews.Updated,
            reviews.Withdrawn,
            reviews.Open,
            facts.Unread,
            null);
    }
}
