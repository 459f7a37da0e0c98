using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>
/// Facts of many households as columns: per entity of the law one set of rows, every value a <see cref="long"/> – bool 0
/// or 1, whole numbers, fen, parts per million, <see cref="DateOnly.DayNumber"/>, <see cref="CodeNumbers"/> –, and
/// <see cref="Unknown"/> for what is not known. Rows stand in the order of their parents, so that all rows below a
/// household (a person, a group) are a range.
/// </summary>
public sealed class Population
{
    public const long Unknown = long.MinValue;

    private readonly Dictionary<string, EntityRows> rows;

    internal Population(Law law, IEnumerable<EntityRows> rows)
    {
        Law = law;
        this.rows = rows.ToDictionary(r => r.Entity.Name, StringComparer.Ordinal);
    }

    public Law Law { get; }

    public IReadOnlyCollection<EntityRows> All => rows.Values;

    public EntityRows Households => rows["household"];

    public EntityRows Persons => rows["person"];

    public EntityRows this[Entity entity] => rows[entity.Name];

    /// <summary>First row of <paramref name="below"/> for each row of <paramref name="above"/>, and one more: the end of the last.</summary>
    /// <returns>Length: rows of <paramref name="above"/> + 1.</returns>
    public int[] Ranges(Entity above, Entity below)
    {
        // From the bottom upwards: the range of a parent goes from the first row of its first child to that of the next parent.
        var ranges = rows[below.Name].First;
        for (var between = below.Parent!; between != above; between = between.Parent!)
        {
            var lower = ranges;
            ranges = [.. rows[between.Name].First.Select(first => lower[first])];
        }

        return ranges;
    }
}

/// <summary>The rows of one entity.</summary>
/// <param name="Entity">An entity of the law's facts.</param>
/// <param name="Count">How many.</param>
/// <param name="Parent">For each row its parent's row; empty for households.</param>
/// <param name="First">For each row of the parent its first row here, and one more: <paramref name="Count"/>. Empty for households.</param>
/// <param name="Inputs">Field name → one value per row.</param>
public sealed record EntityRows(Entity Entity, int Count, int[] Parent, int[] First, IReadOnlyDictionary<string, long[]> Inputs);
