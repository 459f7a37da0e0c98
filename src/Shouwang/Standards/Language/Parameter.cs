using Shouwang.Platform.Text;

namespace Shouwang.Standards.Language;

/// <param name="To">Last day it counts; null while nothing ends it.</param>
/// <param name="Published">From when it could be known; null where the pack does not say: then it was known from the start.</param>
/// <param name="Value">bool, long (int; fen; parts per million), DateOnly or string; of a table: a <see cref="ParameterTable"/>.</param>
public sealed record ParameterValue(DateOnly From, DateOnly? To, DateOnly? Published, object Value, string Cite)
{
    /// <summary>The law in force on the first day, as it was known on the second.</summary>
    public bool Counts(DateOnly day, DateOnly knownOn) => From <= day && (To is not { } to || day <= to) && (Published ?? From) <= knownOn;
}

/// <summary>
/// A number of the law with the days on which it counts. There is no nearest value: outside them it is refused. It has
/// two time axes: the day that is assessed, and the day on which one knows (a standard may be published months late).
/// </summary>
/// <param name="Name"><c>line</c>, or <c>A02.threshold</c> for one that belongs to a rule.</param>
/// <param name="By">What a table is read by, with <c>lookup()</c>; empty for a single value.</param>
public sealed record Parameter(string Name, FormulaType Type, Bilingual Label, IReadOnlyList<KeyKind> By, IReadOnlyList<ParameterValue> Values)
{
    public bool IsTable => By.Count > 0;

    /// <summary>As known on the same day.</summary>
    /// <exception cref="ParameterNotInForceException">No value counts on that day.</exception>
    public ParameterValue On(DateOnly day) => On(day, day);

    /// <exception cref="ParameterNotInForceException">No value that was known then counts on that day.</exception>
    public ParameterValue On(DateOnly day, DateOnly knownOn) => Find(day, knownOn) ?? throw new ParameterNotInForceException(Name, day, knownOn);

    public bool Covers(DateOnly day) => Find(day, day) is not null;

    /// <summary>Where a value is published again with another amount for the same days, the later publication counts.</summary>
    public ParameterValue? Find(DateOnly day, DateOnly knownOn) => Values.LastOrDefault(v => v.Counts(day, knownOn));

    /// <summary>The least value of any day, for the proof that a divisor is positive.</summary>
    internal long? Least => Values.SelectMany(v => v.Value is ParameterTable table ? table.Entries.Select(e => e.Value) : [v.Value]).OfType<long>().Select(v => (long?)v).DefaultIfEmpty(null).Min();

    public bool Equals(Parameter? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A parameter was asked for a day on which the pack gives it no value.</summary>
public sealed class ParameterNotInForceException(string parameter, DateOnly day, DateOnly knownOn)
    : Exception(day == knownOn ? $"Parameter '{parameter}' has no value on {day:yyyy-MM-dd}" : $"Parameter '{parameter}' has no value on {day:yyyy-MM-dd} that was known on {knownOn:yyyy-MM-dd}")
{
    public string Parameter => parameter;

    public DateOnly Day => day;

    public DateOnly KnownOn => knownOn;

    public Bilingual Reason => new(
        day == knownOn ? $"参数“{parameter}”在 {day:yyyy-MM-dd} 没有有效值" : $"参数“{parameter}”在 {day:yyyy-MM-dd} 没有于 {knownOn:yyyy-MM-dd} 已知的有效值",
        Message);
}
