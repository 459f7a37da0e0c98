using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Shouwang.Platform.Audit;

/// <summary>Which entries; what is null counts not. The newest come first.</summary>
/// <param name="Actor">Account, or its name.</param>
/// <param name="Action">The action or its beginning: <c>warning.</c> is every action on warnings.</param>
/// <param name="SubjectKind">Kind of the subject.</param>
/// <param name="Subject">Id or public number of the subject.</param>
/// <param name="From">The first moment that counts.</param>
/// <param name="Until">The first moment that counts no more.</param>
public sealed record AuditFilter(string? Actor = null, string? Action = null, string? SubjectKind = null, string? Subject = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>Part of a list: how many there are in all, and those of this page.</summary>
public sealed record AuditPage(long Total, IReadOnlyList<AuditRow> Rows);

/// <summary>Reads the audit log. What it returns is not verified: that is <see cref="AuditVerifier"/>'s work.</summary>
/// <remarks>Throws <see cref="AuditUnreadableException"/> at a row that was spoilt.</remarks>
/// <param name="connection">As for <see cref="AuditLog.Open"/>. Where no log is there yet, nothing is found.</param>
public sealed class AuditTrail(string connection)
{
    private readonly IAuditDatabase database = AuditDatabases.Of(connection);

    /// <summary>谁查过这个人: all that was done about one subject, refused attempts too, the newest first.</summary>
    public Task<AuditPage> WhoLookedAsync(AuditSubject subject, int skip, int take, CancellationToken cancel = default) =>
        ListAsync(new AuditFilter(SubjectKind: subject.Kind, Subject: subject.Id), skip, take, cancel);

    public async Task<AuditPage> ListAsync(AuditFilter filter, int skip, int take, CancellationToken cancel = default)
    {
        await using var open = await database.OpenAsync(readOnly: true, cancel);
        if (open is null)
        {
            return new AuditPage(0, []);
        }

        await using var count = Select(open, filter, "count(*)", "");
        var total = (long)(await count.ExecuteScalarAsync(cancel))!;
        await using var page = Select(open, filter, AuditEncoding.ColumnList, " ORDER BY seq DESC LIMIT @take OFFSET @skip");
        page.Add("@take", take);
        page.Add("@skip", skip);
        var rows = new List<AuditRow>();
        await using var reader = await page.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(Row(reader));
        }

        return new AuditPage(total, rows);
    }

    /// <summary>All of them one by one, for an export that may be large.</summary>
    public async IAsyncEnumerable<AuditRow> ReadAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var open = await database.OpenAsync(readOnly: true, cancel);
        if (open is null)
        {
            yield break;
        }

        await using var command = Select(open, filter, AuditEncoding.ColumnList, " ORDER BY seq DESC");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            yield return Row(reader);
        }
    }

    private DbCommand Select(DbConnection open, AuditFilter filter, string what, string rest)
    {
        var command = open.CreateCommand();
        var conditions = new List<string>();
        Ask(filter.Actor, "@actor", "(actor = @actor OR actor_name = @actor)");
        Ask(filter.Action, "@action", "substr(action, 1, length(@action)) = @action");
        Ask(filter.SubjectKind, "@kind", "subject_kind = @kind");
        Ask(filter.Subject, "@subject", "subject = @subject");
        Ask(filter.From is { } from ? AuditEncoding.Write(from) : null, "@from", "at >= @from");
        Ask(filter.Until is { } until ? AuditEncoding.Write(until) : null, "@until", "at < @until");
        command.CommandText = $"SELECT {what} FROM {database.Table}{(conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions))}{rest}";
        return command;

        void Ask(string? value, string name, string condition)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                command.Add(name, value);
            }
        }
    }

    private static AuditRow Row(DbDataReader reader)
    {
        var seq = reader.GetInt64(0);
        try
        {
            var texts = Enumerable.Range(2, AuditEncoding.Columns.Length).Select(reader.GetString).ToArray();
            return new AuditRow(
                seq, AuditEncoding.ReadMoment(texts[0]), AuditEncoding.Entry(texts), (byte)reader.GetInt16(1),
                reader.GetFieldValue<byte[]>(2 + texts.Length), reader.GetFieldValue<byte[]>(3 + texts.Length));
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or InvalidOperationException)
        {
            throw new AuditUnreadableException(seq);
        }
    }
}
