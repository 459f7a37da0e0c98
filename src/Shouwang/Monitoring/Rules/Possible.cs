using Shouwang.Standards.Language;

namespace Shouwang.Monitoring.Rules;

/// <summary>
/// What must at least be true of somebody's records of one type, before duplicates are removed, for a condition to hold.
/// Removing duplicates only takes rows away, so a sum of what is positive, a count, a maximum and an <c>any</c> over all
/// rows bound those over the rows that count: the few people who pass are then decided exactly.
/// </summary>
internal abstract record Possible
{
    /// <summary>Nothing is known: everybody may be meant.</summary>
    public sealed record Everybody : Possible;

    /// <summary>Rows of one record type must reach a bound; null where one row that fits is enough.</summary>
    public sealed record Bound(Aggregate Aggregate, bool OrEqual, Formula? Least) : Possible;

    public sealed record Joined(bool IsAnd, Possible Left, Possible Right) : Possible;

    /// <summary>The aggregates without whose rows a condition cannot hold: a row must be there for each.</summary>
    public static IEnumerable<Aggregate> Needed(Formula when) => Needed(Of(when));

    private static IEnumerable<Aggregate> Needed(Possible possible) => possible switch
    {
        Bound b => [b.Aggregate],
        Joined { IsAnd: true } j => Needed(j.Left).Concat(Needed(j.Right)),
        Joined j => Needed(j.Left).Where(l => Needed(j.Right).Any(r => r.Over == l.Over && r.Scope == l.Scope)),
        _ => [],
    };

    public static bool IsBounded(Formula when) => Of(when) is not Everybody;

    public static Possible Of(Formula formula) => formula switch
    {
        Logic l => Join(l.IsAnd, Of(l.Left), Of(l.Right)),
        VariableValue { Variable.Formula: { } f } => Of(f),
        Aggregate { Kind: AggregateKind.Any, Over.Name: not "person" } a => new Bound(a, false, null),
        Comparison { Sign: Comparing.More or Comparing.AtLeast } c => Compared(c.Left, c.Sign == Comparing.AtLeast, c.Right),
        Comparison { Sign: Comparing.Less or Comparing.AtMost } c => Compared(c.Right, c.Sign == Comparing.AtMost, c.Left),
        _ => new Everybody(),
    };

    private static Possible Join(bool isAnd, Possible left, Possible right) => (left, right) switch
    {
        (Everybody, _) => isAnd ? right : left,
        (_, Everybody) => isAnd ? left : right,
        _ => new Joined(isAnd, left, right),
    };

    private static Possible Compared(Formula value, bool orEqual, Formula least)
    {
        var sign = Signs.Of(least);
        var empty = orEqual ? sign == Sign.Positive : sign != Sign.Any;
        return empty && !least.All().Any(f => f is Aggregate or VariableValue or FieldValue) && Behind(value) is { } aggregate ? new Bound(aggregate, orEqual, least) : new Everybody();
    }

    /// <summary>The aggregate that a compared value is; with an unknown maximum taken as zero or less.</summary>
    private static Aggregate? Behind(Formula value) => value switch
    {
        VariableValue { Variable.Formula: { } f } => Behind(f),
        OrElse { Value: var v, Otherwise: Constant { Value: long and <= 0 } } => Behind(v) is { Kind: AggregateKind.Max } max ? max : null,
        Aggregate { Kind: AggregateKind.Sum or AggregateKind.Count or AggregateKind.Max, Over.Name: not "person" } a => a,
        _ => null,
    };
}
