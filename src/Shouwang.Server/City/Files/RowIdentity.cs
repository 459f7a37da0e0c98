using Shouwang.Monitoring.Sources;
using Shouwang.Server.City.People;

namespace Shouwang.Server.City.Files;

/// <summary>What a row without a usable id says of its person, as the night hands it to the matcher; null where the file has no such column.</summary>
internal sealed record RowIdentity(string Name, string? Birth, string? Phone, string? Address, string? Township)
{
    public static RowIdentity Of(SourceFeed feed, Population people, Who who)
    {
        bool Has(IdentityPart part) => feed.Columns.Any(c => c.Identity == part);
        var (person, given) = (who.Ordinal, who.Identity);
        return new RowIdentity(
            given?.Name ?? people.NameText(person),
            Has(IdentityPart.Birth) ? $"{given?.Birth ?? people.Birth(person):yyyy-MM-dd}" : (given?.Id ?? who.Style) == IdStyle.Mistyped ? BirthInMistyped(people.Id(person), person) : null,
            Has(IdentityPart.Phone) && people.Phone(person) is > 0 and var phone ? $"{phone}" : null,
            Has(IdentityPart.Address) ? AddressOf(people, person) : null,
            Has(IdentityPart.Division) ? TownshipOf(people, person) : null);
    }

    public static string TownshipOf(Population people, int person) => $"{people.Villages[people.VillageOf(person)].Code}"[..9];

    private static string AddressOf(Population people, int person) => people.HouseholdOf(person)?.Address
        ?? $"{people.Villages[people.VillageOf(person)].AddressPrefix}{(people.HouseNumber(person) % 12) + 1}组{people.HouseNumber(person)}号";

    // A mistyped number still says when its owner was born, or what was meant to say so.
    private static string BirthInMistyped(string id, int person)
    {
        Span<char> wrong = stackalloc char[18];
        id.CopyTo(wrong);
        Identities.Mistype(wrong, person);
        return new string(wrong.Slice(6, 8));
    }
}
