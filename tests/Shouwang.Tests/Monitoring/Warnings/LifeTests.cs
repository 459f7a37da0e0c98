using Shouwang.Monitoring.Warnings;
using Xunit;
using static Shouwang.Tests.Monitoring.Warnings.GivenWarnings;

namespace Shouwang.Tests.Monitoring.Warnings;

public sealed class LifeTests
{
    private readonly GivenWarnings given = new();

    // Rows: where it stands. Columns: assign, start, verify, close. Y is done, n is refused.
    [Theory]
    [InlineData(WarningState.New, "Ynnn")]
    [InlineData(WarningState.Assigned, "YYnn")]
    [InlineData(WarningState.Verifying, "YnYn")]
    [InlineData(WarningState.Verified, "nnnY")]
    [InlineData(WarningState.Closed, "nnnn")]
    public void Only_the_next_step_can_be_taken(WarningState state, string moves)
    {
        Func<Warning, WarningRefusal?>[] steps =
        [
            warning => warning.Assign("W2", given.Stamp()),
            warning => warning.StartVerifying(given.Stamp()),
            warning => warning.Verify(WarningOutcome.Refer, "需转教育部门", given.Stamp()),
            warning => warning.Close("已转办", given.Stamp()),
        ];
        for (var step = 0; step < steps.Length; step++)
        {
            var warning = At(state);
            var version = warning.Version;
            var refusal = steps[step](warning);

            Assert.Equal(moves[step] == 'Y' ? null : "wrong_move", refusal?.Code);
            Assert.Equal(moves[step] == 'Y' ? version + 1 : version, warning.Version);
            Assert.Equal(refusal is null ? WarningState.Assigned + step : state, warning.State);
        }
    }

    [Fact]
    public void A_refusal_says_in_both_languages_what_cannot_become_what()
    {
        var refusal = At(WarningState.New).Close("不查了", given.Stamp());

        Assert.Equal("“新增”的预警不能转为“已办结”。", refusal!.Text.Zh);
        Assert.Equal("A warning that is 'New' cannot become 'Closed'.", refusal.Text.En);
    }

    [Fact]
    public void Every_change_is_recorded_with_who_when_what_and_why()
    {
        var warning = given.On("2025-09-30").Warning(Hit(), "2025-09-30");
        given.On("2025-10-09");
        warning.StartVerifying(given.Stamp("li"));
        warning.Verify(WarningOutcome.Help, " 住院费用高 ", given.Stamp("li"));
        warning.Close("已代办临时救助", given.Stamp("chen"));

        Assert.Equal([1, 2, 3, 4, 5], warning.Events.Select(change => change.Sequence));
        Assert.Equal(["night", "night", "li", "li", "chen"], warning.Events.Select(change => change.By));
        Assert.Equal([WarningState.New, WarningState.Assigned, WarningState.Verifying, WarningState.Verified, WarningState.Closed], warning.Events.Select(change => change.StateAfter));
        Assert.Equal([null, "W1", null, "help", null], warning.Events.Select(change => change.Detail));
        Assert.Equal([null, null, null, "住院费用高", "已代办临时救助"], warning.Events.Select(change => change.Why));
        Assert.Equal((Day("2025-10-09"), Day("2025-10-09")), (warning.VerifiedOn, warning.ClosedOn));
    }

    [Fact]
    public void Late_in_the_evening_of_London_it_is_the_next_day_in_China()
    {
        var stamp = new Stamp("li", new DateTimeOffset(2025, 9, 30, 16, 0, 0, TimeSpan.Zero));

        Assert.Equal(Day("2025-10-01"), stamp.Day);
    }

    [Fact]
    public void With_another_worker_the_verifying_starts_afresh()
    {
        var warning = At(WarningState.Verifying);

        Assert.Null(warning.Assign("W2", given.Stamp()));

        Assert.Equal((WarningState.Assigned, "W2"), (warning.State, warning.WorkerCode));
        Assert.Equal("W1 → W2", warning.Events[^1].Detail);
        Assert.Equal("same_worker", warning.Assign("W2", given.Stamp())?.Code);
    }

    [Theory]
    [InlineData("", "reason_missing")]
    [InlineData(" \t", "reason_missing")]
    [InlineData("long", "reason_too_long")]
    public void Nothing_is_verified_or_closed_without_a_reason(string reason, string code)
    {
        var text = reason == "long" ? new string('长', 501) : reason;

        Assert.Equal(code, At(WarningState.Verifying).Verify(WarningOutcome.NoIssue, text, given.Stamp())?.Code);
        Assert.Equal(code, At(WarningState.Verified).Close(text, given.Stamp())?.Code);
        var assigned = At(WarningState.Assigned);
        Assert.Equal(code, assigned.CloseWith(WarningOutcome.NoIssue, text, given.Stamp())?.Code);
        Assert.Equal(WarningState.Assigned, assigned.State);
    }

    [Fact]
    public void Who_verified_on_the_spot_closes_in_one_go_and_every_step_is_recorded()
    {
        var warning = At(WarningState.Assigned);

        Assert.Null(warning.CloseWith(WarningOutcome.DataError, "同名同姓", given.Stamp()));

        Assert.Equal((WarningState.Closed, WarningOutcome.DataError), (warning.State, warning.Outcome));
        Assert.Equal([WarningEventKind.VerifyingStarted, WarningEventKind.Verified, WarningEventKind.Closed], warning.Events.TakeLast(3).Select(change => change.Kind));
    }

    [Fact]
    public void An_outcome_is_not_rewritten_by_closing()
    {
        var warning = At(WarningState.Verified);

        Assert.Equal("outcome_differs", warning.CloseWith(WarningOutcome.NoIssue, "改了", given.Stamp())?.Code);
        Assert.Null(warning.CloseWith(WarningOutcome.Refer, "已转办", given.Stamp()));
        Assert.Equal("wrong_move", At(WarningState.New).CloseWith(WarningOutcome.NoIssue, "无人", given.Stamp())?.Code);
    }

    private Warning At(WarningState state)
    {
        var warning = given.Warning(Hit(), "2025-09-30", state == WarningState.New ? null : "W1");
        Action[] steps =
        [
            () => warning.StartVerifying(given.Stamp()),
            () => warning.Verify(WarningOutcome.Refer, "需转办", given.Stamp()),
            () => warning.Close("已转办", given.Stamp()),
        ];
        foreach (var step in steps.Take((int)state - 1))
        {
            step();
        }

        Assert.Equal(state, warning.State);
        return warning;
    }
}
