namespace Shouwang.Platform.Access;

/// <summary>What a person is to the office. What a role may do stands in <see cref="RightTable"/>.</summary>
public enum Role
{
    CityOfficial,
    CountyOfficial,
    TownshipOfficial,
    VillageOfficial,
    FieldWorker,
    JointReviewer,
    DepartmentOfficer,
    BankGateway,
    Evaluator,
    SystemAdministrator,
    SecurityAdministrator,
    AuditAdministrator,
    Resident,
}

/// <summary>What a role was given for. Names and numbers are revealed for this purpose and for no other.</summary>
public enum Purpose
{
    Monitoring,
    Assistance,
    Review,
    Supervision,
    Evaluation,
    Maintenance,
}

/// <summary>Facts about roles that no table of rights says.</summary>
public static class Roles
{
    /// <summary>系统、安全、审计三员: three separate people, who have no other role beside.</summary>
    public static bool IsAdministrator(this Role role) => role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator;

    /// <summary>The levels at which a role may be given.</summary>
    public static IReadOnlyList<TerritoryLevel> LevelsOf(Role role) => role switch
    {
        Role.CityOfficial => [TerritoryLevel.City],
        Role.CountyOfficial => [TerritoryLevel.County],
        Role.TownshipOfficial => [TerritoryLevel.Township],
        Role.VillageOfficial or Role.Resident => [TerritoryLevel.Village],
        Role.FieldWorker => [TerritoryLevel.Township, TerritoryLevel.Village],
        Role.JointReviewer or Role.Evaluator => [TerritoryLevel.City, TerritoryLevel.County, TerritoryLevel.Township],
        _ => [TerritoryLevel.City, TerritoryLevel.County],
    };
}
