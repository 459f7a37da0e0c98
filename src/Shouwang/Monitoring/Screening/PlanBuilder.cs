using Shouwang.Monitoring.Rules;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>Puts the stages of a run in order.</summary>
internal sealed class PlanBuilder
{
    private readonly Vocabulary vocabulary;
    private readonly SqlDialect dialect;
    private readonly IReadOnlyList<WarningRule> rules;
    private readonly Columns columns;
    private readonly RowQuery rows;
    private readonly EvidenceQuery evidence;
    private readonly List<ScreeningStage> stages = [];

    public PlanBuilder(Vocabulary vocabulary, SqlDialect dialect, DateOnly asOf, Func<Parameter, object> parameter, IReadOnlyList<WarningRule> rules)
    {
        this.vocabulary = vocabulary;
        this.dialect = dialect;
        this.rules = rules;
        columns = new Columns(vocabulary, dialect, asOf, parameter);
        rows = new RowQuery(vocabulary, columns);
        evidence = new EvidenceQuery(vocabulary, columns, rules);
    }

    public ScreeningPlan Build(IReadOnlyList<SkippedRule> skipped)
    {
        var people = rules.Where(r => r.Scope == RuleScope.Person).ToList();
        var households = rules.Where(r => r.Scope == RuleScope.Household).ToList();
        var residents = rules.Where(r => r.Scope == RuleScope.Resident).ToList();
        Registered(people, households);
        Residents(residents);
        var selects = new RuleSelects(columns);
        Add("s_hit", selects.Write(rules));
        if (evidence.Any)
        {
            Add("s_hit_member", evidence.Members());
        }

        return new ScreeningPlan(columns.AsOf, dialect, stages, RuleSelects.Final, evidence.Write(), rules, skipped);
    }

    private void Registered(List<WarningRule> people, List<WarningRule> households)
    {
        var ofPeople = people.SelectMany(Roots).Concat(evidence.AskedOfMembers).ToList();
        var ofHouseholds = households.SelectMany(Roots).ToList();
        var all = Reached.Through(ofPeople.Concat(ofHouseholds)).ToList();
        var aggregates = all.OfType<Aggregate>().DistinctBy(columns.NameOf).ToList();
        Records(all, aggregates, "s_rec_", "in_person");
        foreach (var level in aggregates.GroupBy(a => columns.Find(a).Level).OrderBy(l => l.Key))
        {
            foreach (var over in level.Where(a => a.Over != vocabulary.Person).GroupBy(a => a.Over).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
            {
                Add(rows.AggregateTable(vocabulary.Person, over.Key, level.Key), PerPerson(over.Key, over, "s_rec_"));
            }

            var up = level.Where(a => a.Scope == vocabulary.Household).ToList();
            if (up.Count > 0)
            {
                Add(RowQuery.HouseholdTable(level.Key), Upwards(up));
            }
        }

        if (ofPeople.Count > 0)
        {
            Add("s_person", rows.Write(vocabulary.Person, ofPeople));
        }

        if (ofHouseholds.Count > 0)
        {
            Add("s_household", rows.Write(vocabulary.Household, ofHouseholds));
        }
    }

    private void Residents(List<WarningRule> residents)
    {
        if (residents.Count == 0)
        {
            return;
        }

        var roots = residents.SelectMany(Roots).ToList();
        var all = Reached.Through(roots).ToList();
        var aggregates = all.OfType<Aggregate>().DistinctBy(columns.NameOf).ToList();
        Add("s_candidate", new CandidateQuery(columns).Write(residents));
        Records(all, aggregates, "s_rrec_", "s_candidate");
        foreach (var over in aggregates.GroupBy(a => a.Over).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            Add(rows.AggregateTable(vocabulary.Resident, over.Key, 0), PerPerson(over.Key, over, "s_rrec_"));
        }

        Add("s_resident", rows.Write(vocabulary.Resident, roots));
    }

    /// <summary>Narrow copies of the record tables: people concerned, fields used, each event once.</summary>
    private void Records(List<Formula> all, List<Aggregate> aggregates, string prefix, string people)
    {
        var fields = all.OfType<FieldValue>().Where(f => f.Entity.Record is not null).ToLookup(f => f.Entity, f => f.Field);
        foreach (var over in aggregates.Where(a => a.Over.Record is not null).GroupBy(a => a.Over).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var windows = over.Select(a => a.Window is null ? null : columns.Sql.Range(a.Window).After).ToList();
            var after = windows.Contains(null) ? null : windows.Min();
            Add(prefix + over.Key.Name, RecordQuery.Write(over.Key.Record!, fields[over.Key].Select(f => f.Name), people, columns.AsOf, after));
        }
    }

    private string PerPerson(Entity over, IEnumerable<Aggregate> aggregates, string prefix)
    {
        var found = aggregates.Select(columns.Find).DistinctBy(c => c.Name).ToList();
        var outer = found.SelectMany(c => c.Aggregate.Parts).SelectMany(p => p.All()).Where(InPersonRow).ToList();
        var relation = over.Record is null ? over.Relation : prefix + over.Name;
        var join = outer.Count == 0 ? "" : $"\nJOIN ({rows.Write(vocabulary.Person, outer)}) m ON m.person = r.person";
        return $"SELECT r.person, {string.Join(", ", found.Select(c => $"{c.Sql} AS {c.Name}"))}\nFROM {relation} r{join}\nGROUP BY r.person";
    }

    /// <summary>Members' values added up for each household.</summary>
    private string Upwards(List<Aggregate> aggregates)
    {
        var inner = aggregates.SelectMany(a => a.Over == vocabulary.Person ? a.Parts : [a with { Scope = vocabulary.Person }]);
        var values = aggregates.Select(a => (Name: columns.NameOf(a), Sql: a.Over == vocabulary.Person ? columns.Find(a).Sql : Columns.Together(a.Kind, columns.Find(a).Name)));
        return $"SELECT m.household, {string.Join(", ", values.DistinctBy(v => v.Name).Select(v => $"{v.Sql} AS {v.Name}"))}\nFROM ({rows.Write(vocabulary.Person, inner)}) m\nGROUP BY m.household";
    }

    private bool InPersonRow(Formula formula) => formula switch
    {
        FieldValue f => !columns.IsRow(f.Entity),
        VariableValue v => !columns.IsRow(v.Variable.Entity),
        _ => false,
    };

    private static IEnumerable<Formula> Roots(WarningRule rule) => [rule.When, .. rule.Severity.Cases.Select(c => c.When), .. rule.Amount is null ? [] : new[] { rule.Amount }];

    private void Add(string table, string sql) => stages.Add(new ScreeningStage(table, $"CREATE TEMP TABLE {table} AS\n{sql}"));
}
