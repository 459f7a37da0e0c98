using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Cases;

/// <summary>One value that a case expects of one row of its family.</summary>
/// <param name="Value">As <see cref="Population"/> keeps it; of a branch its number.</param>
/// <param name="OfBranch">The branch that counts, not the value.</param>
internal sealed record ExpectedValue(FamilyRow Row, string Path, Variable Variable, long Value, bool OfBranch);

/// <summary>A family, a day, and what must come out.</summary>
/// <param name="KnownOn">The day on which one knows; the same where the case does not say.</param>
/// <param name="Possible">Where facts are missing: the categories that are possible, in the order of the pack; null where the case does not say.</param>
/// <param name="Error">A text that the refusal must contain, in either language; null where it must not be refused.</param>
internal sealed record LawCase(string File, int Line, string Name, DateOnly AsOf, DateOnly KnownOn, FamilyRow Household, IReadOnlyList<ExpectedValue> Expected, IReadOnlyList<string>? Possible, string? Error);
