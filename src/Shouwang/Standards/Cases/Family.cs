using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Cases;

/// <summary>The facts of one family as written, a row with what stands below it.</summary>
/// <param name="Inputs">Field → value as a formula's constant; null where it is not known.</param>
/// <param name="Given">Variables whose formula is overridden, with the value as <see cref="Population"/> keeps it.</param>
/// <param name="Below">Entity → its rows in the order written.</param>
internal sealed record FamilyRow(Entity Entity, IReadOnlyDictionary<EntityField, object?> Inputs, IReadOnlyDictionary<Variable, long> Given, IReadOnlyDictionary<Entity, IReadOnlyList<FamilyRow>> Below)
{
    /// <summary>The day that the fact is of, as written; null where nobody says.</summary>
    public string? On { get; init; }

    /// <summary>Whom it comes from; null where nobody says.</summary>
    public string? From { get; init; }

    /// <summary>This row and all below it.</summary>
    public IEnumerable<FamilyRow> All() => Below.Values.SelectMany(rows => rows).SelectMany(row => row.All()).Prepend(this);

    /// <summary>The same family with one row replaced.</summary>
    public FamilyRow With(FamilyRow old, FamilyRow by) => ReferenceEquals(this, old) ? by : this with { Below = Below.ToDictionary(b => b.Key, IReadOnlyList<FamilyRow> (b) => [.. b.Value.Select(row => row.With(old, by))]) };
}

/// <summary>Many families as one population, and where each of their rows is found in it.</summary>
internal sealed class Families
{
    private readonly Dictionary<FamilyRow, int> added = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyDictionary<string, int[]> places;

    public Families(Law law, IEnumerable<FamilyRow> households)
    {
        var builder = new PopulationBuilder(law);
        foreach (var household in households)
        {
            Add(builder, household, -1);
        }

        Population = builder.Build(out var order);
        places = order.ToDictionary(o => o.Key, o => Inverse(o.Value), StringComparer.Ordinal);
        Given = new GivenValues(added.Keys.SelectMany(row => row.Given.Select(g => (g.Key, Row: Place(row), g.Value)))
            .GroupBy(g => g.Key).ToDictionary(g => g.Key, IReadOnlyDictionary<int, long> (g) => g.ToDictionary(v => v.Row, v => v.Value)));
    }

    public Population Population { get; }

    public GivenValues Given { get; }

    /// <summary>The row's number in the population.</summary>
    public int Place(FamilyRow row) => places[row.Entity.Name][added[row]];

    private void Add(PopulationBuilder builder, FamilyRow row, int parent)
    {
        var number = builder.Add(row.Entity, parent);
        added.Add(row, number);
        foreach (var (field, value) in row.Inputs)
        {
            builder.Set(row.Entity, number, field, value);
        }

        foreach (var child in row.Below.Values.SelectMany(rows => rows))
        {
            Add(builder, child, number);
        }
    }

    private static int[] Inverse(int[] order)
    {
        var place = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }

        return place;
    }
}
