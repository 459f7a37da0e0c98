using Shouwang.Platform.Packs;

namespace Shouwang.Standards.Language;

/// <summary>Reads <c>cases: [{when: …, then: …}, {else: …}]</c> as nested choices: the first that holds counts.</summary>
internal static class Cases
{
    public static Formula? Check(Scope scope, PackNode at, FormulaType declared)
    {
        var read = Read(at, item => Checker.Condition(scope, item), item => Checker.Check(scope, item) is { } f ? Checker.Fits(f, declared, item) : null);
        if (read is not { } cases)
        {
            return null;
        }

        return cases.Cases.Reverse().Aggregate(cases.Else, (rest, c) => new Choice(c.When, c.Then, rest, Both(c.Then.Type, rest.Type)));
    }

    /// <returns>Null after a fault.</returns>
    public static (IReadOnlyList<(Formula When, T Then)> Cases, T Else)? Read<T>(PackNode at, Func<PackNode, Formula?> condition, Func<PackNode, T?> result)
        where T : class
    {
        var found = new List<(Formula, T)>();
        T? otherwise = null;
        var ended = false;
        var sound = true;
        foreach (var item in at.Items())
        {
            if (ended)
            {
                item.Fault("after_else", "else 之后的情形永远不会用到", "A case after else can never be used");
            }

            item.Optional("cite");
            if (item.Optional("else") is { } last)
            {
                otherwise = result(last);
                ended = true;
                sound &= otherwise is not null;
            }
            else
            {
                var when = item.Required("when") is { } w ? condition(w) : null;
                var then = item.Required("then") is { } t ? result(t) : null;
                sound &= when is not null && then is not null;
                if (when is not null && then is not null)
                {
                    found.Add((when, then));
                }
            }

            item.NoOthers();
        }

        if (!ended)
        {
            at.Fault("else", "缺少最后的 else 情形", "The last case must be else");
        }

        return sound && ended ? (found, otherwise!) : null;
    }

    private static FormulaType Both(FormulaType a, FormulaType b) => a with
    {
        MayBeUnknown = a.MayBeUnknown || b.MayBeUnknown,
        Codes = a.Codes is null || b.Codes is null ? null : [.. a.Codes.Union(b.Codes)],
    };
}
