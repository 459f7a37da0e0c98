using Microsoft.EntityFrameworkCore;
using Shouwang.Registry;
using Shouwang.Standards.Reviews;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Standards.Reviews;

/// <summary>What a night proposes where the law comes to something else than the register, and what officers do with it.</summary>
public sealed class NightReviewTests(Databases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Where_register_and_law_agree_nothing_is_proposed(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "9047.99"));

        var night = await county.NightAsync("2025-09-30");

        Assert.Equal((1, 1, 0, 0), (night.Assessed, night.Stored, night.Opened, night.Undetermined));
        Assert.Empty(await county.ReviewsAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_pension_that_rises_over_the_line_is_proposed_for_review_with_the_fact_that_changed_and_nobody_loses_anything_by_itself(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "9047.99"));
        await county.NightAsync("2025-09-30");
        await county.WithPension(1, "30000", "2025-09-30").ImportAsync();

        var night = await county.NightAsync("2025-10-01");

        Assert.Equal((1, 1), (night.Opened, night.Open));
        var review = Assert.Single(await county.ReviewsAsync());
        Assert.Equal((ReviewKind.Category, ReviewState.Proposed, "dibao", "none", new Money(100), Money.Zero), (review.Kind, review.State, review.FromCategory, review.ToCategory, review.Paid, review.Due));
        Assert.Contains("收入（pension, checked）年收入 9,047.99元 → 30,000.00元", review.ReasonZh, StringComparison.Ordinal);
        Assert.Contains("Income (pension, checked) Amount in the year 9,047.99 yuan → 30,000.00 yuan", review.ReasonEn, StringComparison.Ordinal);
        Assert.Contains("fades out from 2025-11 to 2026-04", review.ReasonEn, StringComparison.Ordinal);
        await using var db = county.Database.Open();
        var person = await db.Persons().Include(p => p.Categories).SingleAsync(Cancel);
        Assert.Equal(HouseholdCategory.Dibao, person.CategoryOn(new DateOnly(2025, 10, 2)));
        Assert.Null((await db.Benefits().SingleAsync(Cancel)).To);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_line_that_rises_is_named_as_the_parameter_that_changed(DatabaseKind kind)
    {
        // 8,639.99 under a line of 8,640: one yuan a month; under 9,048 published on 20 March: 35.
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "8639.99"));

        var before = await county.NightAsync("2025-03-19");
        var after = await county.NightAsync("2025-03-20");

        Assert.Equal((0, 1), (before.Opened, after.Opened));
        var review = Assert.Single(await county.ReviewsAsync());
        Assert.Equal((ReviewKind.Amount, new Money(3_500)), (review.Kind, review.Due));
        Assert.Contains("参数变化：", review.ReasonZh, StringComparison.Ordinal);
        Assert.Contains("Dibao line (yuan per person and year) 8,640.00 yuan → 9,048.00 yuan", review.ReasonEn, StringComparison.Ordinal);
        Assert.DoesNotContain("Facts changed", review.ReasonEn, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_paid_another_amount_than_is_due_is_proposed_for_the_amount(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "500").WithPension(1, "9047.99"));

        await county.NightAsync("2025-09-30");

        var review = Assert.Single(await county.ReviewsAsync());
        Assert.Equal((ReviewKind.Amount, new Money(50_000), new Money(100), new Money(-49_900)), (review.Kind, review.Paid, review.Due, review.Change));
        Assert.Contains("Register: Dibao, 500.00 yuan a month; by law: Dibao, 1.00 yuan.", review.ReasonEn, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_entitled_and_in_no_category_is_proposed_too(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1).WithPension(1, "9047.99"));

        await county.NightAsync("2025-09-30");

        Assert.Equal(("none", "dibao"), Assert.Single((await county.ReviewsAsync()).Select(r => (r.FromCategory, r.ToCategory))));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Night_after_night_the_same_household_has_one_review_and_one_assessment(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "30000").Alone(2, "dibao", "1").WithPension(2, "9047.99"));
        await county.NightAsync("2025-09-30");

        var same = await county.NightAsync("2025-09-30");
        var next = await county.NightAsync("2025-10-01");

        Assert.Equal((0, 2, 0, 0, 1), (same.Stored, same.Confirmed, same.Opened, same.Updated, same.Open));
        Assert.Equal((0, 2, 0, 0, 1), (next.Stored, next.Confirmed, next.Opened, next.Updated, next.Open));
        var review = Assert.Single(await county.ReviewsAsync());
        Assert.Equal((new DateOnly(2025, 9, 30), new DateOnly(2025, 10, 1)), (review.FoundOn, review.LastSeenOn));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_missing_amount_never_proposes_a_loss_and_takes_back_one_that_rested_on_it(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "").Alone(2, "dibao", "1").WithPension(2, "30000"));

        var first = await county.NightAsync("2025-09-30");
        Assert.Equal((2, 1, 1), (first.Assessed, first.Undetermined, first.Opened));
        Assert.Empty(await county.ReviewsAsync("H1"));
        await county.WithPension(2, "").ImportAsync();
        var second = await county.NightAsync("2025-10-01");

        Assert.Equal((2, 0, 1, 0), (second.Undetermined, second.Opened, second.Withdrawn, second.Open));
        var review = Assert.Single(await county.ReviewsAsync("H2"));
        Assert.Equal((ReviewState.Withdrawn, new DateOnly(2025, 10, 1)), (review.State, review.EndedOn));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_review_whose_cause_is_gone_is_withdrawn_and_comes_back_as_a_new_one(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "30000"));
        await county.NightAsync("2025-09-30");
        await county.WithPension(1, "9047.99").ImportAsync();
        await county.NightAsync("2025-10-01");
        await county.WithPension(1, "30000").ImportAsync();

        var night = await county.NightAsync("2025-10-02");

        Assert.Equal((1, 1), (night.Opened, night.Open));
        Assert.Equal([ReviewState.Proposed, ReviewState.Withdrawn], (await county.ReviewsAsync()).Select(r => r.State));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_dismissed_review_stays_silent_until_the_facts_change(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "30000"));
        await county.NightAsync("2025-09-30");
        Assert.Null(await county.DecideAsync(ReviewState.Dismissed, "数据为他人所有"));

        var silent = await county.NightAsync("2025-10-01");
        await county.WithPension(1, "31000").ImportAsync();
        var again = await county.NightAsync("2025-10-02");

        Assert.Equal((0, 0), (silent.Opened, silent.Open));
        Assert.Equal((1, 1), (again.Opened, again.Open));
        var dismissed = Assert.Single(await county.ReviewsAsync(), r => r.State == ReviewState.Dismissed);
        Assert.Equal(("审核员", "数据为他人所有", county.Clock.GetUtcNow()), (dismissed.DecidedBy, dismissed.Note, dismissed.DecidedAt));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_accepted_is_not_proposed_again_and_is_decided_once(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "30000").Alone(2, "dibao", "1").WithPension(2, "9047.99"));
        await county.NightAsync("2025-09-30");

        Assert.Equal(ReviewRefusal.NoteMissing, await county.DecideAsync(ReviewState.Accepted, " "));
        Assert.Null(await county.DecideAsync(ReviewState.Accepted, "已安排入户"));
        await county.WithPension(1, "31000").ImportAsync();
        var night = await county.NightAsync("2025-10-01");

        Assert.Equal((0, 0), (night.Opened, night.Open));
        Assert.Equal("decided", (await county.DecideAsync(ReviewState.Dismissed, "再想"))?.Code);
        Assert.Equal(ReviewRefusal.NoReview, await county.DecideAsync(ReviewState.Accepted, "没有", "H2"));
        Assert.Equal("unknown_household", (await county.DecideAsync(ReviewState.Accepted, "没有", "H9"))?.Code);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_whom_nothing_is_known_nothing_is_assessed_because_nothing_is_not_zero(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").Alone(2, "dibao", "1").WithPension(2, "9047.99"));

        var night = await county.NightAsync("2025-09-30");

        Assert.Equal((2, 1, 1, 0), (night.Households, night.WithoutFacts, night.Assessed, night.Opened));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_day_without_law_is_said_and_nobody_is_reassessed(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "30000"));

        var night = await county.NightAsync("2023-09-30");

        Assert.NotNull(night.Refused);
        Assert.Empty(await county.ReviewsAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Reviews_are_listed_by_state_place_and_day(DatabaseKind kind)
    {
        using var county = await CountyAsync(kind, c => c.Alone(1, "dibao", "1").WithPension(1, "30000").Alone(2, "dibao", "1").WithPension(2, "30000"));
        await county.NightAsync("2025-09-30");
        await county.DecideAsync(ReviewState.Accepted, "已安排入户", "H2");
        await using var db = county.Database.Open();
        var reviews = new ListReviews(db);

        async Task<IEnumerable<string>> CodesAsync(ReviewFilter filter) => (await reviews.RunAsync(filter, cancel: Cancel)).Rows.Select(r => r.Household).Order(StringComparer.Ordinal);

        Assert.Equal(["H1"], await CodesAsync(new ReviewFilter([ReviewState.Proposed])));
        Assert.Equal(["H1", "H2"], await CodesAsync(new ReviewFilter(Kind: ReviewKind.Category, Within: DivisionCode.Parse("340604003000"), FoundFrom: new(2025, 9, 30), FoundTo: new(2025, 9, 30))));
        Assert.Empty(await CodesAsync(new ReviewFilter(Within: DivisionCode.Parse("340621"))));
        Assert.Empty(await CodesAsync(new ReviewFilter(FoundFrom: new(2025, 10, 1))));
    }

    private async Task<GivenCounty> CountyAsync(DatabaseKind kind, Func<GivenCounty, GivenCounty> people)
    {
        var county = people(new GivenCounty(await databases.FreshAsync(kind)));
        Assert.Empty((await county.ImportAsync()).Faults);
        return county;
    }
}
