using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Exits;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Reviews;

/// <param name="Open">Proposed and not decided, after the night.</param>
internal sealed record ReviewCounts(int Opened, int Updated, int Withdrawn, int Open);

/// <summary>Proposes, updates and withdraws reviews after a reassessment, all at once.</summary>
internal sealed class ReviewBook(ShouwangDb db, LawDay day, ExitTerms? exits)
{
    public async Task<ReviewCounts> ProposeAsync(RegisterAssessments register, RegisterStanding standing, KeptAssessments kept, CancellationToken cancel)
    {
        var live = await db.ProposedReviews().AsNoTracking().Where(r => r.EndedOn == null).ToDictionaryAsync(r => r.HouseholdId, cancel);
        // What is undetermined differs from nothing, so it proposes nothing, and what an earlier night proposed ends.
        var found = register.All.Select(a => (Household: a, Found: standing.From(a))).Where(f => f.Found is not null).ToDictionary(f => f.Found!.HouseholdId);
        var ended = live.Values.Where(r => !found.ContainsKey(r.HouseholdId)).ToList();
        var (seen, differing) = (new List<Guid>(), new List<(Assessed Household, Difference Found, ProposedReview? Review)>());
        foreach (var (id, (household, difference)) in found)
        {
            var review = live.GetValueOrDefault(id);
            if (review?.Covers(difference!, kept.Now[id].FactsHash) == true)
            {
                seen.Add(review.Id);
            }
            else if (review is { State: not ReviewState.Proposed })
            {
                // What was decided is not what is found now.
                ended.Add(review);
                differing.Add((household, difference!, null));
            }
            else
            {
                differing.Add((household, difference!, review));
            }
        }

        var withdrawn = ended.Count(r => r.State == ReviewState.Proposed);
        ended.ForEach(r => r.End(day.AsOf));
        var (opened, updated) = await WordAsync(differing, register, kept, cancel);
        // What ends makes room for what opens: a household has one live review.
        db.BulkUpsert(ended.Concat(updated));
        await db.ProposedReviews().Where(r => EF.Parameter(seen.ToArray()).Contains(r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.LastSeenOn, day.AsOf), cancel);
        db.BulkInsert(opened);
        return new ReviewCounts(opened.Count, updated.Count, withdrawn, live.Values.Count(r => r.State == ReviewState.Proposed) + opened.Count);
    }

    private async Task<(List<ProposedReview> Opened, List<ProposedReview> Updated)> WordAsync(
        List<(Assessed Household, Difference Found, ProposedReview? Review)> differing, RegisterAssessments register, KeptAssessments kept, CancellationToken cancel)
    {
        var before = await EarlierAsync([.. differing.Select(d => d.Found.HouseholdId)], kept, cancel);
        var text = LawText.Of(day);
        var (opened, updated) = (new List<ProposedReview>(), new List<ProposedReview>());
        var reasons = differing.AsParallel().AsOrdered().WithCancellation(cancel).Select(d =>
        {
            var way = d.Household.FadesOut && d.Found.Kind == ReviewKind.Category ? exits!.After(d.Review?.FoundOn ?? day.AsOf, day.KnownOn) : null;
            return ReviewReason.Of(day.Law, d.Found, new ReasonSource(text, register.Document(d.Household)), before.GetValueOrDefault(d.Found.HouseholdId), way);
        }).ToList();
        foreach (var ((_, found, known), reason) in differing.Zip(reasons))
        {
            var now = kept.Now[found.HouseholdId];
            if (known is null)
            {
                opened.Add(new ProposedReview(Guid.CreateVersion7(), found, now, reason, day.Law.Hash, day.AsOf));
            }
            else
            {
                known.Take(found, now, reason, day.Law.Hash, day.AsOf);
                updated.Add(known);
            }
        }

        return (opened, updated);
    }

    /// <summary>The values of what was current before tonight, where tonight came to something else.</summary>
    private async Task<Dictionary<Guid, ReasonSource>> EarlierAsync(IReadOnlyList<Guid> households, KeptAssessments kept, CancellationToken cancel)
    {
        var ids = households.Where(h => kept.Before.TryGetValue(h, out var earlier) && earlier.Id != kept.Now[h].Id).Select(h => kept.Before[h].Id).ToArray();
        var documents = new Dictionary<Guid, ReasonSource>();
        if (ids.Length == 0)
        {
            return documents;
        }

        var found = await db.Assessments().AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.Id)).ToListAsync(cancel);
        foreach (var group in found.GroupBy(a => (a.PackHash, a.AsOf, a.KnownOn)))
        {
            var law = await StoredAssessment.LawAsync(db, group.Key, cancel);
            var content = new AssessmentContent(law);
            foreach (var assessment in group)
            {
                documents.Add(assessment.HouseholdId, new ReasonSource(law, content.Read(assessment.Content)));
            }
        }

        return documents;
    }
}
