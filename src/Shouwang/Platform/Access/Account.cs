using Microsoft.AspNetCore.Identity;

namespace Shouwang.Platform.Access;

/// <summary>A person who may sign in. What he may do is not here but in his grants.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int NameLength = 60;

    private Account()
    {
    }

    /// <param name="name">The name to sign in with.</param>
    /// <param name="displayName">The person's name.</param>
    /// <param name="unit">The office that he works for.</param>
    public Account(string name, string displayName, string unit, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        UserName = name;
        NormalizedUserName = Normal(name);
        SecurityStamp = Guid.CreateVersion7().ToString("N");
        LockoutEnabled = true;
        DisplayName = displayName;
        Unit = unit;
        CreatedAt = now;
    }

    public string DisplayName { get; private set; } = "";

    public string Unit { get; private set; } = "";

    /// <summary>The field worker of the register that this account is.</summary>
    public string? WorkerCode { get; init; }

    /// <summary>The source whose deliveries a department officer or the bank's gateway answers for.</summary>
    public string? SourceCode { get; init; }

    /// <summary>An account of the demonstration: it signs in with its password alone.</summary>
    public bool IsDemo { get; init; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The form in which names are compared; the same as that of ASP.NET Core Identity.</summary>
    public static string Normal(string name) => name.Normalize().ToUpperInvariant();

    /// <summary>2 to 60 of Latin letters, digits, dot, hyphen and underscore. No identity or phone number, because names stand in logs: ten digits at most.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 2 and <= NameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && name.Count(char.IsAsciiDigit) <= 10;
}

/// <summary>Asked for by the store of ASP.NET Core Identity; none is written.</summary>
public sealed class AccountClaim : IdentityUserClaim<Guid>;

/// <summary>The account's name at a single sign-on.</summary>
public sealed class AccountLogin : IdentityUserLogin<Guid>;

/// <summary>The secret of the second factor and the recovery codes, sealed.</summary>
public sealed class AccountToken : IdentityUserToken<Guid>;

/// <summary>A passkey.</summary>
public sealed class AccountPasskey : IdentityUserPasskey<Guid>;
