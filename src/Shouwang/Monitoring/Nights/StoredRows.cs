using System.Globalization;
using DuckDB.NET.Data;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Nights;

/// <summary>One stored row of a person.</summary>
/// <param name="AmountFen">Null where the record type has no amount or it is unknown.</param>
/// <param name="Counts">Its batch is the newest revision of the period: screening sees it.</param>
/// <param name="Linked">It carried no usable id and was matched to the person.</param>
public sealed record StoredRow(string Record, string Source, string Feed, string File, string Sha256, int Line, DateOnly On, long? AmountFen, bool Counts, bool Linked);

/// <summary>
/// The rows of one person out of millions, without an index: one statement over all record types with <c>subject = n</c>,
/// which the store answers from the one column, looking at the others only where it holds. A list of numbers would make
/// it read all columns, so what was matched to the person is fetched apart, and people are asked for one by one.
/// Numbers of our own stand in the statements as they are: with a parameter no block would be skipped.
/// </summary>
internal static class StoredRows
{
    private sealed record Found(int Batch, int Line, DateOnly On, long? Amount, bool Linked);

    private sealed record Origin(string Record, string Source, string Feed, string File, string Sha256, bool Counts);

    /// <returns>By record type, the latest first; empty for a pseudonym that no row has had.</returns>
    public static IReadOnlyList<StoredRow> Of(RecordStore store, UInt128 pseudonym)
    {
        if (NumberOf(store.Connection, pseudonym) is not { } person)
        {
            return [];
        }

        var found = Read(store.Connection, string.Join("\nUNION ALL ", store.Records.Types.Values.Select(type => Select(type, person))), false);
        foreach (var (subject, record) in Linked(store.Connection, person))
        {
            found.AddRange(Read(store.Connection, Select(store.Records.Types[record], subject), true));
        }

        var origins = Origins(store.Connection, [.. found.Select(row => row.Batch).Distinct()]);
        return [.. found.Select(row => (row, from: origins[row.Batch]))
            .Select(pair => new StoredRow(pair.from.Record, pair.from.Source, pair.from.Feed, pair.from.File, pair.from.Sha256, pair.row.Line, pair.row.On, pair.row.Amount, pair.from.Counts, pair.row.Linked))
            .OrderBy(row => row.Record, StringComparer.Ordinal).ThenByDescending(row => row.On).ThenBy(row => row.Source, StringComparer.Ordinal).ThenBy(row => row.File, StringComparer.Ordinal).ThenBy(row => row.Line)];
    }

    private static string Select(RecordType type, int subject) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT batch, line, \"{type.Date.Name}\", {(type.Amount is { } amount ? $"\"{amount.Name}\"" : "CAST(NULL AS BIGINT)")} FROM {type.Table} WHERE subject = {subject}");

    private static int? NumberOf(DuckDBConnection connection, UInt128 pseudonym)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT person FROM person WHERE lo = {(ulong)pseudonym} AND hi = {(ulong)(pseudonym >> 64)}");
        return command.ExecuteScalar() as int?;
    }

    private static List<Found> Read(DuckDBConnection connection, string sql, bool linked)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<Found>();
        while (reader.Read())
        {
            rows.Add(new Found(reader.GetInt32(0), reader.GetInt32(1), reader.GetFieldValue<DateOnly>(2), reader.IsDBNull(3) ? null : reader.GetInt64(3), linked));
        }

        return rows;
    }

    private static List<(int Subject, string Record)> Linked(DuckDBConnection connection, int person)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT u.subject, b.record FROM link l JOIN unlinked u ON u.subject = l.subject JOIN batch b ON b.batch = u.batch WHERE l.person = {person}");
        using var reader = command.ExecuteReader();
        var links = new List<(int, string)>();
        while (reader.Read())
        {
            links.Add((reader.GetInt32(0), reader.GetString(1)));
        }

        return links;
    }

    private static Dictionary<int, Origin> Origins(DuckDBConnection connection, IReadOnlyList<int> batches)
    {
        var origins = new Dictionary<int, Origin>();
        if (batches.Count == 0)
        {
            return origins;
        }

        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT b.batch, b.record, b.source, b.feed, b.file, b.sha256,
                   NOT EXISTS (SELECT 1 FROM batch o WHERE o.source = b.source AND o.feed = b.feed AND o.period = b.period AND o.state = 'published' AND o.revision > b.revision)
            FROM batch b WHERE b.batch IN ({string.Join(", ", batches.Select(batch => batch.ToString(CultureInfo.InvariantCulture)))})
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            origins[reader.GetInt32(0)] = new Origin(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetBoolean(6));
        }

        return origins;
    }
}
