using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Shouwang.Monitoring.Ingest;
using Shouwang.Monitoring.Matching;
using Shouwang.Platform.Data;
using Shouwang.Registry;

namespace Shouwang.Monitoring.Nights;

/// <summary>A row whose person somebody must decide.</summary>
/// <param name="Reason">id_missing, id_invalid or other_name.</param>
/// <param name="Candidates">Registered persons that it may be, the likeliest first, with their probability (1 for an id under another name).</param>
public sealed record MatchDoubt(string Source, string File, string Sha256, int Line, string Record, string Reason, IReadOnlyList<(RegisteredPerson Person, double Posterior)> Candidates);

/// <summary>What matching made of the rows without a certain person.</summary>
public sealed record MatchSummary(int Rows, int Matched, int Doubts, int None, int Decided);

/// <summary>
/// Links the rows without a usable id to registered people, anew each night over all of them, so that the result
/// depends on what is stored and decided and not on the order in which it came.
/// </summary>
public sealed partial class MatchRows(ShouwangDb db, LinkageSpec spec)
{
    /// <summary>The register as the matcher sees it; building it takes most of the time, so it may be made while files are read.</summary>
    public LinkIndex Index(RegisterSnapshot register)
    {
        var homes = register.Memberships.Where(m => m.To is null).ToDictionary(m => m.PersonId, m => m.HouseholdId);
        var households = register.Households.ToDictionary(h => h.Id);
        return new Linker(spec).Index([.. register.Persons.Select(p =>
        {
            var home = homes.TryGetValue(p.Id, out var household) ? households[household] : null;
            return Row(p.Name, ((int)p.Sex).ToString(CultureInfo.InvariantCulture), p.Birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), home?.Phone, home?.Address, home?.Division.Text[..9]);
        })]);
    }

    public async Task<(MatchSummary Summary, IReadOnlyList<MatchDoubt> Doubts)> RunAsync(IngestSession session, RegisterSnapshot register, LinkIndex index, CancellationToken cancel)
    {
        session.Store.Execute(BatchLedger.ActiveBatches);
        var rows = Read(session);
        var decisions = await db.MatchDecisions().AsNoTracking().ToDictionaryAsync(d => (d.Sha256, d.Line), cancel);
        var personIndex = register.Persons.Index().ToDictionary(p => p.Item.Id, p => p.Index);
        var links = new List<(int Subject, int Person)>();
        var open = new List<WaitingRow>();
        foreach (var row in rows)
        {
            if (!decisions.TryGetValue((row.Sha256, row.Line), out var decision))
            {
                open.Add(row);
            }
            else if (decision.PersonId is { } person && personIndex.TryGetValue(person, out var at))
            {
                links.Add((row.Subject, session.Registered[at]));
            }
        }

        var decided = rows.Count - open.Count;
        var place = session.Registered.Index().ToDictionary(p => p.Item, p => p.Index);
        var doubts = new List<MatchDoubt>();
        doubts.AddRange(open.Where(r => r.Reason == "other_name").Select(r => r.Doubt([(register.Persons[place[r.Candidate]], 1)])));
        var scored = open.Where(r => r.Reason != "other_name").ToList();
        var found = new Linker(spec).Link(index, [.. scored.Select(r => r.Fields)], Environment.ProcessorCount, cancel);
        for (var i = 0; i < scored.Count; i++)
        {
            if (found[i].Kind == LinkKind.Matched)
            {
                links.Add((scored[i].Subject, session.Registered[found[i].Right]));
            }
            else if (found[i].Kind == LinkKind.Doubt)
            {
                doubts.Add(scored[i].Doubt([.. found[i].Candidates.Select(c => (register.Persons[c.Right], c.Posterior))]));
            }
        }

        Write(session, links);
        return (new MatchSummary(rows.Count, links.Count, doubts.Count, rows.Count - links.Count - doubts.Count, decided), doubts);
    }

    private sealed record WaitingRow(int Subject, string Source, string File, string Sha256, int Line, string Record, string Reason, int Candidate, string?[] Fields, DeliveredIdentity Delivered)
    {
        public MatchDoubt Doubt(IReadOnlyList<(RegisteredPerson, double)> candidates) => new(Source, File, Sha256, Line, Record, Reason, candidates);
    }

    private List<WaitingRow> Read(IngestSession session)
    {
        var rows = new List<WaitingRow>();
        using var command = session.Store.Connection.CreateCommand();
        command.CommandText = """
            SELECT u.subject, b.source, b.file, b.sha256, u.line, b.record, u.reason, u.candidate, u.identity
            FROM unlinked u JOIN batch b ON b.batch = u.batch JOIN active_batch a ON a.batch = u.batch
            ORDER BY b.source, b.feed, b.period, b.revision, u.line
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            using var blob = reader.GetStream(8);
            var box = new byte[blob.Length];
            blob.ReadExactly(box);
            var sha = reader.GetString(3);
            var identity = DeliveredIdentity.FromBytes(session.Sealing.Open(box, Encoding.ASCII.GetBytes(sha)));
            rows.Add(new WaitingRow(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), sha, reader.GetInt32(4), reader.GetString(5), reader.GetString(6), reader.GetInt32(7), Fields(identity), identity));
        }

        return rows;
    }

    // A mistyped id still says when its owner was born, most of the time.
    private string?[] Fields(DeliveredIdentity d)
    {
        var birth = d.Birth.Length > 0 ? d.Birth : d.Id.Length == 18 ? d.Id[6..14] : null;
        var township = d.Division.Length >= 9 ? d.Division[..9] : null;
        return Row(d.Name, null, birth, Empty(d.Phone), Empty(d.Address), township);
    }

    private static string? Empty(string text) => text.Length == 0 ? null : text;

    private string?[] Row(string name, string? sex, string? birth, string? phone, string? address, string? township)
    {
        var row = new string?[spec.Fields.Count];
        Put(row, "name", name);
        Put(row, "sex", sex);
        Put(row, "birth", birth);
        Put(row, "phone", phone);
        Put(row, "address", address);
        Put(row, "township", township);
        return row;
    }

    private void Put(string?[] row, string field, string? value)
    {
        for (var i = 0; i < spec.Fields.Count; i++)
        {
            if (spec.Fields[i].Name == field)
            {
                row[i] = value;
            }
        }
    }

    private static void Write(IngestSession session, List<(int Subject, int Person)> links)
    {
        using var transaction = session.Store.Connection.BeginTransaction();
        session.Store.Execute("DELETE FROM link");
        using (var appender = session.Store.Connection.CreateAppender("link"))
        {
            foreach (var (subject, person) in links)
            {
                appender.CreateRow().AppendValue(subject).AppendValue(person).EndRow();
            }
        }

        transaction.Commit();
    }
}
