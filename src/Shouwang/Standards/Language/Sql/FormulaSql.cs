using System.Diagnostics;
using System.Globalization;

namespace Shouwang.Standards.Language.Sql;

/// <summary>
/// Writes a checked formula in the SQL that DuckDB and PostgreSQL share; they differ in the sign of whole division only.
/// The closed list of constructs is the point: every one has a test on both engines.
/// </summary>
/// <param name="parameter">The value that counts on the run's date.</param>
/// <param name="column">Where an input, a variable or an aggregate stands. Whole numbers there are BIGINT.</param>
/// <param name="code">How texts stand in columns; null for as they are.</param>
internal sealed partial class FormulaSql(SqlDialect dialect, DateOnly asOf, Func<Parameter, object> parameter, Func<Formula, string> column, Func<string, long>? code = null)
{
    /// <summary>The value as it is kept: bool, BIGINT (int; fen; parts per million), date or text; NULL where unknown.</summary>
    public string Write(Formula formula) => formula.Type.Kind switch
    {
        ValueKind.Bool or ValueKind.Text => Plain(formula),
        ValueKind.Date => Day(formula).Text,
        ValueKind.Rate => Kept(Number(formula), 1_000_000),
        _ => Kept(Number(formula), 1),
    };

    /// <summary>The days that a window stands for.</summary>
    public DateRange Range(Window window) => window.On(asOf, count => (int)(long)(count is ParameterRef p ? parameter(p.Parameter) : ((Constant)count).Value));

    /// <summary>The value of a parameter in JSON: money in fen, a rate in millionths.</summary>
    public string Json(Parameter named) => parameter(named) switch
    {
        bool b => b ? "true" : "false",
        long n => n.ToString(CultureInfo.InvariantCulture),
        DateOnly d => $"\"{d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"",
        var other => $"\"{other}\"",
    };

    public static string Literal(DateOnly day) => $"DATE '{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";

    private static string Kept(Fraction value, long scale)
    {
        var kept = value * Fraction.Whole(Factor.Of(scale));
        return kept.Under.Constant == 1 ? kept.Over.Wide : throw new UnreachableException("an exact value reached a column");
    }

    private string Plain(Formula formula) => formula switch
    {
        Constant { Value: bool b } => b ? "TRUE" : "FALSE",
        Constant { Value: string s } => Quoted(s),
        ParameterRef p => parameter(p.Parameter) is bool b ? (b ? "TRUE" : "FALSE") : Quoted((string)parameter(p.Parameter)),
        Not n => $"(NOT {Plain(n.Operand)})",
        Logic l => $"({Plain(l.Left)} {(l.IsAnd ? "AND" : "OR")} {Plain(l.Right)})",
        Comparison c => Compared(c),
        Membership m => $"({Write(m.Value)} IN ({string.Join(", ", m.Items.Select(Item))}))",
        IsKnown k => $"({Write(k.Value)} IS NOT NULL)",
        OrElse o => $"COALESCE({Plain(o.Value)}, {Plain(o.Otherwise)})",
        Choice c => Case(Plain(c.When), Plain(c.Then), Plain(c.Else)),
        Lookup l => Looked(l),
        _ => column(formula),
    };

    /// <summary>A choice that is the other way out of this one goes on with its cases: no engine nests then.</summary>
    private static string Case(string when, string then, string otherwise) => otherwise.StartsWith("(CASE WHEN ", StringComparison.Ordinal)
        ? $"(CASE WHEN {when} THEN {then} {otherwise["(CASE ".Length..]}"
        : $"(CASE WHEN {when} THEN {then} ELSE {otherwise} END)";

    private string Item(Constant item) => item.Value is long n ? n.ToString(CultureInfo.InvariantCulture) : Quoted((string)item.Value);

    private string Quoted(string text) => code is null ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : code(text).ToString(CultureInfo.InvariantCulture);

    private string Compared(Comparison c)
    {
        var sign = c.Sign switch
        {
            Comparing.Less => "<",
            Comparing.AtMost => "<=",
            Comparing.More => ">",
            Comparing.AtLeast => ">=",
            Comparing.Equal => "=",
            _ => "<>",
        };
        return c.Left.Type.IsMoney || c.Left.Type.IsNumber
            ? Fraction.Compare(Number(c.Left), sign, Number(c.Right))
            : $"({Write(c.Left)} {sign} {Write(c.Right)})";
    }

    private string Looked(Lookup l) => Looked([.. ((ParameterTable)parameter(l.Parameter)).Entries], 0, [.. l.Keys.Select(Write)], l.Type);

    /// <summary>The first entry that fits. Neighbours with the same key ask for it once: planning costs by the comparison.</summary>
    private string Looked(List<TableEntry> entries, int at, List<string> keys, FormulaType type)
    {
        if (at == keys.Count - 1)
        {
            return $"(CASE {string.Join(' ', entries.Select(e => $"WHEN {Fits(keys[at], e.Keys[at])} THEN {Kept(e.Value, type)}"))} END)";
        }

        var groups = new List<List<TableEntry>>();
        foreach (var entry in entries)
        {
            if (groups.Count == 0 || !groups[^1][0].Keys[at].Equals(entry.Keys[at]))
            {
                groups.Add([]);
            }

            groups[^1].Add(entry);
        }

        var found = groups.Select(g => $"(CASE WHEN {Fits(keys[at], g[0].Keys[at])} THEN {Looked(g, at + 1, keys, type)} END)").ToList();
        return found.Count == 1 ? found[0] : $"COALESCE({string.Join(", ", found)})";
    }

    private string Fits(string column, object key) => key switch
    {
        DivisionRange range => string.Create(CultureInfo.InvariantCulture, $"{column} BETWEEN {range.First} AND {range.Last}"),
        long number => $"{column} = {Factor.Of(number).Text}",
        _ => $"{column} = {Quoted((string)key)}",
    };

    private string Kept(object value, FormulaType type) => value switch
    {
        long n => Factor.Of(n).Wide,
        bool b => b ? "TRUE" : "FALSE",
        DateOnly d => Literal(d),
        string s => Quoted(s),
        _ => throw new UnreachableException(type.En),
    };
}
