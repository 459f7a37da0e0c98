using Shouwang.Monitoring.Rules;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <summary>Puts the stages of a run in order: records, what they add up to per person, per household, hits, members of hits.</summary>
internal sealed class PlanBuilder
{
    private readonly Vocabulary vocabulary;
    private readonly SqlDialect dialect;
    private readonly IReadOnlyList<WarningRule> rules;
    private readonly Columns columns;
    private readonly AggregateTables tables;
    private readonly RowQuery rows;
    private readonly EvidenceQuery evidence;
    private readonly List<ScreeningStage> stages = [];

    public PlanBuilder(Vocabulary vocabulary, SqlDialect dialect, DateOnly asOf, Func<Parameter, object> parameter, IReadOnlyList<WarningRule> rules)
    {
        this.vocabulary = vocabulary;
        this.dialect = dialect;
        this.rules = rules;
        columns = new Columns(vocabulary, dialect, asOf, parameter);
        tables = new AggregateTables(vocabulary, columns);
        rows = new RowQuery(vocabulary, columns, tables);
        evidence = new EvidenceQuery(vocabulary, columns, rows, rules);
    }

    public ScreeningPlan Build(IReadOnlyList<SkippedRule> skipped)
    {
        Registered([.. rules.Where(r => r.Scope != RuleScope.Resident).SelectMany(Roots), .. evidence.AskedOfMembers]);
        Residents([.. rules.Where(r => r.Scope == RuleScope.Resident)]);
        Add("s_hit", new RuleSelects(vocabulary, columns, rows).Write(rules));
        if (evidence.Any)
        {
            Add("s_hit_member", evidence.Members());
        }

        return new ScreeningPlan(columns.AsOf, dialect, stages, RuleSelects.Final, evidence.Write(), rules, skipped);
    }

    /// <summary>Everything that a rule computes with.</summary>
    public static IEnumerable<Formula> Roots(WarningRule rule) => [rule.When, .. rule.Severity.Cases.Select(c => c.When), .. rule.Amount is null ? [] : new[] { rule.Amount }];

    private void Registered(List<Formula> roots)
    {
        var all = Reached.Through(roots).ToList();
        var aggregates = all.OfType<Aggregate>().DistinctBy(columns.NameOf).ToList();
        Records(all, aggregates, "s_rec_");
        foreach (var level in aggregates.GroupBy(a => columns.Find(a).Level).OrderBy(l => l.Key))
        {
            var ofRows = level.Where(a => a.Over != vocabulary.Person).Select(a => a with { Scope = vocabulary.Person });
            foreach (var table in ofRows.GroupBy(tables.Of).OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                Add(table.Key, PerPerson([.. table], "s_rec_"));
            }

            foreach (var table in level.Where(a => a.Scope == vocabulary.Household).GroupBy(tables.Of).OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                Add(table.Key, table.First().Over == vocabulary.Person ? OverMembers([.. table]) : PerHousehold([.. table]));
            }
        }
    }

    private void Residents(List<WarningRule> residents)
    {
        if (residents.Count == 0)
        {
            return;
        }

        var all = Reached.Through(residents.SelectMany(Roots)).ToList();
        var aggregates = all.OfType<Aggregate>().DistinctBy(columns.NameOf).ToList();
        Add("s_candidate", new CandidateQuery(columns).Write(residents));
        Records(all, aggregates, "s_rrec_");
        foreach (var table in aggregates.GroupBy(tables.Of).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            Add(table.Key, PerPerson([.. table], "s_rrec_"));
        }
    }

    /// <summary>Narrow copies of the record tables: people concerned, fields used, each event once.</summary>
    private void Records(List<Formula> all, List<Aggregate> aggregates, string prefix)
    {
        var fields = all.OfType<FieldValue>().Where(f => f.Entity.Record is not null).ToLookup(f => f.Entity, f => f.Field);
        foreach (var over in aggregates.Where(a => a.Over.Record is not null).GroupBy(a => a.Over).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var windows = over.Select(a => a.Window is null ? null : columns.Sql.Range(a.Window).After).ToList();
            var after = windows.Contains(null) ? null : windows.Min();
            Add(prefix + over.Key.Name, RecordQuery.Write(over.Key.Record!, fields[over.Key].Select(f => f.Name), prefix == "s_rec_", columns.AsOf, after));
        }
    }

    /// <summary>All aggregates over one kind of row, in one pass.</summary>
    private string PerPerson(IReadOnlyList<Aggregate> aggregates, string prefix)
    {
        var over = aggregates[0].Over;
        var asked = aggregates.SelectMany(a => a.Parts).SelectMany(p => p.All()).Where(OfMember).ToList();
        var relation = over.Record is null ? over.Relation : prefix + over.Name;
        var join = asked.Count == 0 ? "" : $"\nJOIN ({rows.Write(vocabulary.Person, asked)}) m ON m.person = r.person";
        var household = relation.StartsWith("s_rec_", StringComparison.Ordinal) ? "min(r.household) AS household, " : "";
        return $"SELECT r.person, {household}{Selected(aggregates, a => columns.Find(a).Sql)}\nFROM {relation} r{join}\nGROUP BY r.person";
    }

    /// <summary>A household's aggregate over records: those of its members added up.</summary>
    private string PerHousehold(IReadOnlyList<Aggregate> aggregates)
    {
        var people = tables.Of(aggregates[0] with { Scope = vocabulary.Person });
        var (household, join) = aggregates[0].Over.Record is null ? ("p.household", "\nJOIN in_person p ON p.person = x.person") : ("x.household", "");
        return $"SELECT {household}, {Selected(aggregates, a => Columns.Together(a.Kind, $"x.{columns.Find(a).Name}"))}\nFROM {people} x{join}\nGROUP BY {household}";
    }

    private string OverMembers(IReadOnlyList<Aggregate> aggregates) =>
        $"SELECT m.household, {Selected(aggregates, a => columns.Find(a).Sql)}\nFROM ({rows.Write(vocabulary.Person, aggregates.SelectMany(a => a.Parts))}) m\nGROUP BY m.household";

    private string Selected(IEnumerable<Aggregate> aggregates, Func<Aggregate, string> sql) => string.Join(", ", aggregates.DistinctBy(columns.NameOf).Select(a => $"{sql(a)} AS {columns.NameOf(a)}"));

    private bool OfMember(Formula formula) => formula switch
    {
        FieldValue f => !columns.IsRow(f.Entity),
        VariableValue v => !columns.IsRow(v.Variable.Entity),
        _ => false,
    };

    private void Add(string table, string sql) => stages.Add(new ScreeningStage(table, $"CREATE TEMP TABLE {table} AS\n{sql}"));
}
