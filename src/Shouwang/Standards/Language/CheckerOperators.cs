namespace Shouwang.Standards.Language;

internal sealed partial class Checker
{
    private static readonly Dictionary<string, Comparing> ComparisonSigns = new(StringComparer.Ordinal)
    {
        ["<"] = Comparing.Less, ["<="] = Comparing.AtMost, [">"] = Comparing.More, [">="] = Comparing.AtLeast, ["=="] = Comparing.Equal, ["!="] = Comparing.Unequal,
    };

    private Formula Joined(BinarySyntax b, Place place)
    {
        var isAnd = b.Operator == "and";
        var left = Bool(b.Left, place);
        var right = Bool(b.Right, left is null ? place : place.With(Proof.Known(left, isAnd)));
        return left is null || right is null ? Refused() : new Logic(isAnd, left, right);
    }

    private Formula Defaulted(BinarySyntax b, Place place)
    {
        var value = Check(b.Left, place);
        var otherwise = Check(b.Right, place);
        if (value.Type.IsRefused || otherwise.Type.IsRefused)
        {
            return Refused();
        }

        if (!value.Type.MayBeUnknown)
        {
            return Refuse(b.OperatorAt, "always_known", "“??”左边的值总是已知，缺省永远用不上", "The value before '??' is always known: the default can never be used");
        }

        return value.Type.Kind != otherwise.Type.Kind
            ? Refuse(b.Right.At, "type", $"缺省是{otherwise.Type.Zh}，而值是{value.Type.Zh}", $"The default is {otherwise.Type.En} but the value is {value.Type.En}")
            : new OrElse(value, otherwise, Union(value.Type, otherwise.Type) with { MayBeUnknown = otherwise.Type.MayBeUnknown });
    }

    private Formula Negated(NegativeSyntax n, Place place)
    {
        if (Sure(n.Operand, place) is not { } operand)
        {
            return Refused();
        }

        return operand switch
        {
            Constant { Value: long number } c => c with { Value = -number },
            { Type: { IsMoney: true } or { IsNumber: true } } => new Negative(operand),
            _ => Refuse(n.At, "type", $"负号只用于数和金额，不用于{operand.Type.Zh}", $"A minus sign is for numbers and money, not for {operand.Type.En}"),
        };
    }

    private Formula Calculated(BinarySyntax b, Place place)
    {
        var left = Sure(b.Left, place);
        var right = Sure(b.Right, place);
        return left is null || right is null ? Refused()
            : b.Operator is "+" or "-" ? Added(b, left, right)
            : b.Operator == "*" ? Multiplied(b, left, right)
            : Divided(b, left, right);
    }

    private Formula Added(BinarySyntax b, Formula left, Formula right)
    {
        var sign = b.Operator == "+" ? Calculating.Plus : Calculating.Minus;
        if (left.Type.Kind == ValueKind.Date && right.Type.Kind == ValueKind.Int)
        {
            return new Calculation(sign, left, right, FormulaType.Date);
        }

        if (left.Type.IsMoney && right.Type.IsMoney)
        {
            return new Calculation(sign, left, right, left.Type.IsExact || right.Type.IsExact ? FormulaType.ExactMoney : FormulaType.Money);
        }

        if (left.Type.IsNumber && right.Type.IsNumber)
        {
            return new Calculation(sign, left, right, Wider(left.Type, right.Type));
        }

        return left.Type.IsMoney != right.Type.IsMoney && (left.Type.IsNumber || right.Type.IsNumber)
            ? Refuse(b.OperatorAt, "money_number", "金额不能与数相加减：金额常数写作 100yuan", "Money and a number cannot be added or subtracted: write money as 100yuan")
            : Refuse(b.OperatorAt, "type", $"{left.Type.Zh}与{right.Type.Zh}不能相加减", $"{left.Type.En} and {right.Type.En} cannot be added or subtracted");
    }

    private Formula Multiplied(BinarySyntax b, Formula left, Formula right)
    {
        if (left.Type.IsMoney && right.Type.IsMoney)
        {
            return Refuse(b.OperatorAt, "money_money", "金额不能乘以金额", "Money cannot be multiplied by money");
        }

        if ((left.Type.IsMoney || left.Type.IsNumber) && (right.Type.IsMoney || right.Type.IsNumber))
        {
            var whole = left.Type.Kind is ValueKind.Int or ValueKind.Money && right.Type.Kind is ValueKind.Int or ValueKind.Money;
            var type = left.Type.IsMoney || right.Type.IsMoney ? whole ? FormulaType.Money : FormulaType.ExactMoney
                : left.Type.Kind == ValueKind.Int || right.Type.Kind == ValueKind.Int ? Wider(left.Type, right.Type)
                : FormulaType.ExactNumber;
            return new Calculation(Calculating.Times, left, right, type);
        }

        return Refuse(b.OperatorAt, "type", $"{left.Type.Zh}与{right.Type.Zh}不能相乘", $"{left.Type.En} and {right.Type.En} cannot be multiplied");
    }

    private Formula Divided(BinarySyntax b, Formula left, Formula right)
    {
        if (!(left.Type.IsMoney && (right.Type.IsMoney || right.Type.IsNumber)) && !(left.Type.IsNumber && right.Type.IsNumber))
        {
            return Refuse(b.OperatorAt, "type", $"{left.Type.Zh}不能除以{right.Type.Zh}", $"{left.Type.En} cannot be divided by {right.Type.En}");
        }

        return Signs.Of(right) != Sign.Positive
            ? Refuse(b.Right.At, "divisor", "不能证明除数大于零：请写 larger(…, 1)", "The divisor is not provably positive: write larger(…, 1)")
            : new Calculation(Calculating.Over, left, right, left.Type.IsMoney && !right.Type.IsMoney ? FormulaType.ExactMoney : FormulaType.ExactNumber);
    }

    private Formula Compared(BinarySyntax b, Place place)
    {
        var left = Sure(b.Left, place);
        var right = Sure(b.Right, place);
        if (left is null || right is null)
        {
            return Refused();
        }

        var sign = ComparisonSigns[b.Operator];
        var ordered = (left.Type.IsMoney && right.Type.IsMoney) || (left.Type.IsNumber && right.Type.IsNumber) || (left.Type.Kind == ValueKind.Date && right.Type.Kind == ValueKind.Date);
        var same = left.Type.Kind == right.Type.Kind && left.Type.Kind is ValueKind.Text or ValueKind.Bool;
        if (!ordered && !same)
        {
            return left.Type.IsMoney != right.Type.IsMoney && (left.Type.IsNumber || right.Type.IsNumber)
                ? Refuse(b.OperatorAt, "money_number", "金额不能与数比较：金额常数写作 100yuan", "Money and a number cannot be compared: write money as 100yuan")
                : Refuse(b.OperatorAt, "type", $"{left.Type.Zh}与{right.Type.Zh}不能比较", $"{left.Type.En} and {right.Type.En} cannot be compared");
        }

        if (same && sign is not (Comparing.Equal or Comparing.Unequal))
        {
            return Refuse(b.OperatorAt, "text_order", $"{left.Type.Zh}没有大小先后，只能用 == 和 !=", $"{left.Type.En} has no order: use == and != only");
        }

        CheckCodes(b.Left, left, right.Type);
        CheckCodes(b.Right, right, left.Type);
        return new Comparison(sign, left, right);
    }

    private Formula Member(InSyntax i, Place place)
    {
        if (Sure(i.Value, place) is not { } value)
        {
            return Refused();
        }

        var items = i.Items.Select(item => Literal(item.Token)).ToList();
        foreach (var (item, syntax) in items.Zip(i.Items))
        {
            if (value.Type.Kind is not (ValueKind.Text or ValueKind.Int) || item.Type.Kind != value.Type.Kind)
            {
                return Refuse(syntax.At, "type", $"{value.Type.Zh}不能与{item.Type.Zh}比较", $"{value.Type.En} cannot be compared with {item.Type.En}");
            }

            CheckCodes(syntax, item, value.Type);
        }

        return new Membership(value, items);
    }

    /// <summary>A literal must be one of the values that the other side can take: a mistyped code would silently never match.</summary>
    private void CheckCodes(Syntax at, Formula literal, FormulaType other)
    {
        if (literal is Constant { Value: string code } && other.Codes is { } codes && !codes.Contains(code))
        {
            Refuse(at.At, "code", $"“{code}”不是可能的取值：{string.Join("、", codes)}", $"'{code}' is not one of the values: {string.Join(", ", codes)}");
        }
    }

    private Formula Chosen(IfSyntax i, Place place)
    {
        var when = Bool(i.When, place);
        var then = Check(i.Then, when is null ? place : place.With(Proof.Known(when, true)));
        var otherwise = Check(i.Else, when is null ? place : place.With(Proof.Known(when, false)));
        if (when is null || then.Type.IsRefused || otherwise.Type.IsRefused)
        {
            return Refused();
        }

        return then.Type.Kind != otherwise.Type.Kind
            ? Refuse(i.Else.At, "branches", $"两个分支类型不同：{then.Type.Zh}与{otherwise.Type.Zh}", $"The branches are of different type: {then.Type.En} and {otherwise.Type.En}")
            : new Choice(when, then, otherwise, Union(then.Type, otherwise.Type));
    }

    private static FormulaType Wider(FormulaType a, FormulaType b) => a.IsExact || b.IsExact ? FormulaType.ExactNumber
        : a.Kind == ValueKind.Rate || b.Kind == ValueKind.Rate ? FormulaType.Rate
        : FormulaType.Int;

    private static FormulaType Union(FormulaType a, FormulaType b) => a with
    {
        MayBeUnknown = a.MayBeUnknown || b.MayBeUnknown,
        Codes = a.Codes is null || b.Codes is null ? null : [.. a.Codes.Union(b.Codes)],
    };
}
