using System.Data.Common;
using DuckDB.NET.Data;
using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>
/// Runs all rules over everybody: the decision of record. The connection offers the relations <c>in_*</c> of
/// docs/night.md section 5; temporary tables named <c>s_*</c> come and go.
/// </summary>
public static class Screener
{
    /// <inheritdoc cref="Run(DbConnection, ScreeningPlan)"/>
    /// <param name="overrides">Parameters to try: <c>A02.threshold</c> → <c>8000</c>.</param>
    /// <param name="delivered">Record types of which deliveries exist; null where every type is.</param>
    public static ScreeningResult Run(DuckDBConnection connection, RuleSet rules, DateOnly asOf, IReadOnlyDictionary<string, string>? overrides = null, IReadOnlySet<string>? delivered = null) =>
        Run(connection, ScreeningPlan.Make(rules, asOf, SqlDialect.DuckDb, overrides, delivered));

    /// <summary>Runs a plan on the engine it was written for.</summary>
    public static ScreeningResult Run(DbConnection connection, ScreeningPlan plan)
    {
        try
        {
            foreach (var stage in plan.Stages)
            {
                Execute(connection, stage.Sql);
            }

            var hits = Hits(connection, plan.Hits);
            var counts = new SortedDictionary<string, int>(plan.Rules.ToDictionary(r => r.Id, _ => 0), StringComparer.Ordinal);
            hits.ForEach(h => counts[h.Rule]++);
            var evidence = plan.Evidence.Where(e => e.Rules.Any(r => counts[r] > 0)).SelectMany(e => Evidence(connection, e.Record, e.Sql)).ToList();
            return new ScreeningResult(plan.AsOf, hits, evidence, counts, plan.Skipped);
        }
        finally
        {
            Execute(connection, string.Join(";\n", plan.Stages.Select(s => $"DROP TABLE IF EXISTS {s.Table}")));
        }
    }

    private static List<Hit> Hits(DbConnection connection, string sql)
    {
        var found = new List<Hit>();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            found.Add(new Hit(
                reader.GetString(0),
                Word<RuleScope>(reader.GetString(1)),
                Int(reader, 2),
                Int(reader, 3),
                Word<Severity>(reader.GetString(4)),
                Long(reader, 5),
                reader.GetString(6)));
        }

        return found;
    }

    private static List<HitEvidence> Evidence(DbConnection connection, RecordType record, string sql)
    {
        var found = new List<HitEvidence>();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            found.Add(new HitEvidence(
                reader.GetString(0),
                Word<RuleScope>(reader.GetString(1)),
                Int(reader, 2),
                Int(reader, 3),
                record.Name,
                reader.GetInt32(4),
                reader.GetInt32(5),
                reader.GetInt32(6),
                reader.GetFieldValue<DateOnly>(7),
                Long(reader, 8)));
        }

        return found;
    }

    private static T Word<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    private static int? Int(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static long? Long(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    private static void Execute(DbConnection connection, string sql)
    {
        if (sql.Length > 0)
        {
            NativeRows.ExecuteOn(connection, sql);
        }
    }
}
