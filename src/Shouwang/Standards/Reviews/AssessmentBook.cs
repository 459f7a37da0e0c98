using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Reviews;

/// <param name="Now">By household the current assessment of each that was assessed.</param>
/// <param name="Before">By household what was current before.</param>
internal sealed record KeptAssessments(IReadOnlyDictionary<Guid, KeptAssessment> Now, IReadOnlyDictionary<Guid, KeptAssessment> Before, int Stored);

/// <summary>A stored assessment without its content. Facts, law and values decide everything else that it says.</summary>
internal sealed record KeptAssessment(Guid Id, string Rules, string FactsHash, string ValuesHash);

/// <summary>Keeps the assessments of a night: a new row where facts, law or any value has changed, else the day of the old one moves.</summary>
internal sealed class AssessmentBook(ShouwangDb db, LawDay day, TimeProvider clock)
{
    public async Task<KeptAssessments> KeepAsync(RegisterFacts facts, RegisterAssessments register, CancellationToken cancel)
    {
        var before = await db.Assessments().AsNoTracking().Where(a => a.IsCurrent)
            .Select(a => new { a.HouseholdId, Kept = new KeptAssessment(a.Id, a.Rules, a.FactsHash, a.ValuesHash) })
            .ToDictionaryAsync(a => a.HouseholdId, a => a.Kept, cancel);
        var rules = Rules();
        // In the order of the register: what is made on several cores must not depend on which was first.
        var hashes = register.All.AsParallel().AsOrdered().WithCancellation(cancel).Select(a => register.Hashes(a.Row)).ToList();
        var now = new Dictionary<Guid, KeptAssessment>();
        var changed = new List<(Assessed Household, KeptAssessment Kept)>();
        foreach (var (household, (ofFacts, ofValues)) in register.All.Zip(hashes))
        {
            var id = facts.Households[household.Row].Id;
            var kept = new KeptAssessment(before.GetValueOrDefault(id)?.Id ?? default, rules, ofFacts, ofValues);
            if (before.GetValueOrDefault(id) != kept)
            {
                kept = kept with { Id = Guid.CreateVersion7() };
                changed.Add((household, kept));
            }

            now.Add(id, kept);
        }

        await ConfirmAsync(now, before, cancel);
        await WriteAsync(facts, register, changed, before, cancel);
        return new KeptAssessments(now, before, changed.Count);
    }

    /// <summary>The pack and which of each parameter's values counts: equal on every day on which the law is equal.</summary>
    private string Rules()
    {
        var values = day.Law.Used.Select(p => (p.Name, Value: day.ValueOf(p)))
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Name} {v.Value.From:yyyyMMdd} {v.Value.Published:yyyyMMdd}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(day.Law.Hash + "\n" + string.Join('\n', values))));
    }

    private async Task ConfirmAsync(Dictionary<Guid, KeptAssessment> now, Dictionary<Guid, KeptAssessment> before, CancellationToken cancel)
    {
        var same = now.Where(n => before.GetValueOrDefault(n.Key) == n.Value).Select(n => n.Value.Id).ToArray();
        if (same.Length > 0)
        {
            await db.Assessments().Where(a => a.ConfirmedOn < day.AsOf && EF.Parameter(same).Contains(a.Id)).ExecuteUpdateAsync(set => set.SetProperty(a => a.ConfirmedOn, day.AsOf), cancel);
        }
    }

    private async Task WriteAsync(RegisterFacts facts, RegisterAssessments register, List<(Assessed Household, KeptAssessment Kept)> changed, Dictionary<Guid, KeptAssessment> before, CancellationToken cancel)
    {
        if (changed.Count == 0)
        {
            return;
        }

        var text = LawText.Of(day);
        var content = new AssessmentContent(text);
        await KeepLawAsync(text, cancel);
        var old = changed.Select(c => before.GetValueOrDefault(facts.Households[c.Household.Row].Id)).OfType<KeptAssessment>().Select(k => k.Id).ToArray();
        await db.Assessments().Where(a => EF.Parameter(old).Contains(a.Id)).ExecuteUpdateAsync(set => set.SetProperty(a => a.IsCurrent, false), cancel);
        var moment = clock.GetUtcNow();
        db.BulkInsert(changed.AsParallel().AsOrdered().WithCancellation(cancel).Select(c =>
        {
            var document = register.Document(c.Household);
            return new Assessment(c.Kept.Id, facts.Households[c.Household.Row].Id, document, c.Kept.Rules, c.Kept.FactsHash, c.Kept.ValuesHash, content.Write(document), moment);
        }));
    }

    private async Task KeepLawAsync(LawText text, CancellationToken cancel)
    {
        if (!await db.StoredLaws().AnyAsync(l => l.PackHash == text.Hash && l.AsOf == text.AsOf && l.KnownOn == text.KnownOn, cancel))
        {
            db.BulkInsert([new StoredLaw(text.Hash, text.AsOf, text.KnownOn, Packed.OfText(AssessmentFiles.Json(text)))]);
        }
    }
}
