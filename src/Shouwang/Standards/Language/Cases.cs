using Shouwang.Platform.Packs;

namespace Shouwang.Standards.Language;

/// <summary>Reads <c>cases: [{when: …, then: …}, {else: …}]</c> as nested choices: the first that holds counts.</summary>
internal static class Cases
{
    /// <summary>The variable's formula; its branches and their citations are set along the way.</summary>
    public static Formula? Check(Scope scope, PackNode at, Variable variable)
    {
        var declared = variable.Type;
        variable.CaseCites = [.. at.Items().Select(item => item.OptionalText("cite"))];
        variable.Written = [.. at.Items().Select(item => item.OptionalText("when") is { } when ? $"{when} → {item.OptionalText("then")}" : $"→ {item.OptionalText("else")}")];
        var read = Read(at, item => Checker.Condition(scope, item), item => Checker.Check(scope, item) is { } f ? Checker.Fits(f, declared, item) : null);
        if (read is not { } cases)
        {
            return null;
        }

        Formula last = new Constant(FormulaType.Int, (long)cases.Cases.Count + 1);
        variable.Branch = cases.Cases.Select((c, i) => (c.When, Number: (long)i + 1)).Reverse()
            .Aggregate(last, (rest, c) => new Choice(c.When, new Constant(FormulaType.Int, c.Number), rest, FormulaType.Int));
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
