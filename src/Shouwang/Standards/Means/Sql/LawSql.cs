using System.Globalization;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Standards.Means.Sql;

/// <param name="Table">What the statement makes.</param>
/// <param name="Stage">Null for what is not kept.</param>
internal sealed record LawStatement(LawStage Stage, string Sql);

/// <summary>
/// Writes a law as SQL: an ordered list of tables, each with the values of one entity's stage and those earlier ones that
/// later stages still ask for. Reads <c>in_&lt;entity&gt;</c>: <c>id</c>, <c>k_&lt;ancestor&gt;</c> for each entity above, inputs.
/// DuckDB and PostgreSQL texts differ in the sign of whole division and in the fence between layers.
/// </summary>
internal sealed class LawSql
{
    private readonly LawDay day;
    private readonly SqlDialect dialect;
    private readonly GivenValues given;
    private readonly IReadOnlyList<LawStage> stages;
    private readonly Dictionary<Variable, int> madeIn = [];
    private readonly Dictionary<Variable, int> lastUse = [];

    private LawSql(LawDay day, SqlDialect dialect, GivenValues given)
    {
        this.day = day;
        this.dialect = dialect;
        this.given = given;
        stages = LawStages.Of(day.Law);
        foreach (var stage in stages)
        {
            foreach (var variable in stage.Variables)
            {
                madeIn[variable] = stage.Number;
                foreach (var used in Roots(variable).SelectMany(r => r.All()).OfType<VariableValue>())
                {
                    lastUse[used.Variable] = stage.Number;
                }
            }
        }
    }

    public static IReadOnlyList<LawStatement> Write(LawDay day, SqlDialect dialect, GivenValues? given = null)
    {
        var writer = new LawSql(day, dialect, given ?? GivenValues.None);
        return [.. writer.stages.Select(s => new LawStatement(s, writer.Write(s)))];
    }

    public static string Column(Variable variable) => $"\"v_{variable.Name}\"";

    public static string BranchColumn(Variable variable) => $"\"b_{variable.Name}\"";

    public static string Input(EntityField field) => $"\"{field.Name}\"";

    /// <summary>The entities above, nearest first.</summary>
    public static IEnumerable<Entity> Above(Entity entity)
    {
        for (var above = entity.Parent; above is not null; above = above.Parent)
        {
            yield return above;
        }
    }

    public static string Type(EntityField field) => field.Type.Kind switch
    {
        ValueKind.Bool => "BOOLEAN",
        ValueKind.Date => "DATE",
        ValueKind.Text => "VARCHAR",
        _ => "BIGINT",
    };

    private static IEnumerable<Formula> Roots(Variable variable) => variable.Branch is null ? [variable.Formula!] : [variable.Formula!, variable.Branch];

    /// <summary>The newest table of an entity before a stage.</summary>
    private string Newest(Entity entity, int before) => stages.LastOrDefault(s => s.Number < before && s.Entity == entity)?.Table ?? entity.Relation;

    private string Write(LawStage stage)
    {
        var roots = stage.Variables.SelectMany(Roots).ToList();
        var aggregates = Own(roots).OfType<Aggregate>().DistinctBy(AggregateKey).ToList();
        var names = aggregates.Select((a, i) => (Key: AggregateKey(a), Name: $"\"a{i}\"")).ToDictionary(n => n.Key, n => n.Name, StringComparer.Ordinal);
        var sql = Source(stage, roots, aggregates, names);
        var kept = Kept(stage);
        foreach (var layer in stage.Layers)
        {
            var generator = new FormulaSql(dialect, day.AsOf, day.Of, f => Name(f, stage.Entity, names));
            sql = $"SELECT x.*, {string.Join(",\n  ", layer.SelectMany(v => Selected(v, generator)))}\nFROM (\n{sql}{Fence}) x";
        }

        var columns = new[] { "x.id" }.Concat(Above(stage.Entity).Select(a => $"x.k_{a.Name}")).Concat(kept.Select(k => $"x.{k}"))
            .Concat(stage.Variables.SelectMany(v => v.Branch is null ? new[] { $"x.{Column(v)}" } : [$"x.{Column(v)}", $"x.{BranchColumn(v)}"]));
        return $"CREATE TEMP TABLE {stage.Table} AS\nSELECT {string.Join(", ", columns)}\nFROM (\n{sql}{Fence}) x";
    }

    // PostgreSQL would write a layer's expressions into every place that uses them, and theirs again.
    private string Fence => dialect == SqlDialect.PostgreSql ? " OFFSET 0" : "";

    private IEnumerable<string> Selected(Variable variable, FormulaSql generator)
    {
        yield return $"{Given(variable, generator.Write(variable.Formula!))} AS {Column(variable)}";
        if (variable.Branch is not null)
        {
            yield return $"{GivenBranch(variable, generator.Write(variable.Branch))} AS {BranchColumn(variable)}";
        }
    }

    private string Given(Variable variable, string sql) => given.Values.TryGetValue(variable, out var rows) && rows.Count > 0
        ? $"(CASE x.id {string.Join(' ', rows.Select(r => $"WHEN {r.Key} THEN {Literal(r.Value, variable.Type.Kind)}"))} ELSE {sql} END)"
        : sql;

    private string GivenBranch(Variable variable, string sql) => given.Values.TryGetValue(variable, out var rows) && rows.Count > 0
        ? $"(CASE WHEN x.id IN ({string.Join(", ", rows.Keys)}) THEN 0 ELSE {sql} END)"
        : sql;

    private string Literal(long value, ValueKind kind) => value == Population.Unknown ? "NULL" : kind switch
    {
        ValueKind.Bool => value != 0 ? "TRUE" : "FALSE",
        ValueKind.Date => FormulaSql.Literal(DateOnly.FromDayNumber((int)value)),
        ValueKind.Text => $"'{day.Law.Codes[value].Replace("'", "''", StringComparison.Ordinal)}'",
        _ => $"CAST({value.ToString(CultureInfo.InvariantCulture)} AS BIGINT)",
    };

    /// <summary>Inputs and earlier variables of the own entity that this or a later stage of any entity still asks for.</summary>
    private List<string> Kept(LawStage stage)
    {
        var later = stages.Where(s => s.Number > stage.Number).ToList();
        var fields = later.SelectMany(s => s.Variables).SelectMany(Roots).SelectMany(r => r.All()).OfType<FieldValue>().Where(f => f.Entity == stage.Entity).Select(f => f.Field).DistinctBy(f => f.Name);
        var variables = madeIn.Where(m => m.Key.Entity == stage.Entity && m.Value < stage.Number && lastUse.GetValueOrDefault(m.Key) > stage.Number).Select(m => m.Key);
        return [.. fields.Select(Input), .. variables.OrderBy(v => v.Name, StringComparer.Ordinal).Select(Column)];
    }

    /// <summary>The newest table with what is asked of the entities above and of aggregates joined to it.</summary>
    private string Source(LawStage stage, List<Formula> roots, List<Aggregate> aggregates, Dictionary<string, string> names)
    {
        var asked = Own(roots).ToList();
        var (joins, columns) = Joined(stage.Entity, stage.Number, asked, "b");
        var selected = new List<string> { "b.*" };
        selected.AddRange(columns);
        var number = 0;
        foreach (var over in aggregates.GroupBy(a => a.Over))
        {
            var alias = $"g{number++}";
            selected.AddRange(over.Select(a => OverNothing(a.Kind, $"{alias}.{names[AggregateKey(a)]}") + $" AS {names[AggregateKey(a)]}"));
            joins.Add($"LEFT JOIN (\n{Aggregated(stage, over.Key, [.. over], names)}) {alias} ON {alias}.k = b.id");
        }

        return $"SELECT {string.Join(", ", selected)}\nFROM {Newest(stage.Entity, stage.Number)} b{string.Concat(joins.Select(j => "\n" + j))}";
    }

    /// <summary>All aggregates of a stage over one entity in one pass.</summary>
    private string Aggregated(LawStage stage, Entity over, List<Aggregate> aggregates, Dictionary<string, string> names)
    {
        var parts = aggregates.SelectMany(a => a.Parts).ToList();
        var (joins, columns) = Joined(over, stage.Number, Own(parts), "r");
        var generator = new FormulaSql(dialect, day.AsOf, day.Of, f => Name(f, over, names));
        var selected = aggregates.Select(a => $"{Aggregate(a, generator)} AS {names[AggregateKey(a)]}");
        var inner = joins.Count == 0 ? $"{Newest(over, stage.Number)} x" : $"(SELECT r.*, {string.Join(", ", columns)} FROM {Newest(over, stage.Number)} r{string.Concat(joins.Select(j => "\n" + j))}) x";
        return $"SELECT x.k_{stage.Entity.Name} AS k, {string.Join(", ", selected)}\nFROM {inner}\nGROUP BY x.k_{stage.Entity.Name}";
    }

    private static string Aggregate(Aggregate a, FormulaSql generator)
    {
        var conditions = new List<string>();
        if (a.Where is not null)
        {
            conditions.Add(generator.Write(a.Where));
        }

        if (a is { Kind: AggregateKind.Any, Value: { } any })
        {
            conditions.Add(generator.Write(any));
        }

        var filter = conditions.Count == 0 ? "" : $" FILTER (WHERE {string.Join(" AND ", conditions)})";
        var value = a.Value is null ? "*" : generator.Write(a.Value);
        return a.Kind switch
        {
            AggregateKind.Sum => $"CAST(sum({value}){filter} AS BIGINT)",
            AggregateKind.Count => $"count(*){filter}",
            AggregateKind.Any => $"(count(*){filter} > 0)",
            AggregateKind.All => $"bool_and({value}){filter}",
            AggregateKind.Min => $"min({value}){filter}",
            _ => $"max({value}){filter}",
        };
    }

    private static string OverNothing(AggregateKind kind, string column) => kind switch
    {
        AggregateKind.Sum or AggregateKind.Count => $"COALESCE({column}, 0)",
        AggregateKind.Any => $"COALESCE({column}, FALSE)",
        AggregateKind.All => $"COALESCE({column}, TRUE)",
        _ => column,
    };

    /// <summary>Joins to the entities above whose values are asked for, and their columns under names of their own.</summary>
    private (List<string> Joins, List<string> Columns) Joined(Entity entity, int stage, IEnumerable<Formula> asked, string alias)
    {
        var joins = new List<string>();
        var columns = new List<string>();
        var foreign = asked.Select(f => (Formula: f, Owner: OwnerOf(f))).Where(f => f.Owner is not null && f.Owner != entity).GroupBy(f => f.Owner!.Name, StringComparer.Ordinal);
        foreach (var owner in foreign)
        {
            var of = $"o_{owner.Key}";
            joins.Add($"JOIN {Newest(owner.First().Owner!, stage)} {of} ON {of}.id = {alias}.k_{owner.Key}");
            columns.AddRange(owner.Select(f => f.Formula).DistinctBy(f => OwnName(f)).Select(f => $"{of}.{OwnName(f)} AS {ForeignName(f, owner.Key)}"));
        }

        return (joins, columns);
    }

    /// <summary>A formula's own parts: what stands inside an aggregate belongs to that.</summary>
    private static IEnumerable<Formula> Own(IEnumerable<Formula> roots) => roots.SelectMany(Own);

    private static IEnumerable<Formula> Own(Formula formula) => formula is Aggregate ? [formula] : formula.Parts.SelectMany(Own).Prepend(formula);

    private static Entity? OwnerOf(Formula formula) => formula switch
    {
        FieldValue f => f.Entity,
        VariableValue v => v.Variable.Entity,
        _ => null,
    };

    private static string OwnName(Formula formula) => formula is FieldValue f ? Input(f.Field) : Column(((VariableValue)formula).Variable);

    private static string ForeignName(Formula formula, string owner) => $"\"{owner}.{OwnName(formula).Trim('"')}\"";

    private static string Name(Formula formula, Entity entity, Dictionary<string, string> aggregates) => formula switch
    {
        Aggregate a => $"x.{aggregates[AggregateKey(a)]}",
        _ when OwnerOf(formula) is { } owner => owner == entity ? $"x.{OwnName(formula)}" : $"x.{ForeignName(formula, owner.Name)}",
        _ => throw new System.Diagnostics.UnreachableException(formula.GetType().Name),
    };

    /// <summary>The same aggregate of the same entity is computed once, whoever asks.</summary>
    private static string AggregateKey(Aggregate a) => $"{a.Over.Name}: {a.Text}";
}
