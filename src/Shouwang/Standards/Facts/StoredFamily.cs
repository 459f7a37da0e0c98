using Shouwang.Standards.Assessments;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Facts;

/// <summary>One household of a population as a family that can be assessed on its own, with trials of what is missing.</summary>
public static class StoredFamily
{
    /// <param name="household">Its row.</param>
    public static HouseholdFacts Family(this RegisterFacts facts, int household) => new(Row(facts, facts.Population.Households.Entity, household));

    private static FamilyRow Row(RegisterFacts facts, Entity entity, int row)
    {
        var law = facts.Population.Law;
        var inputs = entity.Fields.Values.ToDictionary(f => f, f => Value(facts.Population[entity].Inputs[f.Name][row], f.Type, law.Codes));
        var origin = facts.Origins[entity.Name][row];
        var below = FamilyReader.Below(law, entity).ToDictionary(e => e, IReadOnlyList<FamilyRow> (e) => [.. RowsBelow(facts, entity, row, e).Select(r => Row(facts, e, r))]);
        return new FamilyRow(entity, inputs, new Dictionary<Variable, long>(), below) { On = origin.On is { } on ? ValueText.Day(on) : null, From = origin.From };
    }

    private static IEnumerable<int> RowsBelow(RegisterFacts facts, Entity above, int row, Entity below)
    {
        var (from, to) = (row, row + 1);
        foreach (var step in below.Parent == above ? [below] : new[] { below.Parent!, below })
        {
            (from, to) = (facts.Population[step].First[from], facts.Population[step].First[to]);
        }

        return Enumerable.Range(from, to - from);
    }

    private static object? Value(long value, FormulaType type, CodeNumbers codes) => type.Kind switch
    {
        _ when value == Population.Unknown => null,
        ValueKind.Bool => value != 0,
        ValueKind.Date => DateOnly.FromDayNumber((int)value),
        ValueKind.Text => codes[value],
        _ => value,
    };
}
