namespace Shouwang.Platform.Access;

/// <summary>One sign-in on one device. The cookie holds its number only: what is revoked here is out.</summary>
public sealed class Session
{
    /// <summary>However much it is used: after a working day the person signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private Session()
    {
    }

    public Session(Guid account, string address, string agent, DateTimeOffset now, TimeSpan life)
    {
        (Id, AccountId, CreatedAt, SeenAt, ExpiresAt) = (Guid.CreateVersion7(now), account, now, now, now + life);
        (Address, Agent) = (Cut(address, 64), Cut(agent, 200));
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset SeenAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>The network address that it was opened from.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the browser calls itself.</summary>
    public string Agent { get; private set; } = "";

    public string? RevokedBy { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>The person did something: the session lasts its life from now on, up to <see cref="Longest"/>.</summary>
    public void See(DateTimeOffset now, TimeSpan life) => (SeenAt, ExpiresAt) = (now, now + life < CreatedAt + Longest ? now + life : CreatedAt + Longest);

    public void Revoke(string by, DateTimeOffset now)
    {
        if (RevokedAt is null)
        {
            (RevokedBy, RevokedAt) = (by, now);
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
