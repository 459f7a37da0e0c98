using System.Globalization;
using Shouwang.Platform.Audit;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Audit;

/// <summary>Audit: somebody with every right on the database changes the log; the verifier names the first row where it shows.</summary>
public sealed class AuditTamperTests(Databases databases)
{
    private static readonly string[] Texts = [.. AuditEncoding.Columns.Except(["pack_hash"])];

    public static TheoryData<DatabaseKind, string> Tricks()
    {
        var tricks = new TheoryData<DatabaseKind, string>();
        foreach (var kind in new[] { DatabaseKind.Sqlite, DatabaseKind.Postgres })
        {
            foreach (var (name, _, _) in All)
            {
                tricks.Add(kind, name);
            }
        }

        return tricks;
    }

    private static IEnumerable<(string Name, string Sql, int Seq)> All =>
    [
        .. Texts.Select(column => ($"{column} edited", $"UPDATE {{t}} SET {column} = {column} || '1' WHERE seq = 4", 4)),
        .. Texts.Select(column => ($"{column} emptied", $"UPDATE {{t}} SET {column} = '' WHERE seq = 6", 6)),
        ("pack hash edited", "UPDATE {t} SET pack_hash = replace(pack_hash, 'a', 'b') WHERE seq = 4", 4),
        ("algorithm edited", "UPDATE {t} SET algorithm = 2 WHERE seq = 4", 4),
        ("previous hash taken from another row", "UPDATE {t} SET prev_hash = (SELECT hash FROM {t} WHERE seq = 1) WHERE seq = 4", 4),
        ("hash taken from another row", "UPDATE {t} SET hash = (SELECT hash FROM {t} WHERE seq = 1) WHERE seq = 4", 4),
        ("text moved to the next column", "UPDATE {t} SET actor = substr(actor, 1, 3), actor_name = substr(actor, 4) || actor_name WHERE seq = 4", 4),
        ("first row edited", "UPDATE {t} SET actor = 'x' WHERE seq = 1", 1),
        ("last row edited", "UPDATE {t} SET actor = 'x' WHERE seq = 9", 9),
        ("row deleted", "DELETE FROM {t} WHERE seq = 5", 5),
        ("first row deleted", "DELETE FROM {t} WHERE seq = 1", 1),
        ("row renumbered", "UPDATE {t} SET seq = 99 WHERE seq = 5", 5),
        ("row deleted and the rest moved up", "DELETE FROM {t} WHERE seq = 5; UPDATE {t} SET seq = seq + 100 WHERE seq > 5; UPDATE {t} SET seq = seq - 101 WHERE seq > 5", 5),
        ("two rows exchanged", "UPDATE {t} SET seq = -1 WHERE seq = 3; UPDATE {t} SET seq = 3 WHERE seq = 7; UPDATE {t} SET seq = 7 WHERE seq = -1", 3),
        ("row doubled at the end", $"INSERT INTO {{t}} SELECT 10, algorithm, {string.Join(", ", AuditEncoding.Columns)}, prev_hash, hash FROM {{t}} WHERE seq = 9", 10),
        ("row put in before the first", $"INSERT INTO {{t}} SELECT 0, algorithm, {string.Join(", ", AuditEncoding.Columns)}, prev_hash, hash FROM {{t}} WHERE seq = 9", 0),
    ];

    [Theory, MemberData(nameof(Tricks))]
    public async Task Every_trick_on_the_audit_log_is_found_at_its_row(DatabaseKind kind, string trick)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        var (_, sql, seq) = All.Single(known => known.Name == trick);
        await audit.WriteAsync(1, 9);
        Assert.Equal(AuditState.Ok, (await audit.VerifyAsync()).State);

        await audit.TamperAsync(sql);

        var verdict = await audit.VerifyAsync();
        Assert.Equal(AuditState.Tampered, verdict.State);
        var finding = Assert.Single(verdict.Findings);
        Assert.Equal(seq, finding.Seq);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"row {seq} "), finding.Text.En, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_row_that_is_there_twice_under_one_number_is_found(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await audit.WriteAsync(1, 9);
        await audit.TamperAsync(kind == DatabaseKind.Sqlite
            ? "CREATE TABLE copy AS SELECT * FROM entry; DROP TABLE entry; ALTER TABLE copy RENAME TO entry; INSERT INTO entry SELECT * FROM entry WHERE seq = 5"
            : "ALTER TABLE {t} DROP CONSTRAINT entry_pkey; INSERT INTO {t} SELECT * FROM {t} WHERE seq = 5");

        Assert.Equal((AuditState.Tampered, 5L), await FirstAsync(audit));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_row_without_a_value_is_found_and_stops_nothing(DatabaseKind kind)
    {
        using var audit = await GivenAudit.OnAsync(databases, kind);
        await audit.WriteAsync(1, 9);
        await audit.TamperAsync(kind == DatabaseKind.Sqlite
            ? "CREATE TABLE copy AS SELECT * FROM entry; DROP TABLE entry; ALTER TABLE copy RENAME TO entry; UPDATE entry SET actor = NULL WHERE seq = 5"
            : "ALTER TABLE {t} ALTER actor DROP NOT NULL; UPDATE {t} SET actor = NULL WHERE seq = 5");

        Assert.Equal((AuditState.Tampered, 5L), await FirstAsync(audit));
        Assert.Equal(9, (await audit.VerifyAsync()).LastSeq);
    }

    private static async Task<(AuditState, long?)> FirstAsync(GivenAudit audit)
    {
        var verdict = await audit.VerifyAsync();
        return (verdict.State, Assert.Single(verdict.Findings).Seq);
    }
}
