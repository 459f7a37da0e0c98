using Shouwang.Server.City.Records;

namespace Shouwang.Server.City.People;

/// <summary>A member of a registered household, or a resident about whom a case is planted.</summary>
internal sealed class Person
{
    /// <summary>Row of the population's tables; set when identities are given out.</summary>
    public int Ordinal { get; set; } = -1;

    public Household? Household { get; set; }

    public int Role { get; set; }

    public bool Male { get; init; }

    public DateOnly Birth { get; set; }

    public string Labour { get; set; } = "none";

    public string Stage { get; set; } = "none";

    /// <summary>Null for a member who is not recognised for aid.</summary>
    public string? Category { get; set; }

    public DateOnly CategoryFrom { get; set; }

    /// <summary>The class that the person left, and its last day; null for who is still in one or never was.</summary>
    public (string Category, DateOnly Last)? Left { get; set; }

    public DateOnly MemberFrom { get; set; } = new(2019, 1, 1);

    /// <summary>Last day as a member; null while the membership lasts.</summary>
    public DateOnly? MemberTo { get; set; }

    /// <summary>False for whom a case says that no enrolment of the usual kind is delivered.</summary>
    public bool Enrols { get; set; } = true;

    /// <summary>An earlier membership elsewhere, which ended the day before this one began.</summary>
    public Household? Formerly { get; set; }

    public List<Benefit> Benefits { get; } = [];

    /// <summary>Every row that the city delivers about this person.</summary>
    public List<CityRow> Rows { get; } = [];

    public bool InDibaoClass => Category is "destitute" or "dibao" or "dibao_individual";

    public int AgeAt(DateOnly day)
    {
        var years = day.Year - Birth.Year;
        return (day.Month, day.Day).CompareTo((Birth.Month, Birth.Day)) < 0 ? years - 1 : years;
    }
}

/// <summary>A monthly payment. Amounts in fen; months as their first day.</summary>
internal sealed class Benefit
{
    public required string Kind { get; init; }

    public required long Amount { get; set; }

    public required DateOnly From { get; init; }

    /// <summary>First day of the last month, or null while it is paid.</summary>
    public DateOnly? To { get; set; }

    public required string Account { get; set; }

    public required Person Holder { get; set; }

    public bool ActiveOn(DateOnly day) => From <= day && (To is not { } to || to.AddMonths(1).AddDays(-1) >= day);
}

internal sealed class Household
{
    public int Number { get; set; }

    public string Code => $"H{Number + 1:D6}";

    public Village Village { get; set; } = null!;

    public string Address { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Grid { get; set; } = "";

    public bool Urban { get; set; }

    public bool FormerPoor { get; set; }

    /// <summary>Fen; null where it was never established.</summary>
    public long? Income { get; set; }

    /// <summary>Fen.</summary>
    public long? Rigid { get; set; }

    /// <summary>Kind of monitored household, or null.</summary>
    public string? Monitored { get; set; }

    public string Causes { get; set; } = "other";

    public List<Person> Members { get; } = [];

    /// <summary>Who has left: in the register with an end date.</summary>
    public List<Person> Past { get; } = [];

    /// <summary>True where a case is planted: no chance event may touch it.</summary>
    public bool Planted { get; set; }

    public Person Head => Members[0];

    public Person Add(Person person)
    {
        person.Household = this;
        Members.Add(person);
        return person;
    }
}

/// <summary>A village or community of the division tree.</summary>
/// <param name="Index">Place in the list of villages.</param>
internal sealed record Village(int Index, long Code, string Township, bool Urban, string AddressPrefix);
