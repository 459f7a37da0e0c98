using System.Globalization;

namespace Shouwang.Standards.Language.Sql;

/// <summary>
/// A whole number in SQL. Constants are folded here: two literals never meet in SQL, where one engine would compute in
/// 32 bits, so every calculation has a BIGINT operand.
/// </summary>
internal readonly record struct Factor(string Text, long? Constant)
{
    public static readonly Factor One = Of(1);

    public static Factor Of(long number) => new(number < 0 ? $"({number.ToString(CultureInfo.InvariantCulture)})" : number.ToString(CultureInfo.InvariantCulture), number);

    public static Factor Sql(string text) => new(text, null);

    /// <summary>The text where the type matters: a bare literal would be a 32-bit number.</summary>
    public string Wide => Constant is null ? Text : $"CAST({Text} AS BIGINT)";

    public static Factor operator *(Factor a, Factor b) => (a.Constant, b.Constant) switch
    {
        ({ } x, { } y) => Of(checked(x * y)),
        (1, _) => b,
        (_, 1) => a,
        (0, _) or (_, 0) => Of(0),
        _ => Sql($"({a.Text} * {b.Text})"),
    };

    public static Factor operator +(Factor a, Factor b) => (a.Constant, b.Constant) switch
    {
        ({ } x, { } y) => Of(checked(x + y)),
        (0, _) => b,
        (_, 0) => a,
        _ => Sql($"({a.Text} + {b.Text})"),
    };

    public static Factor operator -(Factor a, Factor b) => (a.Constant, b.Constant) switch
    {
        ({ } x, { } y) => Of(checked(x - y)),
        (_, 0) => a,
        _ => Sql($"({a.Text} - {b.Text})"),
    };

    public static Factor operator -(Factor a) => a.Constant is { } x ? Of(checked(-x)) : Sql($"(-{a.Text})");
}
