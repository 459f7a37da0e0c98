using Shouwang.Platform.Text;
using Shouwang.Registry;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Facts;

/// <summary>A household of the register that is in a population.</summary>
public sealed record FactHousehold(Guid Id, string Code, DivisionCode Division);

/// <summary>The day of a fact and where it comes from, as far as it is known.</summary>
public readonly record struct FactOrigin(DateOnly? On, string? From);

/// <summary>The register's households with their facts on a day, as columns, and who stands in which row.</summary>
/// <param name="Households">By row.</param>
/// <param name="Persons">By row.</param>
/// <param name="Classes">By person: the class that the register says, or the law's word for none.</param>
/// <param name="Origins">Entity → by row; groups are not in it.</param>
/// <param name="HasFacts">By household: whether anybody ever said anything of it. Without a single fact nothing can be assessed: nothing is not zero.</param>
/// <param name="Unread">Stored facts that the pack no longer understands, each once.</param>
public sealed record RegisterFacts(
    Population Population,
    IReadOnlyList<FactHousehold> Households,
    IReadOnlyList<Guid> Persons,
    IReadOnlyList<string> Classes,
    IReadOnlyDictionary<string, FactOrigin[]> Origins,
    IReadOnlyList<bool> HasFacts,
    IReadOnlyList<Bilingual> Unread)
{
    /// <summary>The highest class of a household's members by the register.</summary>
    /// <param name="household">Its row.</param>
    public string ClassOf(int household)
    {
        var first = Population.Persons.First;
        return Population.Law.Outcome.Highest([.. Enumerable.Range(first[household], first[household + 1] - first[household]).Select(p => Classes[p])]);
    }
}
