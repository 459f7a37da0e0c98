namespace Shouwang.Registry;

/// <summary>A person whom the register knows. Birth and number never change; the particulars may.</summary>
public sealed class Person
{
    private readonly List<Membership> memberships = [];
    private readonly List<CategorySpell> categories = [];

    private Person()
    {
    }

    public Person(Guid id, IdNumber idNumber, PersonParticulars particulars)
    {
        Id = id;
        IdNumber = idNumber;
        Birth = idNumber.BirthDate;
        Particulars = particulars;
    }

    public Guid Id { get; private set; }

    public IdNumber IdNumber { get; private set; }

    public DateOnly Birth { get; private set; }

    public string Name { get; private set; } = "";

    public Sex Sex { get; private set; }

    public LabourCapacity Labour { get; private set; }

    public StudentStage Stage { get; private set; }

    /// <summary>Present and past; loaded by whoever decides about them.</summary>
    public IReadOnlyList<Membership> Memberships => memberships;

    /// <summary>Present and past; loaded by whoever decides about them.</summary>
    public IReadOnlyList<CategorySpell> Categories => categories;

    /// <summary>All that may change, as one value.</summary>
    public PersonParticulars Particulars
    {
        get => new(Name, Sex, Labour, Stage);
        set => (Name, Sex, Labour, Stage) = (value.Name, value.Sex, value.Labour, value.Stage);
    }

    /// <summary>Completed years of age on a day. Who is born on 29 February has the birthday on 1 March in other years.</summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - Birth.Year;
        return (day.Month, day.Day).CompareTo((Birth.Month, Birth.Day)) < 0 ? years - 1 : years;
    }

    /// <summary>Enters the person into a household. Null where it was done, else why not: nobody is in two households at once.</summary>
    public RegisterRefusal? Join(Household household, HouseholdRole role, DateOnly from, DateOnly? to = null)
    {
        var joining = new Membership(Id, household.Id, role, from, to);
        if (joining.Period.EndsBeforeItBegins)
        {
            return RegisterRefusal.EndsBeforeItBegins;
        }

        var clash = memberships.Find(membership => membership.Period.Overlaps(joining.Period));
        if (clash is not null)
        {
            return clash.HouseholdId == household.Id ? RegisterRefusal.AlreadyInHousehold : RegisterRefusal.InAnotherHousehold;
        }

        memberships.Add(joining);
        return null;
    }

    /// <summary>Ends the open membership with its last day. Null where it was done.</summary>
    public RegisterRefusal? Leave(DateOnly lastDay)
    {
        var open = memberships.Find(membership => membership.To is null);
        return open is null ? RegisterRefusal.NotOpen : open.End(lastDay);
    }

    /// <summary>Puts the person into a class. Null where it was done, else why not: a person has one class at a time.</summary>
    public RegisterRefusal? Classify(HouseholdCategory category, DateOnly from, DateOnly? to, string source)
    {
        var spell = new CategorySpell(Id, category, from, to, source);
        if (spell.Period.EndsBeforeItBegins)
        {
            return RegisterRefusal.EndsBeforeItBegins;
        }

        if (categories.Exists(other => other.Period.Overlaps(spell.Period)))
        {
            return RegisterRefusal.Overlaps;
        }

        categories.Add(spell);
        return null;
    }

    public HouseholdCategory? CategoryOn(DateOnly day) => categories.Find(spell => spell.Period.Contains(day))?.Category;
}

/// <summary>What may change about a person.</summary>
public sealed record PersonParticulars(string Name, Sex Sex, LabourCapacity Labour, StudentStage Stage);
