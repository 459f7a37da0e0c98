using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>
/// Collects rows household by household – a household, then its people, then what is theirs – and makes the groups.
/// Not for several threads.
/// </summary>
public sealed class PopulationBuilder
{
    private readonly Law law;
    private readonly Dictionary<string, Rows> rows = new(StringComparer.Ordinal);

    public PopulationBuilder(Law law)
    {
        this.law = law;
        foreach (var entity in law.Facts.Entities.Values.Where(e => !e.IsGroup))
        {
            rows[entity.Name] = new Rows(entity);
        }
    }

    /// <summary>Adds a row; what is not set afterwards takes the pack's default, or is unknown where there is none.</summary>
    /// <param name="parent">The row above: of the entity's parent, of what is grouped that of the group's parent. -1 for a household.</param>
    /// <returns>The row's number within its entity.</returns>
    public int Add(Entity entity, int parent) => rows[entity.Name].Add(parent, law.Codes);

    /// <param name="value">As <see cref="Population"/> keeps it.</param>
    public void Set(Entity entity, int row, EntityField field, long value) => rows[entity.Name].Inputs[field.Name][row] = value;

    /// <summary>As a formula's constant: bool, long, DateOnly, string; null is unknown.</summary>
    public void Set(Entity entity, int row, EntityField field, object? value) => Set(entity, row, field, Kept(value, law.Codes));

    public static long Kept(object? value, CodeNumbers codes) => value switch
    {
        null => Population.Unknown,
        bool b => b ? 1 : 0,
        long n => n,
        DateOnly d => d.DayNumber,
        string text => codes[text],
        _ => throw new ArgumentException(value.GetType().Name, nameof(value)),
    };

    /// <summary>
    /// Sorts every entity by its parents and makes the groups.
    /// </summary>
    /// <param name="order">Entity → for each row of the population the number that <see cref="Add"/> gave it; groups are not in it.</param>
    public Population Build(out IReadOnlyDictionary<string, int[]> order)
    {
        var built = new Dictionary<string, EntityRows>(StringComparer.Ordinal);
        var orders = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var entity in law.Facts.Entities.Values)
        {
            BuildOne(entity, built, orders);
        }

        order = orders;
        return new Population(law, built.Values);
    }

    public Population Build() => Build(out _);

    private void BuildOne(Entity entity, Dictionary<string, EntityRows> built, Dictionary<string, int[]> orders)
    {
        if (built.ContainsKey(entity.Name))
        {
            return;
        }

        if (entity.IsGroup)
        {
            // Built together with what it groups.
            BuildOne(law.Facts.Entities.Values.Single(e => e.Parent == entity), built, orders);
            return;
        }

        var mine = rows[entity.Name];
        if (entity.Parent is not { } parent)
        {
            orders[entity.Name] = [.. Enumerable.Range(0, mine.Count)];
            built[entity.Name] = new EntityRows(entity, mine.Count, [], [], mine.Taken(orders[entity.Name]));
            return;
        }

        var above = parent.IsGroup ? parent.Parent! : parent;
        BuildOne(above, built, orders);
        var place = Inverse(orders[above.Name]);
        var keys = parent.By.Select(name => mine.Inputs[name]).ToArray();
        var order = Enumerable.Range(0, mine.Count).ToArray();
        var parents = mine.Parents;
        Array.Sort(order, (a, b) => Compare(a, b, place, parents, keys));
        orders[entity.Name] = order;
        var parentRows = order.Select(r => place[parents[r]]).ToArray();
        if (parent.IsGroup)
        {
            parentRows = Group(parent, order, parentRows, keys, built);
        }

        built[entity.Name] = new EntityRows(entity, mine.Count, parentRows, Firsts(parentRows, built[parent.Name].Count), mine.Taken(order));
    }

    /// <returns>For each row of the grouped entity its group.</returns>
    private static int[] Group(Entity group, int[] order, int[] above, List<long>[] keys, Dictionary<string, EntityRows> built)
    {
        var groupOf = new int[order.Length];
        var parents = new List<int>();
        var inputs = keys.Select(_ => new List<long>()).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            if (i == 0 || above[i] != above[i - 1] || keys.Any(k => k[order[i]] != k[order[i - 1]]))
            {
                parents.Add(above[i]);
                for (var k = 0; k < keys.Length; k++)
                {
                    inputs[k].Add(keys[k][order[i]]);
                }
            }

            groupOf[i] = parents.Count - 1;
        }

        var columns = group.By.Zip(inputs).ToDictionary(c => c.First, c => c.Second.ToArray(), StringComparer.Ordinal);
        built[group.Name] = new EntityRows(group, parents.Count, [.. parents], Firsts([.. parents], built[group.Parent!.Name].Count), columns);
        return groupOf;
    }

    private static int Compare(int a, int b, int[] place, List<int> parents, List<long>[] keys)
    {
        var compared = place[parents[a]].CompareTo(place[parents[b]]);
        for (var k = 0; compared == 0 && k < keys.Length; k++)
        {
            compared = keys[k][a].CompareTo(keys[k][b]);
        }

        return compared != 0 ? compared : a.CompareTo(b);
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

    private static int[] Firsts(int[] parents, int count)
    {
        var first = new int[count + 1];
        foreach (var parent in parents)
        {
            first[parent + 1]++;
        }

        for (var i = 0; i < count; i++)
        {
            first[i + 1] += first[i];
        }

        return first;
    }

    private sealed class Rows(Entity entity)
    {
        public int Count { get; private set; }

        public List<int> Parents { get; } = [];

        public IReadOnlyDictionary<string, List<long>> Inputs { get; } = entity.Fields.Values.ToDictionary(f => f.Name, _ => new List<long>(), StringComparer.Ordinal);

        public int Add(int parent, CodeNumbers codes)
        {
            Parents.Add(parent);
            foreach (var field in entity.Fields.Values)
            {
                Inputs[field.Name].Add(Kept(field.Default, codes));
            }

            return Count++;
        }

        public Dictionary<string, long[]> Taken(int[] order) => Inputs.ToDictionary(i => i.Key, i => order.Select(r => i.Value[r]).ToArray(), StringComparer.Ordinal);
    }
}
