using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>How the rows of a population lie above and below each other. Entities have numbers: their place in the law's facts.</summary>
internal sealed class PopulationShape
{
    private readonly Population population;
    private readonly EntityRows[] rows;
    private readonly int household;
    private readonly int[]?[] belowHousehold;
    private readonly int[]?[] ways;

    public PopulationShape(Population population)
    {
        this.population = population;
        rows = [.. population.Law.Facts.Entities.Values.Select(e => population[e])];
        ways = new int[rows.Length * rows.Length][];
        household = Array.FindIndex(rows, r => r.Entity == population.Households.Entity);
        belowHousehold = [.. rows.Select((r, i) => r.Entity.IsBelow(population.Households.Entity) ? Way(household, i) : null)];
    }

    public EntityRows this[int entity] => rows[entity];

    public static int NumberOf(Law law, string entity) => law.Facts.Entities.Keys.TakeWhile(name => name != entity).Count();

    /// <returns>By number of the entity the first row below those households, and the one after the last.</returns>
    public (int From, int To)[] Below(int first, int end)
    {
        var found = new (int, int)[rows.Length];
        for (var i = 0; i < found.Length; i++)
        {
            // What belongs to no household is gone through once, with the first of them.
            found[i] = i == household ? (first, end) : belowHousehold[i] is { } ranges ? (ranges[first], ranges[end]) : (0, first == 0 ? rows[i].Count : 0);
        }

        return found;
    }

    /// <summary>Upwards for each row the row above, downwards the first row below and one more.</summary>
    public int[] Way(int from, int to) => ways[(from * rows.Length) + to] ??= Find(rows[from].Entity, rows[to].Entity);

    private int[] Find(Entity from, Entity to)
    {
        if (to.IsBelow(from))
        {
            return population.Ranges(from, to);
        }

        var way = population[from].Parent;
        for (var at = from.Parent!; at != to; at = at.Parent!)
        {
            var step = population[at].Parent;
            way = Array.ConvertAll(way, row => step[row]);
        }

        return way;
    }
}
