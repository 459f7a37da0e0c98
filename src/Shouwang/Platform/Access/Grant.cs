namespace Shouwang.Platform.Access;

/// <summary>A role that somebody else gave to an account, for a territory, a purpose and a stretch of days. It is never changed, only revoked.</summary>
public sealed class Grant
{
    private Grant()
    {
    }

    internal Grant(Guid account, Role role, Territory territory, Purpose purpose, DateOnly from, DateOnly to, string reason, Who writtenBy, DateTimeOffset now)
    {
        (Id, AccountId, Role, Territory, Purpose, From, To, Reason) = (Guid.CreateVersion7(now), account, role, territory, purpose, from, to, reason);
        (WrittenBy, WrittenAt) = (writtenBy.Name, now);
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public Role Role { get; private set; }

    public Territory Territory { get; private set; }

    public Purpose Purpose { get; private set; }

    public DateOnly From { get; private set; }

    /// <summary>The last day. Nobody has a role for ever.</summary>
    public DateOnly To { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Who entered it: the security administrator himself, or whoever imported a list.</summary>
    public string WrittenBy { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>Who gave it; null while an imported grant waits for the security administrator.</summary>
    public string? GivenBy { get; private set; }

    public DateTimeOffset? GivenAt { get; private set; }

    public string? RevokedBy { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public string? RevokedReason { get; private set; }

    public bool IsWaiting => GivenAt is null && RevokedAt is null;

    public bool IsInForce(DateOnly day) => GivenAt is not null && RevokedAt is null && From <= day && day <= To;

    /// <summary>Whether it is in force, or will be.</summary>
    public bool IsOpen(DateOnly day) => RevokedAt is null && day <= To;

    internal AccessRefusal? Give(Who giver, DateTimeOffset now)
    {
        if (giver.Account == AccountId)
        {
            return AccessRefusal.ToOneself;
        }

        if (!IsWaiting)
        {
            return AccessRefusal.NotWaiting;
        }

        (GivenBy, GivenAt) = (giver.Name, now);
        return null;
    }

    internal AccessRefusal? Revoke(Who by, string reason, DateTimeOffset now)
    {
        if (RevokedAt is not null)
        {
            return AccessRefusal.AlreadyRevoked;
        }

        (RevokedBy, RevokedAt, RevokedReason) = (by.Name, now, reason);
        return null;
    }
}
