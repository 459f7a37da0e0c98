namespace Shouwang.Standards.Language.Sql;

/// <summary>
/// Rounds a fraction to whole units with integer division only: the engines' own rounding of decimals differs.
/// Halves go away from zero with <c>half_up</c> (四舍五入) and to the even neighbour with <c>half_even</c>.
/// </summary>
internal static class Rounding
{
    /// <param name="unit">Fen per unit: 1, 10 or 100.</param>
    public static Factor Round(Function function, Fraction value, int unit, SqlDialect dialect)
    {
        var under = value.Under * Factor.Of(unit);
        if (under.Constant == 1)
        {
            return value.Over;
        }

        var units = value.Over.Constant is { } n && under.Constant is { } d
            ? Factor.Of(Exactly(function, n, d))
            : Factor.Sql(Written(function, value.Over.Wide, under.Wide, dialect == SqlDialect.DuckDb ? "//" : "/"));
        return units * Factor.Of(unit);
    }

    // Both engines cut a quotient towards zero; each text asks for the number as seldom as it can.
    private static string Written(Function function, string n, string d, string div) => function switch
    {
        Function.Floor => $"(({n} - CASE WHEN {n} < 0 THEN {d} - 1 ELSE 0 END) {div} {d})",
        Function.Ceil => $"(({n} + CASE WHEN {n} > 0 THEN {d} - 1 ELSE 0 END) {div} {d})",
        Function.HalfUp => $"((2 * {n} + CASE WHEN {n} < 0 THEN -{d} ELSE {d} END) {div} (2 * {d}))",
        _ => HalfEven(n, d, Written(Function.Floor, n, d, div)),
    };

    private static string HalfEven(string n, string d, string floor) =>
        $"({floor} + CASE WHEN 2 * ({n} - {floor} * {d}) > {d} OR (2 * ({n} - {floor} * {d}) = {d} AND {floor} % 2 <> 0) THEN 1 ELSE 0 END)";

    private static long Exactly(Function function, long n, long d)
    {
        var floor = (long)Int128.CreateChecked(n >= 0 ? (Int128)n / d : -((-(Int128)n + d - 1) / d));
        var rest = (Int128)n - ((Int128)floor * d);
        var up = function switch
        {
            Function.Floor => false,
            Function.Ceil => rest > 0,
            Function.HalfUp => n >= 0 ? 2 * rest >= d : 2 * rest > d,
            _ => 2 * rest > d || (2 * rest == d && floor % 2 != 0),
        };
        return floor + (up ? 1 : 0);
    }
}
