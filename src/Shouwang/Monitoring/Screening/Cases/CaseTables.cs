using System.Data.Common;
using System.Globalization;
using System.Text;
using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Records;

namespace Shouwang.Monitoring.Screening.Cases;

/// <summary>Lays the rows of cases out as the relations that screening reads, on either engine.</summary>
internal static class CaseTables
{
    public static void Lay(DbConnection connection, RuleSet rules, IEnumerable<PackCase> cases)
    {
        var rows = cases.SelectMany(c => c.Rows).ToLookup(r => r.Relation);
        var sql = new StringBuilder();
        foreach (var entity in rules.Vocabulary.Entities.Values.Where(e => e.Name != "resident"))
        {
            var columns = entity.Record is { } record
                ? [("batch", "INTEGER"), ("line", "INTEGER"), ("person", "INTEGER"), .. record.Fields.Select(f => (f.Name, FieldTypes.Sql(f.Type)))]
                : Keys(entity.Name).Concat(entity.Fields.Values.Select(f => (f.Name, f.Name == "division" ? "BIGINT" : FieldTypes.Sql(f.Kept)))).ToList();
            Lay(sql, entity.Relation, columns, [.. rows[entity.Relation]]);
        }

        using var command = connection.CreateCommand();
        command.CommandText = sql.ToString();
        command.ExecuteNonQuery();
    }

    private static IEnumerable<(string Name, string Type)> Keys(string entity) => entity switch
    {
        "household" => [("household", "INTEGER")],
        "person" => [("person", "INTEGER"), ("household", "INTEGER")],
        _ => [("person", "INTEGER")],
    };

    private static void Lay(StringBuilder sql, string relation, IReadOnlyList<(string Name, string Type)> columns, IReadOnlyList<CaseRow> rows)
    {
        sql.Append("DROP TABLE IF EXISTS ").Append(relation).Append(";\nCREATE TEMP TABLE ").Append(relation).Append('(')
            .AppendJoin(", ", columns.Select(c => $"\"{c.Name}\" {c.Type}")).Append(");\n");
        if (rows.Count > 0)
        {
            sql.Append("INSERT INTO ").Append(relation).Append(" VALUES ")
                .AppendJoin(",\n", rows.Select(r => $"({string.Join(", ", columns.Select(c => Literal(r.Values.GetValueOrDefault(c.Name))))})")).Append(";\n");
        }
    }

    private static string Literal(object? value) => value switch
    {
        null => "NULL",
        bool b => b ? "TRUE" : "FALSE",
        long n => n.ToString(CultureInfo.InvariantCulture),
        DateOnly d => $"DATE '{d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'",
        string s => $"'{s.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new System.Diagnostics.UnreachableException(value.GetType().Name),
    };
}
