using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Sources;

namespace Shouwang.Monitoring.Nights;

/// <summary>What a waiting row says of who it is about, masked as it may be shown.</summary>
public sealed record DeliveredPerson(string IdNumber, string Name, string Birth, string Phone, string Division)
{
    internal static DeliveredPerson Masked(DeliveredIdentity identity) => new(
        CellMask.Of(IdentityPart.Id, identity.Id), CellMask.Of(IdentityPart.Name, identity.Name), CellMask.Of(IdentityPart.Birth, identity.Birth),
        CellMask.Of(IdentityPart.Phone, identity.Phone), identity.Division);
}

/// <summary>A doubt beside its candidates.</summary>
/// <param name="Explanations">What each field said, in the order of the doubt's candidates.</param>
public sealed record MatchComparison(MatchDoubt Doubt, DeliveredPerson Delivered, IReadOnlyList<Explanation> Explanations);

// For whoever decides a doubt: the row and the candidates side by side.
public sealed partial class MatchRows
{
    /// <param name="doubts">As <see cref="RunAsync"/> found them in the same session.</param>
    public IReadOnlyList<MatchComparison> Compare(IngestSession session, RegisterSnapshot register, LinkIndex index, IReadOnlyList<MatchDoubt> doubts)
    {
        var linker = new Linker(spec);
        var rows = Read(session).ToDictionary(row => (row.Sha256, row.Line));
        var places = register.Persons.Index().ToDictionary(person => person.Item.Id, person => person.Index);
        return
        [
            .. doubts.Select(doubt => (Doubt: doubt, Row: rows[(doubt.Sha256, doubt.Line)])).Select(one => new MatchComparison(
                one.Doubt, DeliveredPerson.Masked(one.Row.Delivered), [.. one.Doubt.Candidates.Select(candidate => linker.Explain(index, one.Row.Fields, places[candidate.Person.Id]))])),
        ];
    }
}
