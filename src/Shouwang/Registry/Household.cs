namespace Shouwang.Registry;

/// <summary>A household of the register, known to everybody by its code.</summary>
public sealed class Household
{
    private readonly List<Membership> memberships = [];
    private readonly List<TagSpell> tags = [];

    private Household()
    {
    }

    public Household(Guid id, string code, HouseholdParticulars particulars)
    {
        Id = id;
        Code = code;
        Particulars = particulars;
    }

    public Guid Id { get; private set; }

    public string Code { get; private set; } = "";

    /// <summary>The village or residents' committee.</summary>
    public DivisionCode Division { get; private set; }

    public string Address { get; private set; } = "";

    public string Phone { get; private set; } = "";

    /// <summary>The grid whose worker looks after the household; null where none is assigned.</summary>
    public string? GridCode { get; private set; }

    public bool Urban { get; private set; }

    /// <summary>Registered as poor in the campaign that ended in 2020 (脱贫户).</summary>
    public bool FormerPoor { get; private set; }

    /// <summary>Counted income of a year; null is unknown, not zero.</summary>
    public Money? AnnualIncome { get; private set; }

    /// <summary>Rigid expenditure of a year; null is unknown, not zero.</summary>
    public Money? AnnualRigid { get; private set; }

    /// <summary>How many members could work and are expected to; null is unknown.</summary>
    public int? EmployedExpected { get; private set; }

    /// <summary>Present and past; loaded by whoever decides about them.</summary>
    public IReadOnlyList<Membership> Memberships => memberships;

    /// <summary>Present and past; loaded by whoever decides about them.</summary>
    public IReadOnlyList<TagSpell> Tags => tags;

    /// <summary>All that may change, as one value.</summary>
    public HouseholdParticulars Particulars
    {
        get => new(Division, Address, Phone, GridCode, Urban, FormerPoor, AnnualIncome, AnnualRigid, EmployedExpected);
        set => (Division, Address, Phone, GridCode, Urban, FormerPoor, AnnualIncome, AnnualRigid, EmployedExpected) = value;
    }

    /// <summary>Who lives in the household on a day, the head first.</summary>
    public IReadOnlyList<Membership> MembersOn(DateOnly day) =>
        [.. memberships.Where(membership => membership.Period.Contains(day)).OrderBy(membership => membership.Role)];

    /// <summary>Tags the household. Null where it was done, else why not: one tag holds once at a time.</summary>
    public RegisterRefusal? Tag(HouseholdTag tag, MonitoredKind kind, RiskCauses causes, DateOnly from, DateOnly? to = null)
    {
        var spell = new TagSpell(Id, tag, kind, causes, from, to);
        if (spell.Period.EndsBeforeItBegins)
        {
            return RegisterRefusal.EndsBeforeItBegins;
        }

        if (tags.Exists(other => other.Tag == tag && other.Period.Overlaps(spell.Period)))
        {
            return RegisterRefusal.Overlaps;
        }

        tags.Add(spell);
        return null;
    }

    public TagSpell? TagOn(HouseholdTag tag, DateOnly day) => tags.Find(spell => spell.Tag == tag && spell.Period.Contains(day));
}

/// <summary>What may change about a household; the fields are those of <see cref="Household"/>.</summary>
public sealed record HouseholdParticulars(
    DivisionCode Division,
    string Address,
    string Phone,
    string? GridCode,
    bool Urban,
    bool FormerPoor,
    Money? AnnualIncome,
    Money? AnnualRigid,
    int? EmployedExpected);
