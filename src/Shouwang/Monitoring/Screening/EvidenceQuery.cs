using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Screening;

/// <summary>
/// The rows that made the hits: those which the record aggregates of a rule's condition selected, followed through its
/// variables, for the person and, where the condition goes through the household, for the members it went through.
/// </summary>
internal sealed class EvidenceQuery
{
    /// <param name="Members">Conditions on the member, empty where every one is meant; null where only the person himself is.</param>
    private sealed record Trail(WarningRule Rule, Aggregate Aggregate, IReadOnlyList<Formula>? Members);

    private readonly Vocabulary vocabulary;
    private readonly Columns columns;
    private readonly RowQuery rows;
    private readonly List<Trail> trails = [];

    public EvidenceQuery(Vocabulary vocabulary, Columns columns, RowQuery rows, IEnumerable<WarningRule> rules)
    {
        this.vocabulary = vocabulary;
        this.columns = columns;
        this.rows = rows;
        foreach (var rule in rules)
        {
            Follow(rule, rule.When, rule.Scope == RuleScope.Household ? [] : null, []);
        }
    }

    public bool Any => trails.Count > 0;

    /// <summary>What the selects of evidence ask of members, besides what rules ask.</summary>
    public IEnumerable<Formula> AskedOfMembers => trails.SelectMany(Asked);

    private IEnumerable<Formula> Asked(Trail trail) => (trail.Members ?? []).Concat(trail.Aggregate.Parts.SelectMany(p => p.All()).Where(OfMember));

    /// <summary>Who belongs to a hit: the person, or all members where the condition goes through the household.</summary>
    public string Members()
    {
        var wide = trails.Where(t => t is { Members: not null, Rule.Scope: RuleScope.Person }).Select(t => $"'{t.Rule.Id}'").Distinct().Order(StringComparer.Ordinal).ToList();
        var through = wide.Count == 0 ? "h.scope = 'household'" : $"(h.scope = 'household' OR h.rule IN ({string.Join(", ", wide)}))";
        return $"""
            SELECT h.rule, h.scope, h.person, h.household, p.person AS member, COALESCE(p.person = h.person, FALSE) AS own
            FROM s_hit h JOIN in_person p ON p.household = h.household WHERE {through}
            UNION ALL
            SELECT h.rule, h.scope, h.person, h.household, h.person, TRUE FROM s_hit h WHERE NOT {through}
            """;
    }

    public IReadOnlyList<EvidenceSelect> Write() =>
        [.. trails.GroupBy(t => t.Aggregate.Over.Record!).OrderBy(g => g.Key.Name, StringComparer.Ordinal).Select(g => new EvidenceSelect(g.Key, g.Select(t => t.Rule.Id).ToHashSet(), Select(g.Key, [.. g])))];

    private string Select(RecordType record, IReadOnlyList<Trail> found)
    {
        var selects = found.GroupBy(t => t.Rule.Scope == RuleScope.Resident).Select(g => Select(record, [.. g], g.Key ? "s_rrec_" : "s_rec_"));
        return $"{string.Join("\nUNION ALL\n", selects)}\nORDER BY 1, 2, 3, 4, 6, 7";
    }

    private string Select(RecordType record, IReadOnlyList<Trail> found, string prefix)
    {
        var amount = record.Amount is null ? "CAST(NULL AS BIGINT)" : $"r.\"{record.Amount.Name}\"";
        var asked = found.SelectMany(Asked).ToList();
        var join = asked.Count == 0 ? "" : $"\nJOIN ({rows.Write(vocabulary.Person, asked)}) m ON m.person = h.member";
        var rules = found.GroupBy(t => t.Rule.Id).Select(g => $"(h.rule = '{g.Key}' AND ({string.Join(" OR ", g.Select(Condition).Distinct())}))");
        return $"SELECT h.rule, h.scope, h.person, h.household, r.person, r.batch, r.line, r.\"{record.Date.Name}\", {amount}\nFROM s_hit_member h\nJOIN {prefix}{record.Name} r ON r.person = h.member{join}\nWHERE {string.Join("\n   OR ", rules)}";
    }

    private string Condition(Trail trail)
    {
        var conditions = (trail.Members ?? []).Select(columns.Sql.Write).ToList();
        if (trail.Members is null)
        {
            conditions.Add("h.own");
        }

        if (columns.Filter(trail.Aggregate) is { } filter)
        {
            conditions.Add(filter);
        }

        return conditions.Count == 0 ? "TRUE" : $"({string.Join(" AND ", conditions)})";
    }

    private bool OfMember(Formula formula) => formula switch
    {
        FieldValue f => !columns.IsRow(f.Entity),
        VariableValue v => !columns.IsRow(v.Variable.Entity),
        _ => false,
    };

    private void Follow(WarningRule rule, Formula formula, IReadOnlyList<Formula>? members, HashSet<Variable> path)
    {
        foreach (var part in formula is Aggregate ? [formula] : formula.Parts.Prepend(formula))
        {
            switch (part)
            {
                case VariableValue v when v.Variable.Formula is { } inner && path.Add(v.Variable):
                    Follow(rule, inner, v.Variable.Entity == vocabulary.Household ? [] : members, path);
                    path.Remove(v.Variable);
                    break;
                case Aggregate a when a.Over == vocabulary.Person:
                    FollowMembers(rule, a, path);
                    break;
                case Aggregate { Over.Record: not null } a:
                    trails.Add(new Trail(rule, a, a.Scope == vocabulary.Household ? members ?? [] : members));
                    break;
                case Aggregate:
                    break;
                default:
                    if (!ReferenceEquals(part, formula))
                    {
                        Follow(rule, part, members, path);
                    }

                    break;
            }
        }
    }

    private void FollowMembers(WarningRule rule, Aggregate a, HashSet<Variable> path)
    {
        var chosen = new[] { a.Where, a.Kind == AggregateKind.Any ? a.Value : null }.OfType<Formula>().ToList();
        foreach (var part in new[] { a.Value, a.Where }.OfType<Formula>())
        {
            Follow(rule, part, chosen, path);
        }
    }
}
