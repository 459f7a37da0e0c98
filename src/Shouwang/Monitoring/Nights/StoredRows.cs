using System.Globalization;
using DuckDB.NET.Data;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Nights;

/// <summary>One stored row of a person.</summary>
/// <param name="Person">The store's number.</param>
/// <param name="Counts">Its batch is the newest revision of the period: screening sees it.</param>
/// <param name="Linked">It carried no usable id and was matched to the person.</param>
/// <param name="AmountFen">Null where the record type has no amount or it is unknown.</param>
public sealed record StoredRow(int Person, string Record, string Source, string Feed, string File, string Sha256, int Line, DateOnly On, long? AmountFen, bool Counts, bool Linked);

/// <summary>
/// The rows of one or a few people out of millions: one statement over all record types, whose only condition is a list
/// of numbers, so that the store skips every block that has none of them.
/// </summary>
internal static class StoredRows
{
    private const string Head = """
        WITH found(record, subject, batch, line, day, amount) AS (
        """;

    // Finds who a row is about and where it came from. in: found, batch. out: as the columns say.
    private const string Tail = """
        )
        SELECT f.subject, f.record, b.source, b.feed, b.file, b.sha256, f.line, f.day, f.amount,
               b.revision = (SELECT max(o.revision) FROM batch o WHERE o.source = b.source AND o.feed = b.feed AND o.period = b.period AND o.state = 'published')
        FROM found f JOIN batch b ON b.batch = f.batch
        ORDER BY f.record, f.day DESC, b.source, b.file, f.line
        """;

    /// <summary>The store's number for a pseudonym, or null where no delivered row and no registered person has had it.</summary>
    public static int? NumberOf(DuckDBConnection connection, UInt128 pseudonym)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT person FROM person WHERE hi = $hi AND lo = $lo";
        command.Parameters.Add(new DuckDBParameter("hi", (ulong)(pseudonym >> 64)));
        command.Parameters.Add(new DuckDBParameter("lo", (ulong)pseudonym));
        return command.ExecuteScalar() as int?;
    }

    public static IReadOnlyList<StoredRow> Of(DuckDBConnection connection, RecordCatalog records, IReadOnlyCollection<int> persons)
    {
        if (persons.Count == 0)
        {
            return [];
        }

        var personOf = persons.ToDictionary(person => person);
        foreach (var (subject, person) in Linked(connection, persons))
        {
            personOf[subject] = person;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Head + string.Join("\nUNION ALL ", records.Types.Values.Select(type => Select(type, Numbers(personOf.Keys)))) + Tail;
        using var reader = command.ExecuteReader();
        var rows = new List<StoredRow>();
        while (reader.Read())
        {
            var subject = reader.GetInt32(0);
            rows.Add(new StoredRow(
                personOf[subject], reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetInt32(6),
                reader.GetFieldValue<DateOnly>(7), reader.IsDBNull(8) ? null : reader.GetInt64(8), reader.GetBoolean(9), subject < 0));
        }

        return rows;
    }

    private static string Select(RecordType type, string subjects) =>
        $"SELECT '{type.Name}', subject, batch, line, \"{type.Date.Name}\", {(type.Amount is { } amount ? $"\"{amount.Name}\"" : "CAST(NULL AS BIGINT)")} FROM {type.Table} WHERE subject IN ({subjects})";

    private static List<(int Subject, int Person)> Linked(DuckDBConnection connection, IReadOnlyCollection<int> persons)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT subject, person FROM link WHERE person IN ({Numbers(persons)})";
        using var reader = command.ExecuteReader();
        var links = new List<(int, int)>();
        while (reader.Read())
        {
            links.Add((reader.GetInt32(0), reader.GetInt32(1)));
        }

        return links;
    }

    private static string Numbers(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
