using Shouwang.Platform.Text;

namespace Shouwang.Platform.Access;

public enum AccessOutcome
{
    Allowed,

    /// <summary>The person may not do this at all; he is told why (403).</summary>
    Denied,

    /// <summary>The object is none of his; he is not told that it exists (404).</summary>
    NotFound,
}

/// <param name="Grant">The grant that allowed it; null where none was needed.</param>
/// <param name="Reason">Null where it is allowed.</param>
public sealed record AccessDecision(AccessOutcome Outcome, Guid? Grant, Bilingual? Reason)
{
    public bool IsAllowed => Outcome == AccessOutcome.Allowed;

    internal static AccessDecision Allow(Guid? grant = null) => new(AccessOutcome.Allowed, grant, null);

    internal static AccessDecision Deny(string zh, string en) => new(AccessOutcome.Denied, null, new(zh, en));

    internal static readonly AccessDecision Hide = new(AccessOutcome.NotFound, null, new("没有找到。", "Not found."));
}
