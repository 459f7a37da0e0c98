namespace Shouwang.Standards.Language.Compiled;

/// <summary>
/// The same where a fact that formulas take as known is missing: what is made of it is unknown too, a condition on it
/// neither holds nor fails, and the larger of two is the one that is known.
/// </summary>
internal static class Missing
{
    private const long Unknown = long.MinValue;

    public static long Plus(long a, long b) => a == Unknown || b == Unknown ? Unknown : checked(a + b);

    public static long Minus(long a, long b) => a == Unknown || b == Unknown ? Unknown : checked(a - b);

    public static long Times(long a, long b) => a == Unknown || b == Unknown ? Unknown : checked(a * b);

    /// <summary>Nothing times an unknown amount is nothing, where the law itself says nothing.</summary>
    public static long TimesOfDay(long ofDay, long b) => ofDay == 0 ? 0 : Times(ofDay, b);

    public static long Larger(long a, long b) => Math.Max(a, b);

    public static long Smaller(long a, long b) => a == Unknown ? b : b == Unknown ? a : Math.Min(a, b);

    public static long Years(long from, long to) => from == Unknown || to == Unknown ? Unknown : Primitives.Years(from, to);

    public static long Months(long from, long to) => from == Unknown || to == Unknown ? Unknown : Primitives.Months(from, to);

    public static long Moved(long day, long days) => day == Unknown || days == Unknown ? Unknown : Primitives.Moved(day, days);

    public static long Floor(long n, long d) => n == Unknown || d == Unknown ? Unknown : Primitives.Floor(n, d);

    public static long Ceil(long n, long d) => n == Unknown || d == Unknown ? Unknown : Primitives.Ceil(n, d);

    public static long HalfUp(long n, long d) => n == Unknown || d == Unknown ? Unknown : Primitives.HalfUp(n, d);

    public static long HalfEven(long n, long d) => n == Unknown || d == Unknown ? Unknown : Primitives.HalfEven(n, d);

    public static bool Less(long a, long b) => a != Unknown && b != Unknown && a < b;

    public static bool AtMost(long a, long b) => a != Unknown && b != Unknown && a <= b;

    public static bool Equal(long a, long b) => a != Unknown && b != Unknown && a == b;

    public static bool Unequal(long a, long b) => a != Unknown && b != Unknown && a != b;
}
