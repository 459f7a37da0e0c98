using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Nights;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Sources;
using Shouwang.Platform.Access;
using Shouwang.Server.Cli;

namespace Shouwang.Server.Monitoring;

/// <summary>Somebody of the register whom a delivered row may be about, masked.</summary>
internal sealed record MatchCandidate(Guid Person, string Reference, string Name, string IdNumber, string Birth, string Phone, string? Division, double Probability, Explanation Explanation);

/// <summary>A delivered row whose person an officer must name, with those whom it may be about.</summary>
/// <param name="Number">Names it in an address: the beginning of the file's hash, and the line.</param>
/// <param name="Place">The smallest place in which all candidates live: whoever answers for it may decide.</param>
internal sealed record MatchCase(string Number, MatchDoubt Doubt, DeliveredPerson Delivered, IReadOnlyList<MatchCandidate> Candidates, Territory Place)
{
    public static MatchCase Of(MatchComparison comparison, MatchDesk desk, IReadOnlyDictionary<Guid, RegisteredHousehold> homes, string city)
    {
        var doubt = comparison.Doubt;
        var candidates = doubt.Candidates.Zip(comparison.Explanations, (candidate, explanation) =>
        {
            var (person, home) = (candidate.Person, homes.GetValueOrDefault(candidate.Person.Id));
            return new MatchCandidate(
                person.Id, MatchText.Reference(desk, person), MatchText.Name(person, false), MatchText.IdOf(person), CellMask.Of(IdentityPart.Birth, WarningText.Day(person.Birth)),
                CellMask.Of(IdentityPart.Phone, home?.Phone ?? ""), home?.Division.Text, candidate.Posterior, explanation);
        }).ToList();
        return new MatchCase($"{doubt.Sha256[..16]}-{doubt.Line}", doubt, comparison.Delivered, candidates, Smallest([.. candidates.Select(c => c.Division)], city));
    }

    /// <summary>Households by person, of who lives in one now.</summary>
    public static IReadOnlyDictionary<Guid, RegisteredHousehold> Homes(RegisterSnapshot register)
    {
        var households = register.Households.ToDictionary(household => household.Id);
        return register.Memberships.Where(member => member.To is null).GroupBy(member => member.PersonId).ToDictionary(member => member.Key, member => households[member.Last().HouseholdId]);
    }

    // Who lives nowhere is the city's to decide.
    private static Territory Smallest(IReadOnlyList<string?> divisions, string city)
    {
        foreach (var length in (int[])[12, 9, 6])
        {
            if (divisions is [{ } first, ..] && divisions.All(division => division is not null && division[..length] == first[..length]))
            {
                return Territory.Parse(first[..length]);
            }
        }

        return Territory.Parse(city);
    }
}
