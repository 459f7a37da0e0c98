using Microsoft.EntityFrameworkCore;
using Shouwang.Registry;
using Shouwang.Standards.Assessments;
using Shouwang.Standards.Facts;
using Shouwang.Standards.Means;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards.Reviews;

/// <summary>An assessment is kept with everything it rests on, and opened years later it explains itself.</summary>
public sealed class StoredAssessmentTests(Databases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_kept_assessment_explains_itself_without_the_pack_as_it_did_on_its_day(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, "9047.99");
        await county.NightAsync("2025-09-30");

        var kept = await LatestAsync(county);

        await using var db = county.Database.Open();
        var facts = await new LoadFacts(db, GivenCounty.Law).RunAsync(new(2025, 9, 30), null, Cancel);
        var day = GivenCounty.Law.On(new(2025, 9, 30), new(2025, 9, 30));
        var anew = new Assess(CompiledLaw.Compile(GivenCounty.Law)).Run(facts.Family(0), day);
        Assert.Equal(AssessmentFiles.Json(Sorted(anew)), AssessmentFiles.Json(Sorted(kept.Document)));
        Assert.Equal(AssessmentFiles.Json(LawText.Of(day)), AssessmentFiles.Json(kept.Law));
        Assert.Equal(Explanation.Of(LawText.Of(day), anew).Select(l => l.Text.En), Explanation.Of(kept.Law, kept.Document).Select(l => l.Text.En));
        Assert.Equal(("dibao", new Money(100), GivenCounty.Law.Hash), (kept.Assessment.Category, kept.Assessment.Monthly, kept.Assessment.PackHash));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_fact_is_kept_with_its_source_and_its_day(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, "9047.99");
        await county.NightAsync("2025-09-30");

        var income = Assert.Single((await LatestAsync(county)).Document.Rows, r => r.Entity == "income");

        Assert.Equal(("2025-08-31", "rsj", "checked"), (income.On, income.From, income.Inputs["source"].Code));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_undetermined_is_kept_with_the_fact_that_is_missing(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, "");
        await county.NightAsync("2025-09-30");

        var kept = (await LatestAsync(county)).Document;

        Assert.Equal((Answer.Undetermined, null, null), (kept.Answer, kept.Category, kept.Monthly));
        Assert.True(kept.Possible.Count > 1);
        Assert.Equal(("income", "amount"), Assert.Single(kept.Missing.Select(m => (m.Entity, m.Field))));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_fresher_fact_is_kept_anew_and_the_earlier_assessment_stays(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, "9047.99");
        await county.NightAsync("2025-09-30");
        await county.WithPension(1, "9047.99", "2025-09-30").ImportAsync();

        var night = await county.NightAsync("2025-10-01");

        Assert.Equal(1, night.Stored);
        await using var db = county.Database.Open();
        var all = await db.Assessments().AsNoTracking().OrderBy(a => a.AsOf).ToListAsync(Cancel);
        Assert.Equal([(new(2025, 9, 30), new(2025, 9, 30), false), (new DateOnly(2025, 10, 1), new DateOnly(2025, 10, 1), true)], all.Select(a => (a.AsOf, a.ConfirmedOn, a.IsCurrent)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_has_not_changed_costs_no_room_only_its_day_moves(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, "9047.99");
        foreach (var day in new[] { "2025-09-30", "2025-10-01", "2025-10-02" })
        {
            await county.NightAsync(day);
        }

        await using var db = county.Database.Open();
        var kept = await db.Assessments().AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((new DateOnly(2025, 9, 30), new DateOnly(2025, 10, 2)), (kept.AsOf, kept.ConfirmedOn));
        Assert.Equal(1, await db.StoredLaws().CountAsync(Cancel));
        Assert.InRange(kept.Content.Length, 1, 2_000);
    }

    // The order of names within a row is no part of the assessment.
    private static AssessmentDocument Sorted(AssessmentDocument document) => document with
    {
        Rows = [.. document.Rows.Select(r => r with { Inputs = Sorted(r.Inputs), Values = Sorted(r.Values), Branches = Sorted(r.Branches) })],
    };

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> named) => new(named.ToDictionary(), StringComparer.Ordinal);

    private static async Task<StoredAssessment> LatestAsync(GivenCounty county)
    {
        await using var db = county.Database.Open();
        var household = await db.Households().SingleAsync(Cancel);
        return (await StoredAssessment.LatestAsync(db, household.Id, Cancel))!;
    }

    private async Task<GivenCounty> CountyAsync(DatabaseKind kind, string pension)
    {
        var county = new GivenCounty(await databases.FreshAsync(kind)).Alone(1, "dibao", "1").WithPension(1, pension);
        Assert.Empty((await county.ImportAsync()).Faults);
        return county;
    }
}
