using Shouwang.Platform.Access;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Audit;

/// <summary>Who does something, as what, and why. Made once where the work comes in – a request, a command, a job – and handed down; there is no ambient one.</summary>
/// <param name="Actor">The account: a Guid or short text.</param>
/// <param name="ActorName">The account's name.</param>
public sealed record Act(string Actor, string ActorName)
{
    public string Role { get; init; } = "";

    /// <summary>Division code of the office.</summary>
    public string Unit { get; init; } = "";

    public string Session { get; init; } = "";

    /// <summary>A word for what the work is for, such as <c>verification</c>.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>The officer's reason in their own words. It is kept for years: no names, no numbers of people.</summary>
    public string Why { get; init; } = "";

    /// <summary>Number of the case.</summary>
    public string Case { get; init; } = "";

    /// <summary>Hash of the pack in force, where the law decides.</summary>
    public string PackHash { get; init; } = "";

    /// <summary>The act of an account under the grant that allows it; without one, the account's name stands alone.</summary>
    public static Act By(Who who, AccessDecision? decision = null)
    {
        var grant = decision?.Grant is { } id ? who.Grants.FirstOrDefault(known => known.Id == id) : null;
        return new Act(who.Account?.ToString() ?? who.Name, who.Name)
        {
            Role = grant is null ? "" : Words<Role>.Of(grant.Role),
            Unit = grant?.Territory.Text ?? "",
            Purpose = grant is null ? "" : Words<Purpose>.Of(grant.Purpose),
            Session = who.Session?.ToString() ?? "",
        };
    }

    internal AuditEntry Entry(string action, AuditSubject subject, AuditResult result, string detail) => new(Actor, action, subject)
    {
        ActorName = ActorName, Role = Role, Unit = Unit, Session = Session, Purpose = Purpose, Case = Case, PackHash = PackHash, Result = result, Detail = detail,
    };
}
