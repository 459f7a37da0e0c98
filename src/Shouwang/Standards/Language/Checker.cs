using System.Diagnostics;
using Shouwang.Platform.Packs;

namespace Shouwang.Standards.Language;

/// <summary>
/// Turns a formula's text into a checked <see cref="Formula"/>. What cannot be computed exactly is refused here, with
/// its place and in both languages; there is no fallback at run time.
/// </summary>
internal sealed partial class Checker
{
    private readonly Scope scope;
    private readonly PackNode at;
    private readonly string text;

    private Checker(Scope scope, PackNode at)
    {
        this.scope = scope;
        this.at = at;
        text = at.Text();
    }

    /// <summary>Checks one formula; null after a syntax error, a formula of type Refused after any other.</summary>
    public static Formula? Check(Scope scope, PackNode at)
    {
        var checker = new Checker(scope, at);
        try
        {
            return checker.Check(Parser.Parse(checker.text), Place.Top);
        }
        catch (FormulaSyntaxException e)
        {
            at.FaultAt(e.At, "syntax", e.Zh, e.Message);
            return null;
        }
    }

    /// <summary>Checks a condition: a bool that is always known.</summary>
    public static Formula? Condition(Scope scope, PackNode at) => Check(scope, at) is { } formula ? Fits(formula, FormulaType.Bool, at) : null;

    /// <summary>A formula that is to be kept as a value of a declared type; a fault where it is none.</summary>
    public static Formula? Fits(Formula formula, FormulaType declared, PackNode at)
    {
        if (formula.Type.IsRefused)
        {
            return null;
        }

        if (formula.Type.IsExact)
        {
            at.FaultAt(0, "exact", "未取整的商或乘积不能直接保存：请用 half_up(…, 'fen') 等取整函数", "An exact quotient or product cannot be kept: round it, such as half_up(…, 'fen')");
            return null;
        }

        if (formula.Type.MayBeUnknown && !declared.MayBeUnknown)
        {
            at.FaultAt(0, "unknown_value", $"结果可能未知，而此处应为{declared.Zh}：请用“??”给出缺省", $"The result may be unknown but {declared.En} is expected: give a default with '??'");
            return null;
        }

        // A whole number is a rate, which is kept in millionths; nothing else changes its type by itself.
        if (formula.Type is { Kind: ValueKind.Int, MayBeUnknown: false } && declared.Kind == ValueKind.Rate)
        {
            return new Calculation(Calculating.Times, formula, new Constant(FormulaType.Rate, 1_000_000L), FormulaType.Rate);
        }

        if (formula.Type.Kind != declared.Kind)
        {
            at.FaultAt(0, "type", $"结果是{formula.Type.Zh}，而此处应为{declared.Zh}", $"The result is {formula.Type.En} but {declared.En} is expected");
            return null;
        }

        return formula;
    }

    private Formula Check(Syntax syntax, Place place) => syntax switch
    {
        LiteralSyntax l => Literal(l.Token),
        TruthSyntax t => new Constant(FormulaType.Bool, t.Value),
        NameSyntax n => Name(n, place),
        NotSyntax n => Bool(n.Operand, place) is { } operand ? new Not(operand) : Refused(),
        NegativeSyntax n => Negated(n, place),
        BinarySyntax { Operator: "and" or "or" } b => Joined(b, place),
        BinarySyntax { Operator: "??" } b => Defaulted(b, place),
        BinarySyntax { Operator: "+" or "-" or "*" or "/" } b => Calculated(b, place),
        BinarySyntax b => Compared(b, place),
        InSyntax i => Member(i, place),
        IfSyntax i => Chosen(i, place),
        CallSyntax c => Called(c, place),
        AggregateSyntax a => Aggregated(a, place),
        _ => throw new UnreachableException(syntax.GetType().Name),
    };

    private static Constant Literal(Token token) => token.Kind switch
    {
        TokenKind.Whole => new Constant(FormulaType.Int, (long)token.Number),
        TokenKind.Decimal => new Constant(FormulaType.Rate, (long)(token.Number * 1_000_000)),
        TokenKind.Yuan => new Constant(FormulaType.Money, (long)(token.Number * 100)),
        TokenKind.Date => new Constant(FormulaType.Date, token.Date),
        _ => new Constant(new FormulaType(ValueKind.Text, Codes: [token.Text]), token.Text),
    };

    private Formula Name(NameSyntax name, Place place)
    {
        if (name.Owner == "p")
        {
            return ParameterNamed(name);
        }

        var owner = name.Owner is null ? scope.Entity : scope.Vocabulary.Find(name.Owner);
        if (owner is null)
        {
            return Refuse(name.At, "unknown", $"没有名为“{name.Owner}”的对象", $"No entity named '{name.Owner}'");
        }

        if (name.Name == "as_of" && owner.Record is null)
        {
            return new AsOf();
        }

        if (owner != place.Over && !scope.Reaches(owner) && !(place.Over is { } over && over.IsBelow(owner) && owner.IsBelow(scope.Entity)))
        {
            return owner.IsBelow(scope.Entity)
                ? Refuse(name.At, "member", $"“{name.Owner}.{name.Name}”属于多个对象，须放在 sum、count、any、all、min、max 之内", $"'{name.Owner}.{name.Name}' belongs to many: use it inside sum, count, any, all, min or max")
                : Refuse(name.At, "reach", $"从“{scope.Entity.Name}”不能取“{name.Owner}”的值", $"A {scope.Entity.Name} has no '{name.Owner}'");
        }

        if (owner.Fields.TryGetValue(name.Name, out var field))
        {
            return Narrowed(new FieldValue(owner, field, field.Type), place);
        }

        if (scope.Variables.Find(owner, name.Name) is { } variable)
        {
            return variable.Type.IsRefused ? Refused() : Narrowed(new VariableValue(variable, variable.Type), place);
        }

        return UnknownName(name, owner, place);
    }

    private static Formula Narrowed(Formula value, Place place) => value.Type.MayBeUnknown && place.Known.Contains(Proof.KeyOf(value)!)
        ? value switch { FieldValue f => f with { Type = f.Type.Known }, VariableValue v => v with { Type = v.Type.Known }, _ => value }
        : value;

    private Formula UnknownName(NameSyntax name, Entity owner, Place place)
    {
        if (name.Owner is null && scope.Vocabulary.Find(name.Name) is { } entity)
        {
            return Refuse(name.At, "member", $"“{name.Name}”是一类对象，不是值：请写 count({name.Name}) 或 any({name.Name} where …)", $"'{name.Name}' is a kind of thing, not a value: write count({name.Name}) or any({name.Name} where …)");
        }

        var near = new[] { place.Over, scope.Entity, scope.Entity.Parent }.OfType<Entity>().FirstOrDefault(e => name.Owner is null && (e.Fields.ContainsKey(name.Name) || scope.Variables.Find(e, name.Name) is not null));
        return near is not null
            ? Refuse(name.NameAt, "unknown", $"“{owner.Name}”没有“{name.Name}”；是否应为“{near.Name}.{name.Name}”", $"'{owner.Name}' has no '{name.Name}'; did you mean '{near.Name}.{name.Name}'?")
            : Refuse(name.NameAt, "unknown", $"“{owner.Name}”没有名为“{name.Name}”的输入或变量", $"'{owner.Name}' has no input or variable named '{name.Name}'");
    }

    private Formula ParameterNamed(NameSyntax name)
    {
        if (scope.Parameter(name.Name) is not { } parameter)
        {
            return Refuse(name.NameAt, "unknown", $"没有名为“{name.Name}”的参数", $"No parameter named '{name.Name}'");
        }

        return parameter.IsTable
            ? Refuse(name.At, "lookup", $"参数“{name.Name}”按代码取值，请写 lookup(p.{name.Name}, …)", $"Parameter '{name.Name}' has a value per code: write lookup(p.{name.Name}, …)")
            : new ParameterRef(parameter, parameter.Type);
    }

    /// <summary>A bool that is always known, or null after a fault.</summary>
    private Formula? Bool(Syntax syntax, Place place)
    {
        if (Sure(syntax, place) is not { } formula)
        {
            return null;
        }

        if (formula.Type.Kind != ValueKind.Bool)
        {
            Refuse(syntax.At, "type", $"此处应为条件，而这是{formula.Type.Zh}", $"A condition is expected, but this is {formula.Type.En}");
            return null;
        }

        return formula;
    }

    /// <summary>A value that is always known, or null after a fault.</summary>
    private Formula? Sure(Syntax syntax, Place place)
    {
        var formula = Check(syntax, place);
        if (formula.Type.IsRefused)
        {
            return null;
        }

        if (formula.Type.MayBeUnknown)
        {
            Refuse(syntax.At, "unknown_value", $"“{text[syntax.At..syntax.End]}”可能未知：请用“??”给出缺省，或先用 known(…) 判断", $"'{text[syntax.At..syntax.End]}' may be unknown: give a default with '??' or ask known(…) first");
            return null;
        }

        return formula;
    }

    private Constant Refuse(int offset, string code, string zh, string en)
    {
        at.FaultAt(offset, code, zh, en);
        return Refused();
    }

    private static Constant Refused() => new(FormulaType.Refused, false);
}
