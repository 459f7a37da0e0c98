using Shouwang.Platform.Packs;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Cases;

/// <summary>
/// Reads a family's facts as YAML: inputs by name, what stands below as lists under its entity's name. <c>on</c> and
/// <c>from</c> say when and where a fact comes from and are no inputs. In a case a variable's name overrides its formula.
/// </summary>
internal sealed class FamilyReader(Law law)
{
    public FamilyRow Read(PackNode at) => Read(at, law.Facts.Household);

    /// <summary>What stands directly below an entity in writing: groups are made by the program.</summary>
    public static IEnumerable<Entity> Below(Law law, Entity entity) => law.Facts.Entities.Values.Where(e => !e.IsGroup && Above(e) == entity);

    private static Entity? Above(Entity entity) => entity.Parent is { IsGroup: true } group ? group.Parent : entity.Parent;

    private FamilyRow Read(PackNode at, Entity entity)
    {
        var inputs = new Dictionary<EntityField, object?>();
        foreach (var field in entity.Fields.Values)
        {
            if (at.Optional(field.Name) is { } value)
            {
                inputs[field] = ReadValue(value, field.Type, field.Trials.Count > 0);
            }
            else if (field is { Default: null, Type.MayBeUnknown: false, Trials.Count: 0 })
            {
                at.Fault("missing", $"缺少“{field.Name}”（{field.Label.Zh}）", $"'{field.Name}' ({field.Label.En}) is missing");
            }
        }

        var given = new Dictionary<Variable, long>();
        foreach (var variable in law.Variables.All.Where(v => v.Entity == entity))
        {
            if (at.Optional(variable.Name) is { } value)
            {
                given[variable] = PopulationBuilder.Kept(ReadValue(value, variable.Type, false), law.Codes);
            }
        }

        var below = Below(law, entity).ToDictionary(e => e, IReadOnlyList<FamilyRow> (e) => [.. at.OptionalItems(e.Name).Select(item => Read(item, e))]);
        var (on, from) = (at.OptionalText("on"), at.OptionalText("from"));
        at.NoOthers();
        return new FamilyRow(entity, inputs, given, below) { On = on, From = from };
    }

    private static object? ReadValue(PackNode at, FormulaType type, bool hasTrials) =>
        at.Text() == "unknown" && (type.MayBeUnknown || hasTrials) ? null : ValueReader.Read(at, type) ?? Zero(type);

    // After a fault: the case is never run.
    private static object Zero(FormulaType type) => type.Kind switch
    {
        ValueKind.Bool => false,
        ValueKind.Date => DateOnly.MinValue,
        ValueKind.Text => type.Codes?.First() ?? "",
        _ => 0L,
    };
}
