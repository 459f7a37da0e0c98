using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;

namespace Shouwang.Standards.Assessments;

/// <summary>An assessment as the database keeps it, with the law that it was made under: it needs no pack.</summary>
public sealed record StoredAssessment(Assessment Assessment, AssessmentDocument Document, LawText Law)
{
    /// <summary>The household's latest; null where none is kept.</summary>
    public static async Task<StoredAssessment?> LatestAsync(ShouwangDb db, Guid household, CancellationToken cancel)
    {
        var assessment = await db.Assessments().AsNoTracking().SingleOrDefaultAsync(a => a.HouseholdId == household && a.IsCurrent, cancel);
        if (assessment is null)
        {
            return null;
        }

        var law = await LawAsync(db, (assessment.PackHash, assessment.AsOf, assessment.KnownOn), cancel);
        return new StoredAssessment(assessment, new AssessmentContent(law).Read(assessment.Content), law);
    }

    internal static async Task<LawText> LawAsync(ShouwangDb db, (string PackHash, DateOnly AsOf, DateOnly KnownOn) key, CancellationToken cancel)
    {
        var (pack, asOf, knownOn) = key;
        var stored = await db.StoredLaws().AsNoTracking().SingleAsync(l => l.PackHash == pack && l.AsOf == asOf && l.KnownOn == knownOn, cancel);
        return AssessmentFiles.Law(Packed.OpenText(stored.Content));
    }
}
