using Shouwang.Platform.Packs;
using Shouwang.Platform.Records;
using Shouwang.Platform.Text;

namespace Shouwang.Standards.Language;

/// <param name="Default">What a pack case takes where it does not say; null where it must, or where unknown is allowed.</param>
/// <param name="Kept">How the relation keeps the value.</param>
public sealed record EntityField(string Name, FormulaType Type, FieldType Kept, Bilingual Label, object? Default);

/// <summary>
/// Something that has values: household, person, resident, a benefit, a row of a record type.
/// </summary>
/// <param name="Parent">Household of a person, person of a benefit; null at the top. Records belong to person and to resident alike.</param>
/// <param name="Record">The record type, null for entities of the register.</param>
public sealed record Entity(string Name, Bilingual Label, Entity? Parent, RecordType? Record, IReadOnlyDictionary<string, EntityField> Fields)
{
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

    /// <summary>Null only while the pack is being checked, or where it was refused.</summary>
    public Formula? Formula { get; internal set; }

    public string FullName => $"{Entity.Name}.{Name}";
}
