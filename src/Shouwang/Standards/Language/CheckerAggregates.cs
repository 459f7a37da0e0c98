namespace Shouwang.Standards.Language;

internal sealed partial class Checker
{
    private Formula Aggregated(AggregateSyntax a, Place place)
    {
        if (place.Over is not null)
        {
            return Refuse(a.At, "nested", "聚合之内不能再聚合：请先为内层定义一个变量", "An aggregate cannot stand inside another: give the inner one a name as a variable");
        }

        if (Over(a.Value) is not { } over)
        {
            return Refused();
        }

        var inside = new Place(over, place.Known);
        var where = a.Where is null ? null : Bool(a.Where, inside);
        var whole = a.Value is NameSyntax { Owner: null } n && n.Name == over.Name;
        var value = whole ? null : Check(a.Value, where is null ? inside : inside.With(Proof.Known(where, true)));
        var window = a.Window is null ? null : Windowed(a.Window, over);
        if ((a.Where is not null && where is null) || (a.Window is not null && window is null) || value is { Type.IsRefused: true })
        {
            return Refused();
        }

        return ResultOf(a, value) is { } type
            ? new Aggregate(a.Kind, scope.Entity, over, value, where, window, text[a.At..a.End], type)
            : Refused();
    }

    /// <summary>The entity gone through: the one below the own that the value names.</summary>
    private Entity? Over(Syntax value)
    {
        var named = Names(value).Select(n => (n.At, Entity: scope.Vocabulary.Find(n.Owner ?? n.Name))).Where(n => n.Entity is not null && n.Entity.IsBelow(scope.Entity)).ToList();
        var deepest = named.Where(n => !named.Any(o => o.Entity!.IsBelow(n.Entity!))).DistinctBy(n => n.Entity!.Name).ToList();
        switch (deepest.Count)
        {
            case 1:
                return deepest[0].Entity;
            case 0:
                Refuse(value.At, "nothing", $"聚合之内没有指明“{scope.Entity.Name}”下的成员或记录，如 sum(settlement.self_paid)", $"The aggregate names no member or record of a {scope.Entity.Name}, such as sum(settlement.self_paid)");
                return null;
            default:
                Refuse(deepest[1].At, "two", $"一个聚合只能取一类记录，这里有“{deepest[0].Entity!.Name}”和“{deepest[1].Entity!.Name}”", $"An aggregate goes through one kind of record; here are '{deepest[0].Entity!.Name}' and '{deepest[1].Entity!.Name}'");
                return null;
        }
    }

    private static IEnumerable<NameSyntax> Names(Syntax syntax) => syntax switch
    {
        NameSyntax { Owner: not "p" } n => [n],
        NotSyntax n => Names(n.Operand),
        NegativeSyntax n => Names(n.Operand),
        BinarySyntax b => Names(b.Left).Concat(Names(b.Right)),
        InSyntax i => Names(i.Value),
        IfSyntax i => Names(i.When).Concat(Names(i.Then)).Concat(Names(i.Else)),
        CallSyntax c => c.Arguments.SelectMany(Names),
        AggregateSyntax a => Names(a.Value),
        _ => [],
    };

    private FormulaType? ResultOf(AggregateSyntax a, Formula? value)
    {
        var word = a.Kind.ToString().ToLowerInvariant();
        if (a.Kind == AggregateKind.Count)
        {
            return value is null ? FormulaType.Int : Wrong(a, "count 只数对象：请写 count(person where …)", "count counts things: write count(person where …)");
        }

        if (value is null)
        {
            return a.Kind == AggregateKind.Any ? FormulaType.Bool : Wrong(a, $"{word} 需要一个值，如 {word}(settlement.self_paid)", $"{word} needs a value, such as {word}(settlement.self_paid)");
        }

        // min and max of nothing are unknown anyhow: they pass over unknown values. A sum over one would count it as zero.
        if (value.Type.MayBeUnknown && a.Kind is not (AggregateKind.Min or AggregateKind.Max))
        {
            return Wrong(a, $"{word} 之内的值可能未知：请用“??”，或加 where known(…)", $"The value inside {word} may be unknown: use '??' or add where known(…)", "unknown_value");
        }

        if (value.Type.IsExact)
        {
            return Wrong(a, "未取整的值不能聚合：请先用 half_up(…, 'fen') 等取整", "An exact value cannot be aggregated: round it first, such as half_up(…, 'fen')", "exact");
        }

        return (a.Kind, value.Type.Kind) switch
        {
            (AggregateKind.Any or AggregateKind.All, ValueKind.Bool) => FormulaType.Bool,
            (AggregateKind.Any or AggregateKind.All, _) => Wrong(a, $"{word} 之内应为条件", $"A condition is expected inside {word}"),
            (AggregateKind.Sum, ValueKind.Int or ValueKind.Money or ValueKind.Rate) => value.Type,
            (AggregateKind.Min or AggregateKind.Max, ValueKind.Int or ValueKind.Money or ValueKind.Rate or ValueKind.Date) => value.Type with { MayBeUnknown = true },
            _ => Wrong(a, $"{word} 不能用于{value.Type.Zh}", $"{word} cannot be used on {value.Type.En}"),
        };
    }

    private FormulaType? Wrong(AggregateSyntax a, string zh, string en, string code = "type")
    {
        Refuse(a.Value.At, code, zh, en);
        return null;
    }

    private Window? Windowed(WindowSyntax window, Entity over)
    {
        if (over.Record is null)
        {
            Refuse(window.At, "window", $"“{over.Name}”不是带日期的记录，不能用窗口", $"'{over.Name}' is no dated record: it takes no window");
            return null;
        }

        var within = Spanned(window.Within);
        var before = Spanned(window.Before);
        return (window.Within is not null && within is null) || (window.Before is not null && before is null) ? null : new Window(within, before);
    }

    private Span? Spanned(SpanSyntax? span)
    {
        if (span?.Count is null)
        {
            return span is null ? null : new Span(null, span.Unit);
        }

        var count = Check(span.Count, Place.Top);
        if (count.Type.IsRefused)
        {
            return null;
        }

        if (count.Type.Kind != ValueKind.Int || Signs.Of(count) != Sign.Positive)
        {
            Refuse(span.At, "window", "窗口长度应为正整数", "The length of a window is a positive whole number");
            return null;
        }

        return new Span(count, span.Unit);
    }
}
