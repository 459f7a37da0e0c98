using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Shouwang.Platform.Access;

/// <summary>A link with which a person sets his password, once. Only its hash is kept: who reads the database cannot use it.</summary>
public sealed class Invitation
{
    private Invitation()
    {
    }

    private Invitation(Guid account, byte[] hash, bool forgets, string by, DateTimeOffset now, TimeSpan life) =>
        (Id, AccountId, TokenHash, ForgetsSecondFactor, CreatedBy, CreatedAt, ExpiresAt) = (Guid.CreateVersion7(now), account, hash, forgets, by, now, now + life);

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public byte[] TokenHash { get; private set; } = [];

    /// <summary>Whether the person sets up a new second factor too. Else the old one is still asked for, so that who makes links cannot sign in by one.</summary>
    public bool ForgetsSecondFactor { get; private set; }

    public string CreatedBy { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was used, or a newer one took its place.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOpen(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;

    public void End(DateTimeOffset now) => EndedAt ??= now;

    /// <summary>A new invitation and the token that its link carries; the token is nowhere else.</summary>
    internal static (Invitation Invitation, string Token) Make(Guid account, bool forgets, string by, DateTimeOffset now, TimeSpan life)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new Invitation(account, HashOf(token), forgets, by, now, life), token);
    }

    /// <summary>The token has 256 random bits, so a plain hash is enough.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
