using Shouwang.Server.City.People;

namespace Shouwang.Server.City.OldRegisters;

/// <summary>Somebody of an old register: a member of a household, or an outsider whom only the list of the countryside knows.</summary>
internal sealed record Listed(string Id, string Name, Household Household, int Role, Person? Person)
{
    /// <summary>The day of death, where civil affairs knows of it.</summary>
    public DateOnly? Died { get; init; }
}

/// <summary>A line of <c>old/civil_affairs.csv</c>. Amounts in fen a month.</summary>
internal sealed record CivilRow(Listed Who, string HeadId, string Id, string Category, long PerHeadMonth, string Address, string Phone, long Paid, DateOnly Since);

/// <summary>A line of <c>old/rural.csv</c>. Income in fen a year.</summary>
internal sealed record RuralRow(Listed Who, Household At, string Number, string HeadName, string Name, string Id, long PerHeadYear, int Size, Village Village, string Address, DateOnly Found, DateOnly Visited, string Work);

/// <summary>What the merged register must hold of one person, and what must be reported of the two lists.</summary>
internal sealed class Merged(Listed who)
{
    public Listed Who => who;

    public bool InCivil { get; set; }

    public bool InRural { get; set; }

    /// <summary>The household in the list of the countryside where it is another than that of civil affairs.</summary>
    public Household? Elsewhere { get; set; }

    public long? PerHeadYear { get; set; }

    /// <summary>household income name id address dead size: each that the two lists do not agree in.</summary>
    public SortedSet<string> Conflicts { get; } = new(StringComparer.Ordinal);
}
