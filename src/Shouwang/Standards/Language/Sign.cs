namespace Shouwang.Standards.Language;

/// <summary>What can be proven of a number without data. A divisor must be positive, on every day of every parameter.</summary>
internal enum Sign
{
    Any,
    NotNegative,
    Positive,
}

internal static class Signs
{
    public static Sign Of(Formula formula, int depth = 0) => depth > 16 ? Sign.Any : formula switch
    {
        Constant { Value: long n } => OfNumber(n),
        ParameterRef p => p.Parameter.Least is { } least ? OfNumber(least) : Sign.Any,
        Lookup l => l.Parameter.Least is { } least ? OfNumber(least) : Sign.Any,
        VariableValue { Variable.Formula: { } f } => Of(f, depth + 1),
        OrElse o => Least(Of(o.Value, depth), Of(o.Otherwise, depth)),
        Choice c => Least(Of(c.Then, depth), Of(c.Else, depth)),
        Calculation c => OfCalculation(c.Sign, Of(c.Left, depth), Of(c.Right, depth)),
        Aggregate { Kind: AggregateKind.Count } => Sign.NotNegative,
        Aggregate { Kind: AggregateKind.Sum, Value: { } v } => Least(Of(v, depth), Sign.NotNegative),
        Aggregate { Kind: AggregateKind.Min or AggregateKind.Max, Value: { } v } => Of(v, depth),
        Call c => OfCall(c.Function, [.. c.Arguments.Select(a => Of(a, depth))]),
        _ => Sign.Any,
    };

    private static Sign OfNumber(long n) => n > 0 ? Sign.Positive : n == 0 ? Sign.NotNegative : Sign.Any;

    private static Sign Least(Sign a, Sign b) => a < b ? a : b;

    private static Sign OfCalculation(Calculating sign, Sign a, Sign b) => sign switch
    {
        Calculating.Plus when a != Sign.Any && b != Sign.Any => a > b ? a : b,
        Calculating.Times or Calculating.Over => Least(a, b),
        _ => Sign.Any,
    };

    private static Sign OfCall(Function function, Sign[] arguments) => function switch
    {
        Function.Larger => arguments.Max(),
        Function.Smaller => arguments.Min(),
        Function.Ceil => arguments[0],
        Function.Floor or Function.HalfUp or Function.HalfEven => Least(arguments[0], Sign.NotNegative),
        _ => Sign.Any,
    };
}
