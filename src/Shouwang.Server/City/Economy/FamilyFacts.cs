using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Economy;

/// <summary>One source's word on an income of twelve months. Amounts in fen; null where the source does not say.</summary>
internal sealed record IncomeRow(string Kind, string Source, long? Amount, DateOnly On, string From)
{
    /// <summary>The same for every source that tells of the same income.</summary>
    public int Item { get; init; } = 1;

    public long Cost { get; init; }

    public int Months { get; init; } = 12;

    public bool Imputed { get; init; }

    public string Reason { get; init; } = "none";

    public bool Contested { get; init; }
}

/// <summary>One source's word on an expense of twelve months.</summary>
internal sealed record ExpenseRow(string Kind, string Source, long? Amount, DateOnly On, string From)
{
    public int Item { get; init; } = 1;

    public long Received { get; init; }

    public bool Agreed { get; init; }
}

/// <param name="Mu">Hundredths of a mu.</param>
internal sealed record CropRow(string Kind, long Mu, int Year, DateOnly On, string From);

/// <param name="Item">The same for every source that tells of the same thing.</param>
internal sealed record AssetRow(int Item, string Kind, string Source, long? Value, DateOnly On, string From)
{
    public string Exempt { get; init; } = "none";

    public bool Recent { get; init; }
}

/// <summary>The family of a legal supporter.</summary>
internal sealed record ObligorRow(long? Income, int Size, DateOnly On, string From)
{
    public long? Settled { get; init; }

    public int Children { get; init; } = 1;

    public int Supported { get; init; } = 1;

    /// <summary>Of the supported so many live in this household.</summary>
    public int Here { get; init; } = 1;

    public bool ForChild { get; init; }

    public long Received { get; init; }
}

/// <summary>What is told of a member beyond the register.</summary>
internal sealed class MemberFacts(Person person)
{
    public Person Person => person;

    public string Away { get; set; } = "none";

    public bool Independent { get; set; }

    public bool Maintained { get; set; } = true;

    public bool Religious { get; set; }

    public string Disability { get; set; } = "none";

    public int Grade { get; set; }

    public bool MajorIllness { get; set; }

    /// <summary>Of six self-care items how many cannot be done.</summary>
    public int Unable { get; set; }

    public bool Institution { get; set; }

    /// <summary>none, incapable or capable.</summary>
    public string Supporter { get; set; } = "capable";

    public bool OrphanAid { get; set; }

    public int RefusedWork { get; set; }

    /// <summary>Nurses a baby, or cares full-time for the gravely ill or disabled.</summary>
    public bool Carer { get; set; }

    public bool JoblessKept { get; set; }

    public List<IncomeRow> Incomes { get; private init; } = [];

    public List<ExpenseRow> Expenses { get; private init; } = [];

    /// <summary>The same member with other rows.</summary>
    public MemberFacts With(List<IncomeRow> incomes, List<ExpenseRow> expenses) => new(Person)
    {
        Away = Away, Independent = Independent, Maintained = Maintained, Religious = Religious, Disability = Disability, Grade = Grade, MajorIllness = MajorIllness,
        Unable = Unable, Institution = Institution, Supporter = Supporter, OrphanAid = OrphanAid, RefusedWork = RefusedWork, Carer = Carer, JoblessKept = JoblessKept,
        Incomes = incomes, Expenses = expenses,
    };
}

/// <summary>A family's facts: either what was told and checked, several sources side by side, or what is true.</summary>
internal sealed class FamilyFacts(Household household)
{
    public Household Household => household;

    public bool RefusesCheck { get; set; }

    public bool Disposed { get; set; }

    public bool Risk { get; set; }

    public bool Shock { get; set; }

    public bool Emergency { get; set; }

    public int StableMonths { get; set; }

    public int MonitoredMonths { get; set; }

    public int Measures { get; set; }

    public bool GuaranteesMet { get; set; } = true;

    public string Previous { get; set; } = "none";

    public List<MemberFacts> Members { get; init; } = [];

    public List<CropRow> Crops { get; init; } = [];

    public List<AssetRow> Assets { get; init; } = [];

    public List<ObligorRow> Obligors { get; init; } = [];

    /// <summary>The same family with other members' rows, property and supporters.</summary>
    public FamilyFacts With(List<MemberFacts> members, List<AssetRow> assets, List<ObligorRow> obligors, List<CropRow> crops) => new(Household)
    {
        RefusesCheck = RefusesCheck, Disposed = Disposed, Risk = Risk, Shock = Shock, Emergency = Emergency, StableMonths = StableMonths,
        MonitoredMonths = MonitoredMonths, Measures = Measures, GuaranteesMet = GuaranteesMet, Previous = Previous,
        Members = members, Assets = assets, Obligors = obligors, Crops = crops,
    };
}

/// <summary>A family as told and as it is.</summary>
/// <param name="Why">What was planted, or null.</param>
/// <param name="Hides">True where what is told leaves something out that is true.</param>
internal sealed record FamilyCase(FamilyFacts Told, FamilyFacts True, string? Why, bool Hides);
