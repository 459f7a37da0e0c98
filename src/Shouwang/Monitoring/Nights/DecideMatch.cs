using Shouwang.Monitoring.Matching;
using Shouwang.Monitoring.Ingest;
using Shouwang.Platform.Data;
using Shouwang.Platform.Data.Bulk;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Nights;

/// <summary>A row that is about another person than before.</summary>
/// <param name="Before">Null: nobody of the register.</param>
/// <param name="After">Null: nobody of the register.</param>
public sealed record Relinked(string Source, string File, int Line, RegisteredPerson? Before, RegisteredPerson? After);

/// <summary>What a decision did.</summary>
public sealed record MatchDecided(MatchDecision Decision, MatchSummary Summary, IReadOnlyList<Relinked> Changed);

/// <summary>Records whose row a doubtful one is, and links all rows anew at once. A later decision about the same row takes the place of this one.</summary>
public sealed class DecideMatch(ShouwangDb db, MatchRows matching, TimeProvider clock)
{
    private const int LongestReason = 500;

    // A shorter beginning could be a file's name.
    private const int ShortestHash = 8;

    /// <param name="File">The file's name, its SHA-256, or the beginning of that.</param>
    /// <param name="Person">As <see cref="PersonReference"/> understands it; null: nobody of the register.</param>
    /// <param name="By">The officer's account.</param>
    public sealed record Command(string File, int Line, string? Person, string Reason, string By);

    /// <returns>What changed, or why nothing was decided.</returns>
    public async Task<(MatchDecided? Done, MatchRefusal? Refusal)> RunAsync(Command command, IngestSession session, RegisterSnapshot register, LinkIndex index, CancellationToken cancel = default)
    {
        if (Refuse(command.Reason) is { } badReason)
        {
            return (null, badReason);
        }

        var (sha256, refusal) = FindRow(session.Store, command.File, command.Line);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var person = command.Person is null ? null : await PersonReference.FindAsync(db, command.Person, cancel);
        if (command.Person is not null && person is null)
        {
            return (null, MatchRefusal.UnknownPerson);
        }

        var decision = new MatchDecision(sha256!, command.Line, person, command.Reason.Trim(), command.By, clock.GetUtcNow());
        db.BulkUpsert([decision]);
        var before = Links(session.Store);
        var (summary, _) = await matching.RunAsync(session, register, index, cancel);
        return (new MatchDecided(decision, summary, Changed(session, register, before, Links(session.Store))), null);
    }

    private static MatchRefusal? Refuse(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? MatchRefusal.ReasonMissing : reason.Trim().Length > LongestReason ? MatchRefusal.ReasonTooLong : null;

    /// <summary>The content that a file's name or hash means.</summary>
    public static (string? Sha256, MatchRefusal? Refusal) FindFile(RecordStore store, string file)
    {
        var found = BatchLists.All(store)
            .Where(b => b.File == file || (file.Length >= ShortestHash && b.Sha256.StartsWith(file, StringComparison.OrdinalIgnoreCase)))
            .Select(b => b.Sha256).Distinct().ToList();
        return found.Count switch
        {
            0 => (null, MatchRefusal.UnknownFile),
            1 => (found[0], null),
            _ => (null, MatchRefusal.AmbiguousFile),
        };
    }

    private static (string? Sha256, MatchRefusal? Refusal) FindRow(RecordStore store, string file, int line)
    {
        var (sha256, refusal) = FindFile(store, file);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        using var command = store.Connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM unlinked u JOIN batch b ON b.batch = u.batch WHERE b.sha256 = $sha256 AND u.line = $line";
        command.Parameters.Add(new DuckDB.NET.Data.DuckDBParameter("sha256", sha256!));
        command.Parameters.Add(new DuckDB.NET.Data.DuckDBParameter("line", line));
        return (long)command.ExecuteScalar()! > 0 ? (sha256, null) : (null, MatchRefusal.UnknownLine);
    }

    private static Dictionary<int, int> Links(RecordStore store)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = "SELECT subject, person FROM link";
        using var reader = command.ExecuteReader();
        var links = new Dictionary<int, int>();
        while (reader.Read())
        {
            links[reader.GetInt32(0)] = reader.GetInt32(1);
        }

        return links;
    }

    private static List<Relinked> Changed(IngestSession session, RegisterSnapshot register, Dictionary<int, int> before, Dictionary<int, int> after)
    {
        var changed = before.Keys.Union(after.Keys).Where(subject => before.GetValueOrDefault(subject) != after.GetValueOrDefault(subject)).ToHashSet();
        if (changed.Count == 0)
        {
            return [];
        }

        var people = session.Registered.Index().ToDictionary(p => p.Item, p => register.Persons[p.Index]);
        using var command = session.Store.Connection.CreateCommand();
        command.CommandText = "SELECT u.subject, b.source, b.file, u.line FROM unlinked u JOIN batch b ON b.batch = u.batch ORDER BY b.source, b.file, u.line";
        using var reader = command.ExecuteReader();
        var rows = new List<Relinked>();
        while (reader.Read())
        {
            if (reader.GetInt32(0) is var subject && changed.Contains(subject))
            {
                rows.Add(new Relinked(reader.GetString(1), reader.GetString(2), reader.GetInt32(3), people.GetValueOrDefault(before.GetValueOrDefault(subject)), people.GetValueOrDefault(after.GetValueOrDefault(subject))));
            }
        }

        return rows;
    }
}
