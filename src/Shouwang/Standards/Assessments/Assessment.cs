using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Standards.Assessments;

/// <summary>
/// A household's assessment as it is kept. While facts, law and every value stay the same only <see cref="ConfirmedOn"/> moves.
/// </summary>
public sealed class Assessment
{
    private Assessment()
    {
    }

    internal Assessment(Guid id, Guid householdId, AssessmentDocument document, string rules, string factsHash, string valuesHash, byte[] content, DateTimeOffset assessedAt)
    {
        Id = id;
        HouseholdId = householdId;
        (AsOf, KnownOn, PackHash) = (document.AsOf, document.KnownOn, document.LawHash);
        (Answer, Category, Monthly) = (document.Answer, document.Category, document.Monthly is { } fen ? new Money(fen) : null);
        (Rules, FactsHash, ValuesHash, Content, AssessedAt) = (rules, factsHash, valuesHash, content, assessedAt);
        ConfirmedOn = document.AsOf;
        IsCurrent = true;
    }

    public Guid Id { get; private set; }

    public Guid HouseholdId { get; private set; }

    public DateOnly AsOf { get; private set; }

    public DateOnly KnownOn { get; private set; }

    /// <summary>With <see cref="AsOf"/> and <see cref="KnownOn"/> the key of its <see cref="StoredLaw"/>.</summary>
    public string PackHash { get; private set; } = "";

    /// <summary>Hash of the pack and of which parameter values counted: the same on every day on which the law is the same.</summary>
    public string Rules { get; private set; } = "";

    /// <summary>Of all facts with their days and origins.</summary>
    public string FactsHash { get; private set; } = "";

    /// <summary>Of all values and branches.</summary>
    public string ValuesHash { get; private set; } = "";

    public Answer Answer { get; private set; }

    /// <summary>A code of the pack; null while undetermined.</summary>
    public string? Category { get; private set; }

    /// <summary>Null while undetermined.</summary>
    public Money? Monthly { get; private set; }

    /// <summary>Facts with source and date, all values and branches: see <see cref="AssessmentContent"/>.</summary>
    public byte[] Content { get; private set; } = [];

    public DateTimeOffset AssessedAt { get; private set; }

    /// <summary>The last day on which a reassessment came to the same.</summary>
    public DateOnly ConfirmedOn { get; private set; }

    /// <summary>The household's latest.</summary>
    public bool IsCurrent { get; private set; }
}

/// <summary>The law that assessments of one day were made under, as <see cref="LawText"/>: kept once, so that they explain themselves without the pack.</summary>
/// <param name="Content">JSON, compressed.</param>
public sealed record StoredLaw(string PackHash, DateOnly AsOf, DateOnly KnownOn, byte[] Content);

internal sealed class AssessmentMapping : IEntityTypeConfiguration<Assessment>
{
    public void Configure(EntityTypeBuilder<Assessment> builder)
    {
        builder.HasKey(assessment => assessment.Id);
        builder.Property(assessment => assessment.Id).ValueGeneratedNever();
        builder.HasIndex(assessment => assessment.HouseholdId).IsUnique().HasFilter("is_current");
        builder.HasIndex(assessment => new { assessment.HouseholdId, assessment.AsOf });
        builder.HasOne<Household>().WithMany().HasForeignKey(assessment => assessment.HouseholdId);
        builder.HasOne<StoredLaw>().WithMany().HasForeignKey(assessment => new { assessment.PackHash, assessment.AsOf, assessment.KnownOn });
    }
}

internal sealed class StoredLawMapping : IEntityTypeConfiguration<StoredLaw>
{
    public void Configure(EntityTypeBuilder<StoredLaw> builder) => builder.HasKey(law => new { law.PackHash, law.AsOf, law.KnownOn });
}

/// <summary>The tables of assessments.</summary>
public static class AssessmentTables
{
    public static DbSet<Assessment> Assessments(this ShouwangDb db) => db.Set<Assessment>();

    public static DbSet<StoredLaw> StoredLaws(this ShouwangDb db) => db.Set<StoredLaw>();
}
