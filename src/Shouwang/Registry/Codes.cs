namespace Shouwang.Registry;

/// <summary>GB/T 2261.1, the two values that a register holds.</summary>
public enum Sex
{
    Male = 1,
    Female = 2,
}

/// <summary>Relation to the head of the household, GB/T 4761 with one digit.</summary>
public enum HouseholdRole
{
    Head = 0,
    Spouse = 1,
    Son = 2,
    Daughter = 3,
    Grandchild = 4,
    Parent = 5,
    Grandparent = 6,
    Sibling = 7,
    Other = 8,
}

/// <summary>劳动能力: skilled, ordinary, weak or half, lost, none (a child or an old person).</summary>
public enum LabourCapacity
{
    Skilled,
    Ordinary,
    Weak,
    Lost,
    None,
}

/// <summary>What school a person attends, if any.</summary>
public enum StudentStage
{
    None,
    Kindergarten,
    Primary,
    Junior,
    Senior,
    Vocational,
    College,
    Bachelor,
    Postgraduate,
}

/// <summary>The exclusive classes of low-income people, highest first: a person is in one at most.</summary>
public enum HouseholdCategory
{
    Destitute,
    Dibao,
    DibaoIndividual,
    Marginal,
    RigidExpenditure,
    OtherHardship,
}

/// <summary>Marks beside the class that may overlap it.</summary>
public enum HouseholdTag
{
    /// <summary>防止返贫监测对象: watched against a return to poverty.</summary>
    Monitored,
}

/// <summary>The three kinds of monitored household.</summary>
public enum MonitoredKind
{
    UnstablePovertyExit,
    MarginalProne,
    SuddenHardship,
}

/// <summary>Why a monitored household is at risk; several may hold.</summary>
[Flags]
public enum RiskCauses
{
    Illness = 1,
    Schooling = 2,
    Disability = 4,
    Disaster = 8,
    Accident = 16,
    Project = 32,
    Work = 64,
    Labour = 128,
    Other = 256,
}

/// <summary>What is paid every month.</summary>
public enum BenefitKind
{
    Dibao,
    DestituteLiving,
    DestituteCare,
    DisabledLiving,
    DisabledCare,
    Orphan,
    OldAge,
    CategoryTopup,
}
