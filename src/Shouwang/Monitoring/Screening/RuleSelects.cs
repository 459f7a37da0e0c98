using Shouwang.Monitoring.Rules;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Screening;

/// <summary>The hits of all rules as one relation.</summary>
internal sealed class RuleSelects(Vocabulary vocabulary, Columns columns, RowQuery rows)
{
    public const string Final = "SELECT rule, scope, person, household, severity, amount, named FROM s_hit ORDER BY rule, scope, person, household";

    private const string None = "SELECT CAST('' AS VARCHAR) AS rule, CAST('' AS VARCHAR) AS scope, CAST(NULL AS INTEGER) AS person, CAST(NULL AS INTEGER) AS household, CAST('' AS VARCHAR) AS severity, CAST(NULL AS BIGINT) AS amount, CAST('' AS VARCHAR) AS named WHERE FALSE";

    public string Write(IReadOnlyList<WarningRule> rules) => string.Join("\nUNION ALL\n", rules.Select(Write).Prepend(None));

    private string Write(WarningRule rule)
    {
        var (entity, person, household) = rule.Scope switch
        {
            RuleScope.Person => (vocabulary.Person, "x.person", "x.household"),
            RuleScope.Household => (vocabulary.Household, "CAST(NULL AS INTEGER)", "x.household"),
            _ => (vocabulary.Resident, "x.person", "CAST(NULL AS INTEGER)"),
        };
        var amount = rule.Amount is null ? "CAST(NULL AS BIGINT)" : columns.Sql.Write(rule.Amount);
        var from = rows.Write(entity, PlanBuilder.Roots(rule), rule.When);
        return $"SELECT '{rule.Id}', '{rule.Scope.ToString().ToLowerInvariant()}', {person}, {household}, {Severity(rule.Severity)}, {amount}, {Json(rule.Named)}\nFROM ({from}) x\nWHERE {columns.Sql.Write(rule.When)}";
    }

    private string Severity(SeverityRule severity)
    {
        var otherwise = Word(severity.Else);
        return severity.Cases.Count == 0 ? otherwise
            : $"CASE {string.Join(' ', severity.Cases.Select(c => $"WHEN {columns.Sql.Write(c.When)} THEN {Word(c.Then)}"))} ELSE {otherwise} END";
    }

    private static string Word(Severity severity) => $"'{severity.ToString().ToLowerInvariant()}'";

    /// <summary>Built by hand: the engines' own JSON functions space and order differently.</summary>
    private string Json(IReadOnlyList<NamedValue> named)
    {
        var pieces = new List<string>();
        var text = "{";
        foreach (var (value, first) in named.Select((n, i) => (n, i == 0)))
        {
            text += $"{(first ? "" : ",")}{Escaped(value.Key)}:";
            if (value.Formula is ParameterRef p)
            {
                text += columns.Sql.Json(p.Parameter);
                continue;
            }

            var quoted = value.Formula.Type.Kind is ValueKind.Text or ValueKind.Date;
            var sql = $"CAST({columns.Sql.Write(value.Formula)} AS VARCHAR)";
            sql = quoted ? $"'\"' || {sql} || '\"'" : sql;
            pieces.Add($"'{text}'");
            pieces.Add(value.Formula.Type.MayBeUnknown ? $"COALESCE({sql}, 'null')" : sql);
            text = "";
        }

        return string.Join(" || ", pieces.Append($"'{text}}}'"));
    }

    private static string Escaped(string key) => System.Text.Json.JsonSerializer.Serialize(key, KeyOptions).Replace("'", "''", StringComparison.Ordinal);

    private static readonly System.Text.Json.JsonSerializerOptions KeyOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
