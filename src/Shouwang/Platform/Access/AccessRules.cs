namespace Shouwang.Platform.Access;

/// <summary>The one place where it is decided who may do what. Pure: pages, endpoints, commands and jobs ask it, and so does the matrix test.</summary>
public static class AccessRules
{
    public static AccessDecision Decide(Who who, Right right, Target target, AccessContext context)
    {
        if (who.IsOperator)
        {
            return AccessDecision.Allow();
        }

        if (RightTable.OfEverybody.Contains(right))
        {
            return target.IsPage || (target.Account is not null && target.Account == who.Account) ? AccessDecision.Allow() : AccessDecision.Hide;
        }

        var inForce = who.Grants.Where(grant => grant.IsInForce(context.Day)).ToList();
        if (inForce.Select(grant => grant.Role).Where(Roles.IsAdministrator).Distinct().Count() > 1)
        {
            return AccessDecision.Deny("该账号同时有两个管理员角色，须由不同的人担任。", "The account holds two administrator roles, which must be two people.");
        }

        var holding = inForce.Where(grant => RightTable.Has(grant.Role, right)).ToList();
        if (holding.Count == 0)
        {
            return NoGrant(who, right, context.Day);
        }

        if (holding.Find(grant => Reaches(grant, who, right, target)) is not { } reaching)
        {
            return AccessDecision.Hide;
        }

        return (right, target) switch
        {
            (Right.GrantGive, { Account: { } account }) when account == who.Account =>
                AccessDecision.Deny("不能给自己授权。", "Nobody gives a role to himself."),
            (Right.PersonReveal, _) => Reveal(holding, who, target, context),
            _ => AccessDecision.Allow(reaching.Id),
        };
    }

    // A page of its own narrows itself; names are opened one person at a time, never by a page.
    private static bool Reaches(Grant grant, Who who, Right right, Target target) => target.IsPage
        ? right != Right.PersonReveal
        : RightTable.ReachOf(grant.Role) switch
        {
            Reach.OwnSource => target.Source is not null && target.Source == who.SourceCode,
            Reach.Assigned when RightTable.IsOfPlaces(right) => target.Worker is not null && target.Worker == who.WorkerCode && Lies(grant, right, target),
            _ => Lies(grant, right, target),
        };

    // A pack or a job lies nowhere. A household whose place nobody knows is nobody's until somebody says where it lies.
    private static bool Lies(Grant grant, Right right, Target target) =>
        target.Division is { } division ? grant.Territory.Contains(division) : !RightTable.IsOfPlaces(right);

    // Names are opened for the purpose that a role was given for, by the grant that reaches the person.
    private static AccessDecision Reveal(List<Grant> holding, Who who, Target target, AccessContext context)
    {
        if (context.Purpose is not { } purpose)
        {
            return AccessDecision.Deny("请先说明查看的用途。", "Say first what it is needed for.");
        }

        return holding.Find(grant => grant.Purpose == purpose && Reaches(grant, who, Right.PersonReveal, target)) is { } fitting
            ? AccessDecision.Allow(fitting.Id)
            : AccessDecision.Deny("授权的用途与查看的用途不符。", "The role was given for another purpose.");
    }

    private static AccessDecision NoGrant(Who who, Right right, DateOnly day)
    {
        var last = who.Grants.Where(grant => RightTable.Has(grant.Role, right) && grant.RevokedAt is null && grant.To < day).Max(grant => (DateOnly?)grant.To);
        return last is { } ended
            ? AccessDecision.Deny($"授权已于 {ended:yyyy-MM-dd} 到期。", $"The role ended on {ended:yyyy-MM-dd}.")
            : AccessDecision.Deny($"您的角色不能{AccessWords.Of(right).Zh}。", $"Your roles do not include: {AccessWords.Of(right).En}.");
    }
}
