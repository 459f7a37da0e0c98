using Shouwang.Platform.Text;

namespace Shouwang.Standards.Language;

/// <param name="To">Last day it counts; null while nothing ends it.</param>
/// <param name="Published">From when it could be known; null where the pack does not say.</param>
/// <param name="Value">bool, long (int; fen; parts per million), DateOnly or string; of a table: by code.</param>
public sealed record ParameterValue(DateOnly From, DateOnly? To, DateOnly? Published, object Value, string Cite);

/// <summary>A number of the law with the days on which it counts. There is no nearest value: outside them it is refused.</summary>
/// <param name="Name"><c>line</c>, or <c>A02.threshold</c> for one that belongs to a rule.</param>
/// <param name="IsTable">Values per code, read by <c>lookup()</c>.</param>
public sealed record Parameter(string Name, FormulaType Type, Bilingual Label, bool IsTable, IReadOnlyList<ParameterValue> Values)
{
    /// <exception cref="ParameterNotInForceException">No value counts on that day.</exception>
    public ParameterValue On(DateOnly day) => Values.LastOrDefault(v => v.From <= day && (v.To is not { } to || day <= to))
        ?? throw new ParameterNotInForceException(Name, day);

    public bool Covers(DateOnly day) => Values.Any(v => v.From <= day && (v.To is not { } to || day <= to));

    /// <summary>The least value of any day, for the proof that a divisor is positive.</summary>
    internal long? Least => Values.SelectMany(v => v.Value is IReadOnlyDictionary<string, object> table ? table.Values : [v.Value]).OfType<long>().Select(v => (long?)v).DefaultIfEmpty(null).Min();

    public bool Equals(Parameter? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A parameter was asked for a day on which the pack gives it no value.</summary>
public sealed class ParameterNotInForceException(string parameter, DateOnly day)
    : Exception($"Parameter '{parameter}' has no value on {day:yyyy-MM-dd}")
{
    public string Parameter => parameter;

    public DateOnly Day => day;

    public Bilingual Reason => new($"参数“{parameter}”在 {day:yyyy-MM-dd} 没有有效值", Message);
}
