using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;

namespace Shouwang.Monitoring.Nights;

/// <summary>The calculation behind one row without a certain person: what each field said about each candidate.</summary>
/// <param name="Kind">What the model says; a doubt too where a valid id came under another name.</param>
public sealed record MatchExplanation(string Source, string File, string Sha256, int Line, string Reason, LinkKind Kind, IReadOnlyList<(RegisteredPerson Person, double Posterior, Explanation Explanation)> Candidates);

// What officers ask about rows that matching could not settle.
public sealed partial class MatchRows
{
    /// <summary>Null where the row is not waiting for a person. Says what the model says, whatever somebody has decided.</summary>
    public MatchExplanation? Explain(IngestSession session, RegisterSnapshot register, LinkIndex index, string sha256, int line)
    {
        session.Store.Execute(BatchLedger.ActiveBatches);
        if (Read(session).Find(r => r.Sha256 == sha256 && r.Line == line) is not { } row)
        {
            return null;
        }

        var linker = new Linker(spec);
        var link = row.Reason == "other_name" ? OtherName(session, row.Candidate) : linker.Link(index, [row.Fields])[0];
        var candidates = link.Candidates.Count > 0 ? link.Candidates : link.Right >= 0 ? [new Candidate(link.Right, link.Score, link.Posterior)] : [];
        return new MatchExplanation(
            row.Source, row.File, row.Sha256, row.Line, row.Reason, link.Kind,
            [.. candidates.Select(c => (register.Persons[c.Right], c.Posterior, linker.Explain(index, row.Fields, c.Right)))]);
    }

    /// <summary>The names under which waiting rows came, unsealed: personal data, for whoever may see it.</summary>
    public IReadOnlyDictionary<(string Sha256, int Line), string> DeliveredNames(IngestSession session)
    {
        session.Store.Execute(BatchLedger.ActiveBatches);
        var name = spec.FieldIndex("name");
        return Read(session).ToDictionary(r => (r.Sha256, r.Line), r => r.Fields[name] ?? "");
    }

    private static Link OtherName(IngestSession session, int number)
    {
        var place = session.Registered.Index().First(p => p.Item == number).Index;
        return new Link(LinkKind.Doubt, -1, 0, 1, [new Candidate(place, 0, 1)]);
    }
}
