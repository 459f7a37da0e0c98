namespace Shouwang.Platform.Access;

/// <summary>How far a role reaches: which objects of its territory are meant.</summary>
internal enum Reach
{
    /// <summary>Everything in the territory and below.</summary>
    Territory,

    /// <summary>What is assigned to the worker that the account is.</summary>
    Assigned,

    /// <summary>What the account's own source has delivered.</summary>
    OwnSource,
}

/// <summary>Which role may do what. This is the whole of it: what is not written here nobody may do.</summary>
internal static class RightTable
{
    /// <summary>What everybody who is signed in may do with his own account.</summary>
    public static readonly IReadOnlySet<Right> OfEverybody = new HashSet<Right> { Right.OwnSee, Right.OwnChange };

    private static readonly Dictionary<Role, Right[]> ByRole = new()
    {
        [Role.CityOfficial] =
        [
            Right.OverviewSee, Right.WarningSee, Right.WarningExport, Right.HouseholdSee, Right.PersonReveal, Right.ReviewSee, Right.SourceSee, Right.SourceRepair,
            Right.MatchDecide, Right.PackSee, Right.PackWhatIf, Right.PackPropose, Right.PackApprove, Right.JobSee,
        ],
        [Role.CountyOfficial] =
        [
            Right.OverviewSee, Right.WarningSee, Right.WarningAssign, Right.WarningClose, Right.WarningExport, Right.HouseholdSee, Right.PersonReveal,
            Right.ReviewSee, Right.ReviewDecide, Right.MatchDecide, Right.PackSee, Right.PackWhatIf, Right.PackPropose,
        ],
        [Role.TownshipOfficial] =
        [
            Right.OverviewSee, Right.WarningSee, Right.WarningAssign, Right.WarningVerify, Right.WarningClose, Right.WarningExport, Right.HouseholdSee, Right.PersonReveal,
            Right.ReviewSee, Right.ReviewDecide, Right.PackSee,
        ],
        [Role.VillageOfficial] = [Right.OverviewSee, Right.WarningSee, Right.WarningVerify, Right.HouseholdSee, Right.PersonReveal, Right.PackSee],
        [Role.FieldWorker] = [Right.WarningSee, Right.WarningVerify, Right.HouseholdSee, Right.PersonReveal, Right.PackSee],
        [Role.JointReviewer] = [Right.WarningSee, Right.HouseholdSee, Right.ReviewSee, Right.PackSee],
        [Role.DepartmentOfficer] = [Right.SourceSee, Right.SourceUpload, Right.SourceRepair],
        [Role.BankGateway] = [Right.SourceUpload],
        [Role.Evaluator] = [Right.OverviewSee, Right.WarningSee, Right.PackSee],
        [Role.SystemAdministrator] = [Right.JobSee, Right.JobRun, Right.AccountSee, Right.AccountCreate, Right.AccountImport],
        [Role.SecurityAdministrator] = [Right.AccountSee, Right.GrantGive, Right.GrantRevoke, Right.SessionRevoke],
        [Role.AuditAdministrator] = [Right.AuditSee, Right.AuditVerify],
        [Role.Resident] = [],
    };

    public static bool Has(Role role, Right right) => ByRole[role].Contains(right);

    /// <summary>Rights over people and households, which always lie somewhere; packs, jobs, sources and the log do not.</summary>
    public static bool IsOfPlaces(Right right) => right is >= Right.OverviewSee and <= Right.ReviewDecide or Right.MatchDecide;

    /// <summary>What a field worker sees is assigned to him, and what a department sees it has delivered.</summary>
    public static Reach ReachOf(Role role) => role switch
    {
        Role.FieldWorker => Reach.Assigned,
        Role.DepartmentOfficer or Role.BankGateway => Reach.OwnSource,
        _ => Reach.Territory,
    };
}
