using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwang.Platform.Data;
using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Assessments;

namespace Shouwang.Standards.Reviews;

public enum ReviewKind
{
    /// <summary>The household or one of its members belongs into another class than the register says; the amount goes with it.</summary>
    Category,
    /// <summary>The classes are right, but another amount is paid than is due.</summary>
    Amount,
}

public enum ReviewState
{
    /// <summary>Somebody must look at the household.</summary>
    Proposed,
    /// <summary>An officer takes it up: the register will follow, by its own procedure.</summary>
    Accepted,
    /// <summary>An officer has looked, and the register is right.</summary>
    Dismissed,
    /// <summary>Nobody decided, and a later night no longer proposes it.</summary>
    Withdrawn,
}

/// <summary>A member whose class differs.</summary>
public sealed record MemberChange(Guid Person, string From, string To);

/// <summary>What register and law say of one household where they differ.</summary>
/// <param name="From">The highest class of its members by the register.</param>
/// <param name="To">The highest class of its members by law.</param>
/// <param name="Paid">Per month, by the register.</param>
/// <param name="Due">Per month, by law.</param>
public sealed record Difference(Guid HouseholdId, ReviewKind Kind, string From, string To, Money Paid, Money Due, IReadOnlyList<MemberChange> Members)
{
    /// <summary>Members as the table keeps them.</summary>
    internal string MemberText => string.Join(' ', Members.Select(m => $"{m.Person:N}={m.From}>{m.To}"));
}

/// <summary>
/// A reassessment came to another category or amount than the register: somebody must look at the household. Nothing
/// changes by itself. It is live until a night no longer finds what it says; a household has one live review at most, and
/// later nights go into it. What an officer has decided is not proposed again while it is live.
/// </summary>
public sealed class ProposedReview
{
    private const int LongestNote = 500;

    private ProposedReview()
    {
    }

    internal ProposedReview(Guid id, Difference found, KeptAssessment assessment, Bilingual reason, string packHash, DateOnly day)
    {
        (Id, HouseholdId, FoundOn, State) = (id, found.HouseholdId, day, ReviewState.Proposed);
        Take(found, assessment, reason, packHash, day);
    }

    public Guid Id { get; private set; }

    public Guid HouseholdId { get; private set; }

    public ReviewKind Kind { get; private set; }

    public ReviewState State { get; private set; }

    /// <summary>A code of the pack.</summary>
    public string FromCategory { get; private set; } = "";

    public string ToCategory { get; private set; } = "";

    /// <summary>Per month, by the register.</summary>
    public Money Paid { get; private set; }

    /// <summary>Per month, by law.</summary>
    public Money Due { get; private set; }

    /// <summary>Members whose class differs: <c>id=from&gt;to</c>, joined by blanks.</summary>
    public string Members { get; private set; } = "";

    public string ReasonZh { get; private set; } = "";

    public string ReasonEn { get; private set; } = "";

    public Guid AssessmentId { get; private set; }

    /// <summary>Of the assessment: a dismissed review stays silent only while the facts are those that the officer saw.</summary>
    public string FactsHash { get; private set; } = "";

    public string PackHash { get; private set; } = "";

    public DateOnly FoundOn { get; private set; }

    /// <summary>The latest day that found the same.</summary>
    public DateOnly LastSeenOn { get; private set; }

    /// <summary>The day that no longer found it; null while it is live.</summary>
    public DateOnly? EndedOn { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? Note { get; private set; }

    /// <summary>An officer's decision. Null where it was taken, else why not.</summary>
    internal ReviewRefusal? Decide(ReviewState decision, string by, string note, DateTimeOffset at)
    {
        if (decision is not (ReviewState.Accepted or ReviewState.Dismissed))
        {
            throw new ArgumentOutOfRangeException(nameof(decision), decision, "Only a night withdraws.");
        }

        if (State != ReviewState.Proposed)
        {
            return ReviewRefusal.Decided(this);
        }

        if (note.Trim() is not { Length: > 0 and <= LongestNote } text)
        {
            return ReviewRefusal.NoteMissing;
        }

        (State, DecidedBy, DecidedAt, Note) = (decision, by, at, text);
        return null;
    }

    /// <summary>Whether a night finds what stands here already, or what an officer has decided already.</summary>
    internal bool Covers(Difference found, string factsHash) =>
        (Kind, FromCategory, ToCategory, Paid, Due, Members) == (found.Kind, found.From, found.To, found.Paid, found.Due, found.MemberText)
        && (State == ReviewState.Accepted || FactsHash == factsHash);

    /// <summary>The same household still differs, but otherwise, or for another reason.</summary>
    internal void Take(Difference found, KeptAssessment assessment, Bilingual reason, string packHash, DateOnly day)
    {
        (Kind, FromCategory, ToCategory, Paid, Due, Members) = (found.Kind, found.From, found.To, found.Paid, found.Due, found.MemberText);
        (AssessmentId, FactsHash, ReasonZh, ReasonEn, PackHash, LastSeenOn) = (assessment.Id, assessment.FactsHash, reason.Zh, reason.En, packHash, day);
    }

    /// <summary>No longer found: withdrawn, unless an officer has decided.</summary>
    internal void End(DateOnly day) => (State, EndedOn) = (State == ReviewState.Proposed ? ReviewState.Withdrawn : State, day);
}

internal sealed class ProposedReviewMapping : IEntityTypeConfiguration<ProposedReview>
{
    public void Configure(EntityTypeBuilder<ProposedReview> builder)
    {
        builder.HasKey(review => review.Id);
        builder.Property(review => review.Id).ValueGeneratedNever();

        // Two officers at once: the second is told.
        builder.Property(review => review.State).IsConcurrencyToken();

        // Whatever goes wrong elsewhere, nobody is examined twice for the same thing.
        builder.HasIndex(review => review.HouseholdId).IsUnique().HasFilter("ended_on IS NULL");
        builder.HasIndex(review => review.State);
        builder.HasOne<Household>().WithMany().HasForeignKey(review => review.HouseholdId);
        builder.HasOne<Assessment>().WithMany().HasForeignKey(review => review.AssessmentId);
    }
}

/// <summary>The table of proposed reviews.</summary>
public static class ReviewTables
{
    public static DbSet<ProposedReview> ProposedReviews(this ShouwangDb db) => db.Set<ProposedReview>();
}
