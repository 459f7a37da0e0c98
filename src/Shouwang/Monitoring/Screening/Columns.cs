using Shouwang.Platform.Records;
using Shouwang.Standards.Language;
using Shouwang.Standards.Language.Sql;

namespace Shouwang.Monitoring.Screening;

/// <param name="Name">Its column among the values of one person.</param>
/// <param name="Level">How many rounds of household values must be there before it can be computed.</param>
internal sealed record AggregateColumn(string Name, Aggregate Aggregate, string Sql, int Level);

/// <summary>
/// Names every value that stages hand on. One name means one value everywhere: <c>p_</c> and <c>h_</c> inputs,
/// <c>pv_</c>, <c>hv_</c> and <c>rv_</c> variables, <c>a1</c> an aggregate of one person, <c>a1h</c> the same over a household.
/// </summary>
internal sealed class Columns
{
    private readonly Dictionary<string, AggregateColumn> byDefinition = new(StringComparer.Ordinal);
    private readonly Vocabulary vocabulary;

    public Columns(Vocabulary vocabulary, SqlDialect dialect, DateOnly asOf, Func<Parameter, object> parameter)
    {
        this.vocabulary = vocabulary;
        AsOf = asOf;
        Sql = new FormulaSql(dialect, asOf, parameter, NameOf);
    }

    public FormulaSql Sql { get; }

    public DateOnly AsOf { get; }

    public string NameOf(Formula formula) => formula switch
    {
        FieldValue f when IsRow(f.Entity) => Row(f.Field),
        FieldValue f => Input(f.Entity, f.Field),
        VariableValue v when IsRow(v.Variable.Entity) => Sql.Write(v.Variable.Formula!),
        VariableValue v => $"{v.Variable.Entity.Name[0]}v_{v.Variable.Name}",
        Aggregate a when a.Over == vocabulary.Person => Find(a).Name,
        Aggregate a when a.Scope == vocabulary.Household => Find(a).Name + "h",
        Aggregate a => Find(a).Name,
        _ => throw new System.Diagnostics.UnreachableException(formula.GetType().Name),
    };

    public static string Input(Entity entity, EntityField field) => $"{entity.Name[0]}_{field.Name}";

    /// <summary>A row of a record type or of a register list such as benefits: its values never leave the aggregates.</summary>
    public bool IsRow(Entity entity) => entity.Record is not null || (entity.Parent == vocabulary.Person && entity != vocabulary.Person);

    /// <summary>The aggregate's column; the same definition gives the same column, whoever asks.</summary>
    public AggregateColumn Find(Aggregate a)
    {
        var sql = Definition(a);
        var key = $"{a.Over.Name}: {sql}";
        if (!byDefinition.TryGetValue(key, out var column))
        {
            column = new AggregateColumn($"a{byDefinition.Count + 1}", a, sql, new Levels(vocabulary).OfAggregate(a));
            byDefinition[key] = column;
        }

        return column;
    }

    /// <summary>What a row must fulfil to be selected, or null where every row is; <c>any(x)</c> selects the rows with x.</summary>
    public string? Filter(Aggregate a)
    {
        var conditions = new List<string>();
        if (a.Window is not null && a.Over.Record is { } record)
        {
            var range = Sql.Range(a.Window);
            if (range.After is { } after)
            {
                conditions.Add($"r.\"{record.Date.Name}\" > {FormulaSql.Literal(after)}");
            }

            if (range.Until < AsOf)
            {
                conditions.Add($"r.\"{record.Date.Name}\" <= {FormulaSql.Literal(range.Until)}");
            }
        }

        if (a.Where is not null)
        {
            conditions.Add(Sql.Write(a.Where));
        }

        if (a is { Kind: AggregateKind.Any, Value: { } value })
        {
            conditions.Add(Sql.Write(value));
        }

        return conditions.Count == 0 ? null : string.Join(" AND ", conditions);
    }

    private string Definition(Aggregate a)
    {
        var value = a.Value is null ? null : Sql.Write(a.Value);
        var filtered = Filter(a) is { } filter ? $" FILTER (WHERE {filter})" : "";
        return a.Kind switch
        {
            AggregateKind.Sum => $"CAST(sum({value}){filtered} AS BIGINT)",
            AggregateKind.Count => $"count(*){filtered}",
            AggregateKind.Any => $"(count(*){filtered} > 0)",
            AggregateKind.All => $"bool_and({value}){filtered}",
            AggregateKind.Min => $"min({value}){filtered}",
            _ => $"max({value}){filtered}",
        };
    }

    /// <summary>What an aggregate over nothing is: unknown stays unknown.</summary>
    public static string OverNothing(AggregateKind kind, string column) => kind switch
    {
        AggregateKind.Sum or AggregateKind.Count => $"COALESCE({column}, 0)",
        AggregateKind.Any => $"COALESCE({column}, FALSE)",
        AggregateKind.All => $"COALESCE({column}, TRUE)",
        _ => column,
    };

    /// <summary>A household's aggregate over records from those of its members.</summary>
    public static string Together(AggregateKind kind, string column) => kind switch
    {
        AggregateKind.Sum or AggregateKind.Count => $"CAST(sum({column}) AS BIGINT)",
        AggregateKind.Any => $"bool_or({column})",
        AggregateKind.All => $"bool_and({column})",
        AggregateKind.Min => $"min({column})",
        _ => $"max({column})",
    };

    /// <summary>An input as formulas see it: whole numbers are BIGINT.</summary>
    public static string Taken(string alias, EntityField field) => field.Kept == FieldType.Int ? $"CAST({alias}.\"{field.Name}\" AS BIGINT)" : $"{alias}.\"{field.Name}\"";

    private static string Row(EntityField field) => Taken("r", field);
}
