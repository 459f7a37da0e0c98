using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Ingest;

/// <summary>A registered person with what matching and screening need. <paramref name="IdBody"/>: the id's first 17 digits.</summary>
public sealed record RegisteredPerson(Guid Id, ulong IdBody, string Name, DateOnly Birth, Sex Sex, LabourCapacity Labour, StudentStage Stage);

public sealed record RegisteredHousehold(Guid Id, string Code, DivisionCode Division, string Address, string Phone, bool Urban, bool FormerPoor, Money? AnnualIncome, Money? AnnualRigid);

/// <summary>The whole register in memory, with its history: read once a night, set-wise.</summary>
public sealed record RegisterSnapshot(
    IReadOnlyList<RegisteredPerson> Persons,
    IReadOnlyList<RegisteredHousehold> Households,
    IReadOnlyList<Membership> Memberships,
    IReadOnlyList<CategorySpell> Categories,
    IReadOnlyList<TagSpell> Tags,
    IReadOnlyList<Benefit> Benefits)
{
    /// <summary>Ordered by id and by code, so that numbers given in this order are the same every time.</summary>
    public static Task<RegisterSnapshot> ReadAsync(ShouwangDb db, CancellationToken cancel) => RegisterRows.ReadAsync(db, cancel);
}
