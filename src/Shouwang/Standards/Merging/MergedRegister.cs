using Shouwang.Registry;

namespace Shouwang.Standards.Merging;

/// <summary>In what two registers do not agree about a person.</summary>
public enum ConflictKind
{
    /// <summary>In two households.</summary>
    Household,
    /// <summary>The incomes of the household lie further apart than the pack tolerates.</summary>
    Income,
    Name,
    /// <summary>One list has a number that is none.</summary>
    Id,
    Address,
    /// <summary>The household is in both lists, the person in one.</summary>
    Size,
    /// <summary>One list has the person as dead.</summary>
    Dead,
    /// <summary>Twice in one list.</summary>
    Twice,
}

/// <summary>One disagreement, and which value holds.</summary>
/// <param name="First">What the first list says; for addresses and names of people this is personal.</param>
/// <param name="Lines">List → line of the file.</param>
public sealed record MergeConflict(ConflictKind Kind, IdNumber? Id, string Name, string First, string Second, string Held, string Lines);

/// <summary>A person of the merged register.</summary>
/// <param name="Id">Null where no list has a valid number: kept all the same, until somebody finds it.</param>
/// <param name="Held">False for who has died.</param>
/// <param name="Rows">How many rows of the lists are about this person: over all people, as many as were read.</param>
public sealed record MergedPerson(IdNumber? Id, string WrittenId, string Name, string Household, int Role, string? Category, DateOnly? Since, bool Held, IReadOnlyList<string> Lists, int Rows);

/// <param name="Income">Fen per head and year.</param>
public sealed record MergedHousehold(string Code, string? Division, string Address, string Phone, string? Kind, string? Causes, DateOnly? Found, long? Income, IReadOnlyList<string> Lists);

/// <summary>One register made of two, and what they did not agree in. Every row of both is in it.</summary>
/// <param name="Rows">List → rows read.</param>
public sealed record MergedRegister(
    IReadOnlyList<MergedHousehold> Households,
    IReadOnlyList<MergedPerson> Persons,
    IReadOnlyList<MergeConflict> Conflicts,
    IReadOnlyDictionary<string, int> Rows);
