using Shouwang.Platform.Text;

namespace Shouwang.Standards.Assessments;

public enum Answer
{
    /// <summary>Every fact is there.</summary>
    Determined,
    /// <summary>A fact is missing, but whatever it is, the family is in no category: what is known rules it out.</summary>
    Out,
    /// <summary>A fact is missing: the family may be in, and is not until it is known.</summary>
    Undetermined,
}

/// <param name="Row">Of its entity, from 1, in the order written.</param>
/// <param name="CouldChange">Whether some value of it leads to another category than some other.</param>
public sealed record MissingFact(string Entity, int Row, string Field, Bilingual Label, bool CouldChange);

/// <summary>A row of facts with the values computed for it: as numbers, so that nothing is computed again to explain it.</summary>
/// <param name="Parent">The number of the row above in <see cref="AssessmentDocument.Rows"/>; -1 for the household.</param>
/// <param name="Inputs">Field → value as kept; null is unknown. Codes are texts.</param>
/// <param name="Values">Variable → value as kept.</param>
/// <param name="Branches">Variable with cases → which counted, from 1; 0 where the value was given.</param>
/// <param name="On">The day of the fact.</param>
/// <param name="From">Where it comes from.</param>
public sealed record AssessedRow(string Entity, int Number, int Parent, IReadOnlyDictionary<string, KeptValue> Inputs, IReadOnlyDictionary<string, KeptValue> Values, IReadOnlyDictionary<string, int> Branches, string? On, string? From);

/// <summary>A value: a number (fen, parts per million, day number, 0 or 1) or a code; neither is unknown.</summary>
public readonly record struct KeptValue(long? Number, string? Code);

/// <summary>
/// An assessment as it is kept: facts with their source and date, every value, every branch. Together with its
/// <see cref="LawText"/> it explains itself, years later and without the pack.
/// </summary>
/// <param name="Category">Null while undetermined.</param>
/// <param name="Possible">The categories that missing facts leave open; one where nothing is missing.</param>
/// <param name="Monthly">Fen; null while undetermined.</param>
public sealed record AssessmentDocument(
    string LawHash,
    DateOnly AsOf,
    DateOnly KnownOn,
    Answer Answer,
    string? Category,
    IReadOnlyList<string> Possible,
    long? Monthly,
    IReadOnlyList<MissingFact> Missing,
    IReadOnlyList<AssessedRow> Rows);
