namespace Shouwang.Platform.Access;

/// <summary>Who wants to do something: an account with the grants that are not revoked, or the operator at the machine.</summary>
/// <param name="Account">Null for the operator and for jobs.</param>
/// <param name="Name">The account's name; what was done is written down under it.</param>
/// <param name="Grants">Those that were given and not revoked; the day decides which are in force.</param>
/// <param name="Session">Null where nobody is signed in through a browser.</param>
public sealed record Who(Guid? Account, string Name, string DisplayName, string? WorkerCode, string? SourceCode, IReadOnlyList<Grant> Grants, Guid? Session = null)
{
    /// <summary>Whoever can read the data folder and its keys. Rights could not stop him; his name in the log can.</summary>
    public bool IsOperator { get; private init; }

    public static Who Operator(string systemAccount) => new(null, $"os:{systemAccount}", systemAccount, null, null, []) { IsOperator = true };

    /// <summary>The parts of the territory in which the account has a right on a day: the filter of every list.</summary>
    public IReadOnlyList<Territory> TerritoriesOf(Right right, DateOnly day) =>
        [.. Grants.Where(grant => grant.IsInForce(day) && RightTable.Has(grant.Role, right)).Select(grant => grant.Territory).Distinct()];

    /// <summary>Whether a list must be narrowed to what is assigned to <see cref="WorkerCode"/>: no grant reaches further.</summary>
    public bool SeesOnlyAssigned(Right right, DateOnly day) =>
        !IsOperator && !Grants.Any(grant => grant.IsInForce(day) && RightTable.Has(grant.Role, right) && RightTable.ReachOf(grant.Role) != Reach.Assigned);

    /// <summary>Whether a list must be narrowed to <see cref="SourceCode"/>: no grant reaches further.</summary>
    public bool SeesOnlyOwnSource(Right right, DateOnly day) =>
        !IsOperator && !Grants.Any(grant => grant.IsInForce(day) && RightTable.Has(grant.Role, right) && RightTable.ReachOf(grant.Role) != Reach.OwnSource);
}

/// <summary>What it is done to.</summary>
/// <param name="Division">Where it lies; null where it lies nowhere, as a pack or a job does, or where nobody knows.</param>
/// <param name="Worker">The worker that it is assigned to.</param>
/// <param name="Source">The source that it came from.</param>
/// <param name="Account">The account that it is or belongs to.</param>
/// <param name="IsPage">A page or list without an object: it is let through to whoever has the right anywhere, and narrows itself by <see cref="Who.TerritoriesOf"/>.</param>
public sealed record Target(Territory? Division = null, string? Worker = null, string? Source = null, Guid? Account = null, bool IsPage = false)
{
    public static readonly Target Page = new(IsPage: true);

    public static Target In(Territory division, string? worker = null) => new(division, worker);

    public static Target OfSource(string source, Territory? division = null) => new(division, Source: source);

    public static Target OfAccount(Guid account, Territory? division = null) => new(division, Account: account);
}

/// <param name="Day">The day in the office.</param>
/// <param name="Purpose">Why a person's name or number is asked for; needed to reveal it.</param>
public sealed record AccessContext(DateOnly Day, Purpose? Purpose = null);
