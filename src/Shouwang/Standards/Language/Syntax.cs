namespace Shouwang.Standards.Language;

public enum AggregateKind
{
    Sum,
    Count,
    Any,
    All,
    Min,
    Max,
}

/// <summary>A formula as written, before names and types are known. <c>At</c> and <c>End</c> are offsets in its text.</summary>
internal abstract record Syntax(int At, int End);

internal sealed record LiteralSyntax(int At, int End, Token Token) : Syntax(At, End);

internal sealed record TruthSyntax(int At, int End, bool Value) : Syntax(At, End);

/// <summary><c>x</c> or <c>owner.x</c>.</summary>
internal sealed record NameSyntax(int At, int End, string? Owner, string Name, int NameAt) : Syntax(At, End);

internal sealed record NotSyntax(int At, int End, Syntax Operand) : Syntax(At, End);

internal sealed record NegativeSyntax(int At, int End, Syntax Operand) : Syntax(At, End);

internal sealed record BinarySyntax(string Operator, int OperatorAt, Syntax Left, Syntax Right) : Syntax(Left.At, Right.End);

internal sealed record InSyntax(int At, int End, Syntax Value, IReadOnlyList<LiteralSyntax> Items) : Syntax(At, End);

internal sealed record IfSyntax(int At, int End, Syntax When, Syntax Then, Syntax Else) : Syntax(At, End);

internal sealed record CallSyntax(int At, int End, string Function, IReadOnlyList<Syntax> Arguments) : Syntax(At, End);

internal sealed record AggregateSyntax(int At, int End, AggregateKind Kind, Syntax Value, Syntax? Where, WindowSyntax? Window) : Syntax(At, End);

internal sealed record WindowSyntax(int At, SpanSyntax? Within, SpanSyntax? Before);

/// <param name="Count">How many units; null for a calendar period to date.</param>
internal sealed record SpanSyntax(int At, Syntax? Count, SpanUnit Unit);
