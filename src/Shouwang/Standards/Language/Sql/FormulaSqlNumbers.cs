namespace Shouwang.Standards.Language.Sql;

internal sealed partial class FormulaSql
{
    /// <summary>A number or an amount as an exact fraction.</summary>
    private Fraction Number(Formula formula) => formula switch
    {
        Constant { Value: long n } => Of(Factor.Of(n), formula.Type),
        ParameterRef p => Of(Factor.Of((long)parameter(p.Parameter)), formula.Type),
        Negative n => Fraction.Whole(Factor.Of(0)) - Number(n.Operand),
        Calculation c => Calculated(c),
        Choice c => Chosen(c),
        OrElse o => Of(Factor.Sql($"COALESCE({Write(o.Value)}, {Write(o.Otherwise)})"), formula.Type),
        Call { Function: Function.Larger or Function.Smaller } c => Extreme(c),
        Call { Function: Function.AgeYears } c => Fraction.Whole(Years(Day(c.Arguments[0]), Day(c.Arguments[1]))),
        Call { Function: Function.MonthsBetween } c => Fraction.Whole(Months(Day(c.Arguments[0]), Day(c.Arguments[1]))),
        Call c => Fraction.Whole(Rounding.Round(c.Function, Number(c.Arguments[0]), c.Unit, dialect)),
        Lookup l => Of(Factor.Sql(Looked(l)), formula.Type),
        _ => Of(Factor.Sql(column(formula)), formula.Type),
    };

    private static Fraction Of(Factor kept, FormulaType type) => type.Kind == ValueKind.Rate ? Fraction.Millionths(kept) : Fraction.Whole(kept);

    private Fraction Calculated(Calculation c)
    {
        var left = Number(c.Left);
        var right = Number(c.Right);
        return c.Sign switch
        {
            Calculating.Plus => left + right,
            Calculating.Minus => left - right,
            Calculating.Times => left * right,
            _ => left / right,
        };
    }

    private Fraction Chosen(Choice c)
    {
        var (a, b) = (Number(c.Then), Number(c.Else));
        if (a.Under == b.Under || (a.Under.Constant is not null && b.Under.Constant is not null))
        {
            var (then, otherwise, under) = Fraction.Common(a, b);
            return new Fraction(Chosen(c.When, then, otherwise), under);
        }

        // Divisors that depend on facts are chosen as well: the one that is not chosen may be unknown.
        return new Fraction(Chosen(c.When, a.Over, b.Over), Chosen(c.When, a.Under, b.Under));
    }

    private Factor Chosen(Formula when, Factor then, Factor otherwise) => Factor.Sql(Case(Plain(when), then.Wide, otherwise.Wide));

    private Fraction Extreme(Call c)
    {
        var (a, b, under) = Fraction.Common(Number(c.Arguments[0]), Number(c.Arguments[1]));
        if (a.Constant is { } x && b.Constant is { } y)
        {
            return new Fraction(Factor.Of(c.Function == Function.Larger ? Math.Max(x, y) : Math.Min(x, y)), under);
        }

        return new Fraction(Factor.Sql($"{Word(c.Function)}({a.Wide}, {b.Wide})"), under);
    }

    private static string Word(Function function) => function == Function.Larger ? "GREATEST" : "LEAST";

    private readonly record struct DaySql(string Text, DateOnly? Constant)
    {
        public Factor Part(string part) => Constant is { } day
            ? Factor.Of(part switch { "YEAR" => day.Year, "MONTH" => day.Month, _ => day.Day })
            : Factor.Sql($"CAST(EXTRACT({part} FROM {Text}) AS BIGINT)");
    }

    private DaySql Day(Formula formula)
    {
        var constant = formula switch
        {
            AsOf => asOf,
            Constant { Value: DateOnly d } => d,
            ParameterRef p => (DateOnly)parameter(p.Parameter),
            _ => (DateOnly?)null,
        };
        if (constant is { } day)
        {
            return new DaySql(Literal(day), day);
        }

        return formula switch
        {
            Calculation c => Moved(Day(c.Left), c.Sign == Calculating.Plus ? Number(c.Right).Over : -Number(c.Right).Over),
            Call c => new DaySql($"{Word(c.Function)}({Day(c.Arguments[0]).Text}, {Day(c.Arguments[1]).Text})", null),
            Choice c => new DaySql(Case(Plain(c.When), Day(c.Then).Text, Day(c.Else).Text), null),
            OrElse o => new DaySql($"COALESCE({Day(o.Value).Text}, {Day(o.Otherwise).Text})", null),
            Lookup l => new DaySql(Looked(l), null),
            _ => new DaySql(column(formula), null),
        };
    }

    private static DaySql Moved(DaySql day, Factor days) => day.Constant is { } d && days.Constant is { } n
        ? new DaySql(Literal(d.AddDays((int)n)), d.AddDays((int)n))
        : new DaySql($"({day.Text} + CAST({days.Text} AS INTEGER))", null);

    /// <summary>Full years; who is born on 29 February grows older on 1 March of a common year.</summary>
    private static Factor Years(DaySql from, DaySql to) => to.Part("YEAR") - from.Part("YEAR") - Behind(MonthDay(from), MonthDay(to));

    private static Factor Months(DaySql from, DaySql to) =>
        ((to.Part("YEAR") - from.Part("YEAR")) * Factor.Of(12)) + to.Part("MONTH") - from.Part("MONTH") - Behind(from.Part("DAY"), to.Part("DAY"));

    private static Factor MonthDay(DaySql day) => (day.Part("MONTH") * Factor.Of(100)) + day.Part("DAY");

    private static Factor Behind(Factor from, Factor to) => from.Constant is { } f && to.Constant is { } t
        ? Factor.Of(t < f ? 1 : 0)
        : Factor.Sql($"(CASE WHEN {to.Text} < {from.Text} THEN 1 ELSE 0 END)");
}
