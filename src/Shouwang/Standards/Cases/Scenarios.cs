using Shouwang.Standards.Language;

namespace Shouwang.Standards.Cases;

/// <summary>
/// What a family could be where facts are missing: every combination of the values that the pack tries in their place.
/// A family without missing facts is one scenario.
/// </summary>
/// <param name="CopyOf">Row as written → the same row of this scenario.</param>
internal sealed record Scenario(FamilyRow Household, IReadOnlyDictionary<FamilyRow, FamilyRow> CopyOf)
{
    /// <summary>More would make a case that nobody can follow.</summary>
    public const int Most = 4096;

    public static IReadOnlyList<Scenario> Of(FamilyRow household)
    {
        var missing = Missing(household).ToList();
        var combinations = new List<IReadOnlyList<object>> { Array.Empty<object>() };
        foreach (var (_, field) in missing)
        {
            combinations = [.. combinations.SelectMany(c => field.Trials.Select(IReadOnlyList<object> (trial) => [.. c, trial]))];
        }

        return [.. combinations.Select(values => Of(household, missing.Zip(values).ToLookup(m => m.First.Row, m => (m.First.Field, m.Second), ReferenceEqualityComparer.Instance)))];
    }

    /// <returns>The number of combinations; 1 where nothing is missing.</returns>
    public static long Count(FamilyRow household) => Missing(household).Aggregate(1L, (count, m) => Math.Min(count * m.Field.Trials.Count, long.MaxValue / 64));

    private static IEnumerable<(FamilyRow Row, EntityField Field)> Missing(FamilyRow row) =>
        row.Entity.Fields.Values.Where(f => f.Trials.Count > 0 && row.Inputs.GetValueOrDefault(f) is null).Select(f => (row, f))
            .Concat(row.Below.Values.SelectMany(rows => rows).SelectMany(Missing));

    private static Scenario Of(FamilyRow household, ILookup<object?, (EntityField Field, object Value)> tried)
    {
        var copies = new Dictionary<FamilyRow, FamilyRow>(ReferenceEqualityComparer.Instance);
        return new Scenario(Copy(household, tried, copies), copies);
    }

    private static FamilyRow Copy(FamilyRow row, ILookup<object?, (EntityField Field, object Value)> tried, Dictionary<FamilyRow, FamilyRow> copies)
    {
        var inputs = new Dictionary<EntityField, object?>(row.Inputs);
        foreach (var (field, value) in tried[row])
        {
            inputs[field] = value;
        }

        var below = row.Below.ToDictionary(b => b.Key, IReadOnlyList<FamilyRow> (b) => [.. b.Value.Select(child => Copy(child, tried, copies))]);
        return copies[row] = row with { Inputs = inputs, Below = below };
    }
}
