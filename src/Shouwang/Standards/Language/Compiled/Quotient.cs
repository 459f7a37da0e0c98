using System.Linq.Expressions;

namespace Shouwang.Standards.Language.Compiled;

/// <summary>A whole number as an expression of <see cref="long"/>.</summary>
/// <param name="Key">The same for the same number.</param>
/// <param name="Slot">Where it stands among the numbers of the day; null for one that depends on facts, and for a constant.</param>
/// <param name="Constant">Null where it is none.</param>
internal sealed record Whole(Expression Expression, string Key, int? Slot = null, long? Constant = null)
{
    public bool IsOfDay => Slot is not null || Constant is not null;

    public long On(long[] day) => Constant ?? day[Slot!.Value];
}

/// <summary>An exact number: a whole number over a positive one. Money is a quotient of fen, a rate one of 1.</summary>
internal readonly record struct Quotient(Whole Over, Whole Under);
