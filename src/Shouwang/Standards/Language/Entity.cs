using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;

namespace Shouwang.Standards.Language;

/// <param name="Default">What a pack case takes where it does not say; null where it must, or where unknown is allowed.</param>
/// <param name="Kept">How the relation keeps the value.</param>
public sealed record EntityField(string Name, FormulaType Type, FieldType Kept, Bilingual Label, object? Default)
{
    /// <summary>
    /// What is tried in the place of a missing fact, to see whether it could change the outcome: as a formula sees it, such
    /// a fact is always known. Empty where a missing value takes the default, or is a type of its own (<c>optional</c>).
    /// </summary>
    public IReadOnlyList<object> Trials { get; init; } = [];
}

/// <summary>
/// Something that has values: household, person, resident, a benefit, a row of a record type.
/// </summary>
/// <param name="Parent">Household of a person, person of a benefit; null at the top. Records belong to person and to resident alike.</param>
/// <param name="Record">The record type, null for entities of the register.</param>
public sealed record Entity(string Name, Bilingual Label, Entity? Parent, RecordType? Record, IReadOnlyDictionary<string, EntityField> Fields)
{
    /// <summary>
    /// Of a group (“the lower of two sources”): the inputs of the grouped entity that its rows share. The grouped entity
    /// stands below the group, and the group where the grouped entity stood. Empty for other entities.
    /// </summary>
    public IReadOnlyList<string> By { get; init; } = [];

    public bool IsGroup => By.Count > 0;

    public string Relation => "in_" + Name;

    /// <summary>True where rows of this entity belong to one of the other.</summary>
    public bool IsBelow(Entity other) => this != other && (Record is not null
        ? other.Record is null && other.Name is "resident" or "person" or "household"
        : Parent is not null && (Parent.Name == other.Name || Parent.IsBelow(other)));

    public bool Equals(Entity? other) => Name == other?.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A named value of an entity, computed by a formula of the pack.</summary>
public sealed class Variable
{
    internal Variable(Entity entity, string name, FormulaType type, Bilingual label, PackNode at)
    {
        Entity = entity;
        Name = name;
        Type = type;
        Label = label;
        At = at;
    }

    public Entity Entity { get; }

    public string Name { get; }

    public FormulaType Type { get; internal set; }

    public Bilingual Label { get; }

    public PackNode At { get; }

    /// <summary>Document key, optionally <c>#article</c>; null where the pack names none. A case may have its own.</summary>
    public string? Cite { get; init; }

    /// <summary>Of a variable with cases: the citation of each, <c>else</c> last; null where a case has none. Empty for other variables.</summary>
    public IReadOnlyList<string?> CaseCites { get; internal set; } = [];

    /// <summary>Of a variable with cases: which of them counted, from 1; null for other variables.</summary>
    public Formula? Branch { get; internal set; }

    /// <summary>As the author wrote it; of a variable with cases the first line of each.</summary>
    public IReadOnlyList<string> Written { get; internal set; } = [];

    /// <summary>Null only while the pack is being checked, or where it was refused.</summary>
    public Formula? Formula { get; internal set; }

    public string FullName => $"{Entity.Name}.{Name}";
}
