namespace Shouwang.Standards.Language;

public enum Comparing
{
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
    Unequal,
}

public enum Calculating
{
    Plus,
    Minus,
    Times,
    Over,
}

public enum Function
{
    Larger,
    Smaller,
    Floor,
    Ceil,
    HalfUp,
    HalfEven,
    AgeYears,
    MonthsBetween,
}

/// <summary>A checked formula: every name is resolved and every type known. The one meaning that all generators share.</summary>
public abstract record Formula(FormulaType Type)
{
    /// <summary>The formulas that this one is made of, aggregates included.</summary>
    public virtual IEnumerable<Formula> Parts => [];

    /// <summary>This formula and everything below it; not into variables.</summary>
    public IEnumerable<Formula> All() => Parts.SelectMany(p => p.All()).Prepend(this);
}

/// <param name="Value">bool, long (int; fen of money; parts per million of a rate), DateOnly or string.</param>
public sealed record Constant(FormulaType Type, object Value) : Formula(Type);

/// <summary>An input of the register or a field of a record.</summary>
public sealed record FieldValue(Entity Entity, EntityField Field, FormulaType Type) : Formula(Type);

public sealed record VariableValue(Variable Variable, FormulaType Type) : Formula(Type);

public sealed record ParameterRef(Parameter Parameter, FormulaType Type) : Formula(Type);

/// <summary>The run's date.</summary>
public sealed record AsOf() : Formula(FormulaType.Date);

public sealed record Not(Formula Operand) : Formula(FormulaType.Bool)
{
    public override IEnumerable<Formula> Parts => [Operand];
}

public sealed record Negative(Formula Operand) : Formula(Operand.Type)
{
    public override IEnumerable<Formula> Parts => [Operand];
}

/// <summary><c>and</c> or <c>or</c>.</summary>
public sealed record Logic(bool IsAnd, Formula Left, Formula Right) : Formula(FormulaType.Bool)
{
    public override IEnumerable<Formula> Parts => [Left, Right];
}

public sealed record Comparison(Comparing Sign, Formula Left, Formula Right) : Formula(FormulaType.Bool)
{
    public override IEnumerable<Formula> Parts => [Left, Right];
}

public sealed record Membership(Formula Value, IReadOnlyList<Constant> Items) : Formula(FormulaType.Bool)
{
    public override IEnumerable<Formula> Parts => [Value];
}

/// <summary><c>a ?? b</c>.</summary>
public sealed record OrElse(Formula Value, Formula Otherwise, FormulaType Type) : Formula(Type)
{
    public override IEnumerable<Formula> Parts => [Value, Otherwise];
}

public sealed record IsKnown(Formula Value) : Formula(FormulaType.Bool)
{
    public override IEnumerable<Formula> Parts => [Value];
}

public sealed record Calculation(Calculating Sign, Formula Left, Formula Right, FormulaType Type) : Formula(Type)
{
    public override IEnumerable<Formula> Parts => [Left, Right];
}

public sealed record Choice(Formula When, Formula Then, Formula Else, FormulaType Type) : Formula(Type)
{
    public override IEnumerable<Formula> Parts => [When, Then, Else];
}

/// <param name="Unit">Fen per unit of a rounding function (1, 10 or 100); 0 for other functions.</param>
public sealed record Call(Function Function, IReadOnlyList<Formula> Arguments, int Unit, FormulaType Type) : Formula(Type)
{
    public override IEnumerable<Formula> Parts => Arguments;
}

/// <summary>A value of a table: <c>lookup(p.line, area)</c>, <c>lookup(p.crop, division, year)</c>. Unknown where no entry fits.</summary>
public sealed record Lookup(Parameter Parameter, IReadOnlyList<Formula> Keys, FormulaType Type) : Formula(Type)
{
    public override IEnumerable<Formula> Parts => Keys;
}

/// <param name="Scope">The entity whose value this is.</param>
/// <param name="Over">The member or record that is gone through.</param>
/// <param name="Value">Null for <c>count</c> and for <c>any</c> over an entity.</param>
/// <param name="Text">As the author wrote it, for the explanation.</param>
public sealed record Aggregate(AggregateKind Kind, Entity Scope, Entity Over, Formula? Value, Formula? Where, Window? Window, string Text, FormulaType Type) : Formula(Type)
{
    public override IEnumerable<Formula> Parts => new[] { Value, Where, Window?.Within?.Count, Window?.Before?.Count }.OfType<Formula>();
}
