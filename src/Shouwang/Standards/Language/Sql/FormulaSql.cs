using System.Diagnostics;
using System.Globalization;

namespace Shouwang.Standards.Language.Sql;

/// <summary>
/// Writes a checked formula in the SQL that DuckDB and PostgreSQL share; they differ in the sign of whole division only.
/// The closed list of constructs is the point: every one has a test on both engines.
/// </summary>
/// <param name="parameter">The value that counts on the run's date.</param>
/// <param name="column">Where an input, a variable or an aggregate stands. Whole numbers there are BIGINT.</param>
internal sealed partial class FormulaSql(SqlDialect dialect, DateOnly asOf, Func<Parameter, object> parameter, Func<Formula, string> column)
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
        Choice c => $"(CASE WHEN {Plain(c.When)} THEN {Plain(c.Then)} ELSE {Plain(c.Else)} END)",
        Lookup l => Looked(l),
        _ => column(formula),
    };

    private static string Item(Constant item) => item.Value is long n ? n.ToString(CultureInfo.InvariantCulture) : Quoted((string)item.Value);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

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

    private string Looked(Lookup l)
    {
        var keys = l.Keys.Select(Write).ToList();
        var cases = ((ParameterTable)parameter(l.Parameter)).Entries
            .Select(e => $"WHEN {string.Join(" AND ", e.Keys.Select((key, i) => Fits(keys[i], key)))} THEN {Kept(e.Value, l.Type)}");
        return $"(CASE {string.Join(' ', cases)} END)";
    }

    private static string Fits(string column, object key) => key switch
    {
        DivisionRange range => string.Create(CultureInfo.InvariantCulture, $"{column} BETWEEN {range.First} AND {range.Last}"),
        long number => $"{column} = {Factor.Of(number).Text}",
        _ => $"{column} = {Quoted((string)key)}",
    };

    private static string Kept(object value, FormulaType type) => value switch
    {
        long n => Factor.Of(n).Wide,
        bool b => b ? "TRUE" : "FALSE",
        DateOnly d => Literal(d),
        string s => Quoted(s),
        _ => throw new UnreachableException(type.En),
    };
}
