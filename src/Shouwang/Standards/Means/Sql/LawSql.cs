using System.Globalization;
using Shouwang.Platform.Records;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Standards.Means.Sql;

/// <param name="Stage">What the statement makes.</param>
internal sealed record LawStatement(LawStage Stage, string Sql);

/// <summary>
/// Writes a law as SQL: an ordered list of tables, each with the values of one entity's stage alone. Reads
/// <c>in_&lt;entity&gt;</c>: <c>id</c>, <c>k_&lt;ancestor&gt;</c> for each entity above, inputs; texts are their code numbers.
/// A stage joins, row by row, the tables that its formulas ask for. DuckDB and PostgreSQL texts differ in the sign of whole
/// division and in the fence between layers.
/// </summary>
internal sealed class LawSql
{
    private readonly LawDay day;
    private readonly SqlDialect dialect;
    private readonly GivenValues given;
    private readonly IReadOnlyList<LawStage> stages;
    private readonly Dictionary<Variable, string> tables;

    private LawSql(LawDay day, SqlDialect dialect, GivenValues given)
    {
        this.day = day;
        this.dialect = dialect;
        this.given = given;
        stages = LawStages.Of(day.Law);
        tables = stages.SelectMany(s => s.Variables.Select(v => (Variable: v, s.Table))).ToDictionary(m => m.Variable, m => m.Table);
    }

    public static IReadOnlyList<LawStatement> Write(LawDay day, SqlDialect dialect, GivenValues? given = null)
    {
        var writer = new LawSql(day, dialect, given ?? GivenValues.None);
        return [.. writer.stages.Select(s => new LawStatement(s, writer.Write(s)))];
    }

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
        ValueKind.Text => "INTEGER",
        _ => "BIGINT",
    };

    private static IEnumerable<Formula> Roots(Variable variable) => variable.Branch is null ? [variable.Formula!] : [variable.Formula!, variable.Branch];

    private FormulaSql Generator(Func<Formula, string> column) => new(dialect, day.AsOf, day.Of, column, text => day.Law.Codes[text]);

    private string Write(LawStage stage)
    {
        var roots = stage.Variables.SelectMany(Roots).ToList();
        var aggregates = Own(roots).OfType<Aggregate>().DistinctBy(AggregateKey).ToList();
        var names = aggregates.Select((a, i) => (Key: AggregateKey(a), Name: $"\"a{i}\"")).ToDictionary(n => n.Key, n => n.Name, StringComparer.Ordinal);
        var generator = Generator(f => "x." + Name(f, stage.Entity, names));
        var (sql, carried) = Source(stage, roots, aggregates, names);
        var made = stage.Variables.SelectMany(StageColumn.Of).Select(c => c.Name).ToList();
        var layers = stage.Layers();
        for (var i = 0; i < layers.Count; i++)
        {
            var later = layers.Skip(i + 1).SelectMany(l => l).SelectMany(c => Own(c.Formula)).Where(IsColumn).Select(f => Name(f, stage.Entity, names)).Concat(made).ToHashSet();
            carried.RemoveAll(c => !later.Contains(c));
            sql = $"SELECT {string.Join(", ", Keys(stage.Entity).Concat(carried).Select(c => $"x.{c}"))}, {string.Join(",\n  ", layers[i].Select(c => $"{Given(c, generator.Write(c.Formula))} AS {c.Name}"))}\nFROM (\n{sql}{Fence}) x";
            carried.AddRange(layers[i].Select(c => c.Name));
        }

        return $"CREATE TEMP TABLE {stage.Table} AS\nSELECT {string.Join(", ", Keys(stage.Entity).Select(k => $"x.{k}"))}, {Packed(made)}\nFROM (\n{sql}{Fence}) x";
    }

    // Fields of one column take DuckDB half as long to write as columns (docs/decisions/0014).
    private string Packed(IEnumerable<string> columns) => dialect == SqlDialect.DuckDb
        ? $"{{{string.Join(", ", columns.Select(c => $"{c}: x.{c}"))}}} AS v"
        : string.Join(", ", columns.Select(c => $"x.{c}"));

    /// <summary>How a column of a stage table is read.</summary>
    public static string Unpacked(SqlDialect dialect, string column) => dialect == SqlDialect.DuckDb ? $"v.{column}" : column;

    // PostgreSQL would write a layer's expressions into every place that uses them, and theirs again.
    private string Fence => dialect == SqlDialect.PostgreSql ? " OFFSET 0" : "";

    private static IEnumerable<string> Keys(Entity entity) => Above(entity).Select(a => $"k_{a.Name}").Prepend("id");

    private string Given(StageColumn column, string sql)
    {
        if (!given.Values.TryGetValue(column.Variable, out var rows) || rows.Count == 0)
        {
            return sql;
        }

        return column.IsBranch
            ? $"(CASE WHEN x.id IN ({string.Join(", ", rows.Keys)}) THEN 0 ELSE {sql} END)"
            : $"(CASE x.id {string.Join(' ', rows.Select(r => $"WHEN {r.Key} THEN {Literal(r.Value, column.Variable.Type.Kind)}"))} ELSE {sql} END)";
    }

    private string Literal(long value, ValueKind kind) => value == Population.Unknown ? "NULL" : kind switch
    {
        ValueKind.Bool => value != 0 ? "TRUE" : "FALSE",
        ValueKind.Date => FormulaSql.Literal(DateOnly.FromDayNumber((int)value)),
        ValueKind.Text => value.ToString(CultureInfo.InvariantCulture),
        _ => $"CAST({value.ToString(CultureInfo.InvariantCulture)} AS BIGINT)",
    };

    /// <summary>What the formulas of a stage ask of their own row, of the rows above and of aggregates.</summary>
    private (string Sql, List<string> Columns) Source(LawStage stage, List<Formula> roots, List<Aggregate> aggregates, Dictionary<string, string> names)
    {
        var (from, places) = Rows(stage.Entity, Own(roots).Where(f => f is not VariableValue v || tables[v.Variable] != stage.Table));
        var selected = Keys(stage.Entity).Select(k => $"b.{k}").Concat(places.Select(p => p.Sql)).ToList();
        var number = 0;
        foreach (var over in aggregates.GroupBy(a => a.Over))
        {
            var alias = $"g{number++}";
            selected.AddRange(over.Select(a => OverNothing(a.Kind, $"{alias}.{names[AggregateKey(a)]}") + $" AS {names[AggregateKey(a)]}"));
            from += $"\nLEFT JOIN (\n{Aggregated(stage.Entity, over.Key, [.. over], names)}) {alias} ON {alias}.k = b.id";
        }

        return ($"SELECT {string.Join(", ", selected)}\nFROM {from}", [.. places.Select(p => p.Name), .. names.Values]);
    }

    /// <summary>All aggregates of a stage over one entity in one pass.</summary>
    private string Aggregated(Entity scope, Entity over, List<Aggregate> aggregates, Dictionary<string, string> names)
    {
        var (from, places) = Rows(over, Own(aggregates.SelectMany(a => a.Parts)));
        var generator = Generator(f => "x." + Name(f, over, names));
        var selected = aggregates.Select(a => $"{Aggregate(a, generator)} AS {names[AggregateKey(a)]}");
        return $"SELECT x.k_{scope.Name} AS k, {string.Join(", ", selected)}\nFROM (SELECT {string.Join(", ", places.Select(p => p.Sql).Prepend($"b.k_{scope.Name}"))}\nFROM {from}) x\nGROUP BY x.k_{scope.Name}";
    }

    /// <summary>The rows of an entity (b) with what is asked of them and of those above: each table that has some of it is joined once.</summary>
    private (string From, List<(string Sql, string Name)> Columns) Rows(Entity entity, IEnumerable<Formula> asked)
    {
        var places = asked.Where(f => OwnerOf(f) is not null).Select(f => (Owner: OwnerOf(f)!, Table: TableOf(f), Column: ColumnOf(f), Name: NameOf(f, entity))).Distinct().ToList();
        // Every table of an entity has all its rows and keys: any may come first.
        var first = places.FirstOrDefault(p => p.Owner == entity).Table ?? entity.Relation;
        var others = places.Select(p => (p.Owner, p.Table)).Distinct().Where(p => p.Table != first);
        var joins = others.Select(o => $"\nJOIN {o.Table} ON {o.Table}.id = b.{(o.Owner == entity ? "id" : $"k_{o.Owner.Name}")}");
        return ($"{first} b{string.Concat(joins)}", [.. places.Select(p => ($"{(p.Table == first ? "b" : p.Table)}.{p.Column} AS {p.Name}", p.Name))]);
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

    /// <summary>A formula's own parts: what stands inside an aggregate belongs to that.</summary>
    private static IEnumerable<Formula> Own(IEnumerable<Formula> roots) => roots.SelectMany(Own);

    private static IEnumerable<Formula> Own(Formula formula) => formula is Aggregate ? [formula] : formula.Parts.SelectMany(Own).Prepend(formula);

    private static Entity? OwnerOf(Formula formula) => formula switch
    {
        FieldValue f => f.Entity,
        VariableValue v => v.Variable.Entity,
        _ => null,
    };

    private static bool IsColumn(Formula formula) => formula is FieldValue or VariableValue or BranchValue or Language.Aggregate;

    private string TableOf(Formula formula) => formula is VariableValue v ? tables[v.Variable] : ((FieldValue)formula).Entity.Relation;

    private string ColumnOf(Formula formula) => formula is VariableValue ? Unpacked(dialect, OwnName(formula)) : OwnName(formula);

    private static string OwnName(Formula formula) => formula is FieldValue f ? Input(f.Field) : $"\"v_{((VariableValue)formula).Variable.Name}\"";

    /// <summary>What belongs to an entity above stands under a name of its own.</summary>
    private static string NameOf(Formula formula, Entity entity) => OwnerOf(formula) is { } owner && owner != entity ? $"\"{owner.Name}.{OwnName(formula).Trim('"')}\"" : OwnName(formula);

    private static string Name(Formula formula, Entity entity, Dictionary<string, string> aggregates) => formula switch
    {
        Aggregate a => aggregates[AggregateKey(a)],
        BranchValue b => $"\"b_{b.Variable.Name}\"",
        FieldValue or VariableValue => NameOf(formula, entity),
        _ => throw new System.Diagnostics.UnreachableException(formula.GetType().Name),
    };

    /// <summary>The same aggregate of the same entity is computed once, whoever asks.</summary>
    private static string AggregateKey(Aggregate a) => $"{a.Over.Name}: {a.Text}";
}
