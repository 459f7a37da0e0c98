using Shouwang.Platform.Access;
using Xunit;

namespace Shouwang.Tests.Platform.Access;

/// <summary>Every role × every right × every relation of places, against a table that was written by hand and knows nothing of the rules.</summary>
public sealed class RightMatrixTests
{
    // One letter for each role, in the order of the enum: . never; P where the place is one's own or below;
    // W assigned to the worker, in the place; S from the own source, wherever; I wherever it lies nowhere, else as P; E everybody, of himself.
    //                                                city county township village worker joint department bank evaluator system security audit resident
    private static readonly Dictionary<Right, string> Expected = new()
    {
        [Right.OverviewSee] = "PPPP....P....",
        [Right.WarningSee] = "PPPPWP..P....",
        [Right.WarningAssign] = ".PP..........",
        [Right.WarningVerify] = "..PPW........",
        [Right.WarningClose] = ".PP..........",
        [Right.WarningExport] = "PPP..........",
        [Right.HouseholdSee] = "PPPPWP.......",
        [Right.PersonReveal] = "PPPPW........",
        [Right.ReviewSee] = "PPP..P.......",
        [Right.ReviewDecide] = ".PP..........",
        [Right.SourceSee] = "I.....S......",
        [Right.SourceUpload] = "......SS.....",
        [Right.SourceRepair] = "I.....S......",
        [Right.MatchDecide] = "PP...........",
        [Right.PackSee] = "IIIIII..I....",
        [Right.PackWhatIf] = "II...........",
        [Right.PackPropose] = "II...........",
        [Right.PackApprove] = "I............",
        [Right.JobSee] = "I........I...",
        [Right.JobRun] = ".........I...",
        [Right.AuditSee] = "...........I.",
        [Right.AuditVerify] = "...........I.",
        [Right.AccountSee] = ".........II..",
        [Right.AccountCreate] = ".........I...",
        [Right.AccountImport] = ".........I...",
        [Right.GrantGive] = "..........I..",
        [Right.GrantRevoke] = "..........I..",
        [Right.SessionRevoke] = "..........I..",
        [Right.OwnSee] = "EEEEEEEEEEEEE",
        [Right.OwnChange] = "EEEEEEEEEEEEE",
    };

    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly AccessContext Context = new(GivenAccounts.Today, Purpose.Monitoring);

    public static TheoryData<Role, Right> All => [.. from role in Enum.GetValues<Role>() from right in Enum.GetValues<Right>() select (role, right)];

    [Theory, MemberData(nameof(All))]
    public void A_role_may_do_what_the_table_says_and_nothing_else(Role role, Right right)
    {
        var letter = Expected[right][(int)role];
        var who = Holding(role, Home(role));
        foreach (var relation in Enum.GetValues<TerritoryRelation>())
        {
            var place = Place(Home(role), relation);
            foreach (var target in place is { } known ? Targets(known) : [])
            {
                Assert.True(Outcome(letter, relation, target) == AccessRules.Decide(who, right, target, Context).Outcome, $"{role} {right} {relation} {target}");
            }
        }

        foreach (var target in Targets(null))
        {
            Assert.True(Outcome(letter, null, target) == AccessRules.Decide(who, right, target, Context).Outcome, $"{role} {right} nowhere {target}");
        }

        // A page narrows itself, so it opens to whoever has the right anywhere; but nobody is revealed by a page.
        var page = letter == '.' ? AccessOutcome.Denied : right == Right.PersonReveal ? AccessOutcome.NotFound : AccessOutcome.Allowed;
        Assert.Equal(page, AccessRules.Decide(who, right, Target.Page, Context).Outcome);
    }

    [Theory, MemberData(nameof(All))]
    public void A_grant_that_has_ended_has_not_begun_waits_or_is_revoked_gives_nothing(Role role, Right right)
    {
        if (Expected[right][(int)role] == 'E')
        {
            return;
        }

        var operatorMan = Who.Operator("root");
        var (ended, early, waiting, revoked) = (
            Grant(role, Home(role), Context.Day.AddDays(-9), Context.Day.AddDays(-1)), Grant(role, Home(role), Context.Day.AddDays(1), Context.Day.AddDays(9)),
            Grant(role, Home(role), Context.Day, Context.Day, give: false), Grant(role, Home(role), Context.Day, Context.Day));
        revoked.Revoke(operatorMan, "调离", DateTimeOffset.UnixEpoch);

        Assert.All([ended, early, waiting, revoked], grant =>
        {
            var decision = AccessRules.Decide(Holding(grant), right, new Target(Home(role), "W1", "ybj"), Context);
            Assert.Equal(AccessOutcome.Denied, decision.Outcome);
            Assert.True(decision.Reason is { Zh.Length: > 0, En.Length: > 0 });
        });
    }

    [Fact]
    public void An_ended_role_says_when_it_ended() => Assert.Equal("The role ended on 2026-03-01.", AccessRules.Decide(
        Holding(Grant(Role.CountyOfficial, GivenAccounts.County, Context.Day.AddDays(-9), Context.Day.AddDays(-1))), Right.WarningClose, Target.In(GivenAccounts.County), Context).Reason!.En);

    [Fact]
    public void Two_administrator_roles_together_are_none()
    {
        var both = Holding(Grant(Role.SecurityAdministrator, GivenAccounts.City, Context.Day, Context.Day), Grant(Role.AuditAdministrator, GivenAccounts.City, Context.Day, Context.Day));

        Assert.Equal(AccessOutcome.Denied, AccessRules.Decide(both, Right.AuditSee, Target.Page, Context).Outcome);
        Assert.Equal(AccessOutcome.Denied, AccessRules.Decide(both, Right.GrantGive, Target.Page, Context).Outcome);
    }

    [Fact]
    public void Nobody_gives_a_role_to_himself() => Assert.Equal(AccessOutcome.Denied,
        AccessRules.Decide(Holding(Role.SecurityAdministrator, GivenAccounts.City), Right.GrantGive, Target.OfAccount(Me, GivenAccounts.County), Context).Outcome);

    [Fact]
    public void Names_are_revealed_for_a_stated_purpose_by_the_grant_that_was_given_for_it()
    {
        var who = Holding(Role.CountyOfficial, GivenAccounts.County);
        var target = Target.In(GivenAccounts.County);

        Assert.True(AccessRules.Decide(who, Right.PersonReveal, target, Context).IsAllowed);
        Assert.Equal(AccessOutcome.Denied, AccessRules.Decide(who, Right.PersonReveal, target, Context with { Purpose = null }).Outcome);
        Assert.Equal(AccessOutcome.Denied, AccessRules.Decide(who, Right.PersonReveal, target, Context with { Purpose = Purpose.Evaluation }).Outcome);
    }

    private static AccessOutcome Outcome(char letter, TerritoryRelation? relation, Target target)
    {
        var inside = relation is TerritoryRelation.Own or TerritoryRelation.Below;
        return letter switch
        {
            '.' => AccessOutcome.Denied,
            'P' when inside => AccessOutcome.Allowed,
            'W' when inside && target.Worker == "W1" => AccessOutcome.Allowed,
            'S' when target.Source == "ybj" => AccessOutcome.Allowed,
            'I' when inside || relation is null => AccessOutcome.Allowed,
            'E' when target.Account == Me => AccessOutcome.Allowed,
            _ => AccessOutcome.NotFound,
        };
    }

    private static IEnumerable<Target> Targets(Territory? place) =>
        from worker in (string?[])[null, "W1", "W2"] from source in (string?[])[null, "ybj", "cl"] from account in (Guid?[])[null, Guid.CreateVersion7()] select new Target(place, worker, source, account);

    private static Territory Home(Role role) => Territory.Parse(Roles.LevelsOf(role)[0] switch
    {
        TerritoryLevel.City => "3406",
        TerritoryLevel.County => "340604",
        TerritoryLevel.Township => "340604003",
        _ => "340604003007",
    });

    // Null where there is no such place: nothing known lies above a city or below a village.
    private static Territory? Place(Territory home, TerritoryRelation relation)
    {
        string[] known = ["3406", "3407", "340604", "340602", "340604003", "340604004", "340604003007", "340604003008", "340604003007", "341204001002"];
        var found = known.Select(Territory.Parse).Where(place => home.RelationOf(place) == relation).ToList();
        return found.Count == 0 ? null : found[0];
    }

    private static Who Holding(Role role, Territory territory) => Holding(Grant(role, territory, Context.Day, Context.Day));

    private static Who Holding(params Grant[] grants) => new(Me, "me", "我", "W1", "ybj", grants);

    private static Grant Grant(Role role, Territory territory, DateOnly from, DateOnly to, bool give = true)
    {
        var grant = new Grant(Me, role, territory, Purpose.Monitoring, from, to, "测试", Who.Operator("root"), DateTimeOffset.UnixEpoch);
        return give && grant.Give(Who.Operator("root"), DateTimeOffset.UnixEpoch) is not null ? throw new InvalidOperationException() : grant;
    }
}
