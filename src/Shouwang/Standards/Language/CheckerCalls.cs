namespace Shouwang.Standards.Language;

internal sealed partial class Checker
{
    private Formula Called(CallSyntax c, Place place)
    {
        (Function Function, int Arguments)? known = c.Function switch
        {
            "larger" => (Function.Larger, 2),
            "smaller" => (Function.Smaller, 2),
            "floor" => (Function.Floor, 2),
            "ceil" => (Function.Ceil, 2),
            "half_up" => (Function.HalfUp, 2),
            "half_even" => (Function.HalfEven, 2),
            "age_years" => (Function.AgeYears, 2),
            "months_between" => (Function.MonthsBetween, 2),
            _ => null,
        };
        var count = known?.Arguments ?? (c.Function == "known" ? 1 : KeysOf(c) + 1);
        if (known is null && c.Function is not ("known" or "lookup"))
        {
            return Refuse(c.At, "function", $"没有函数“{c.Function}”", $"No function '{c.Function}'");
        }

        if (c.Arguments.Count != count)
        {
            return Refuse(c.At, "arguments", $"{c.Function} 需要 {count} 个参数，现有 {c.Arguments.Count} 个", $"{c.Function} takes {count} arguments, found {c.Arguments.Count}");
        }

        return known?.Function switch
        {
            null => c.Function == "known" ? KnownOf(c, place) : LookedUp(c, place),
            Function.Larger or Function.Smaller => Extreme(c, known.Value.Function, place),
            Function.AgeYears or Function.MonthsBetween => Dates(c, known.Value.Function, place),
            _ => Rounded(c, known.Value.Function, place),
        };
    }

    private Formula KnownOf(CallSyntax c, Place place)
    {
        var value = Check(c.Arguments[0], place);
        return value.Type.IsRefused ? Refused()
            : value.Type.MayBeUnknown ? new IsKnown(value)
            : Refuse(c.Arguments[0].At, "always_known", "这个值总是已知", "This value is always known");
    }

    private Parameter? TableOf(CallSyntax c) => c.Arguments is [NameSyntax { Owner: "p" } name, ..] && scope.Parameter(name.Name) is { IsTable: true } table ? table : null;

    private int KeysOf(CallSyntax c) => TableOf(c)?.By.Count ?? 1;

    private Formula LookedUp(CallSyntax c, Place place)
    {
        if (TableOf(c) is not { } parameter)
        {
            return Refuse(c.Arguments[0].At, "lookup", "lookup 的第一个参数应是按代码取值的参数 p.…", "The first argument of lookup is a parameter with a value per code: p.…");
        }

        var keys = new List<Formula>();
        foreach (var (argument, kind) in c.Arguments.Skip(1).Zip(parameter.By))
        {
            if (Sure(argument, place) is not { } key)
            {
                return Refused();
            }

            var wanted = kind == KeyKind.Code ? new FormulaType(ValueKind.Text) : FormulaType.Int;
            if (key.Type.Kind != wanted.Kind)
            {
                return Refuse(argument.At, "type", $"此处应为{wanted.Zh}，而这是{key.Type.Zh}", kind == KeyKind.Code ? $"A code is expected, but this is {key.Type.En}" : $"A whole number is expected, but this is {key.Type.En}");
            }

            keys.Add(key);
        }

        return new Lookup(parameter, keys, parameter.Type with { MayBeUnknown = true });
    }

    private Formula Extreme(CallSyntax c, Function function, Place place)
    {
        var left = Sure(c.Arguments[0], place);
        var right = Sure(c.Arguments[1], place);
        if (left is null || right is null)
        {
            return Refused();
        }

        if (left.Type.IsMoney && right.Type.IsMoney)
        {
            return new Call(function, [left, right], 0, left.Type.IsExact || right.Type.IsExact ? FormulaType.ExactMoney : FormulaType.Money);
        }

        if (left.Type.IsNumber && right.Type.IsNumber)
        {
            return new Call(function, [left, right], 0, Wider(left.Type, right.Type));
        }

        return left.Type.Kind == ValueKind.Date && right.Type.Kind == ValueKind.Date
            ? new Call(function, [left, right], 0, FormulaType.Date)
            : Refuse(c.Arguments[1].At, "type", $"{left.Type.Zh}与{right.Type.Zh}不能比较大小", $"{left.Type.En} and {right.Type.En} cannot be compared");
    }

    private Formula Dates(CallSyntax c, Function function, Place place)
    {
        var arguments = new List<Formula>();
        foreach (var argument in c.Arguments)
        {
            if (Sure(argument, place) is not { } date)
            {
                continue;
            }

            if (date.Type.Kind == ValueKind.Date)
            {
                arguments.Add(date);
            }
            else
            {
                Refuse(argument.At, "type", $"此处应为日期，而这是{date.Type.Zh}", $"A date is expected, but this is {date.Type.En}");
            }
        }

        return arguments.Count == 2 ? new Call(function, arguments, 0, FormulaType.Int) : Refused();
    }

    private Formula Rounded(CallSyntax c, Function function, Place place)
    {
        var value = Sure(c.Arguments[0], place);
        var unit = c.Arguments[1] is LiteralSyntax { Token.Kind: TokenKind.Text } literal ? literal.Token.Text switch { "fen" => 1, "jiao" => 10, "yuan" => 100, _ => 0 } : 0;
        if (unit == 0)
        {
            return Refuse(c.Arguments[1].At, "unit", "取整单位应为 'fen'、'jiao' 或 'yuan'", "The unit of rounding is 'fen', 'jiao' or 'yuan'");
        }

        return value is null ? Refused()
            : value.Type.IsMoney ? new Call(function, [value], unit, FormulaType.Money)
            : Refuse(c.Arguments[0].At, "type", $"只有金额可以取整，而这是{value.Type.Zh}", $"Only money is rounded, but this is {value.Type.En}");
    }
}
