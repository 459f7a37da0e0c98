using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means.Sql;

/// <summary>One table of a run: some variables of one entity, computed from tables made before.</summary>
/// <param name="Number">Place in the order of all stages; inputs are stage 0 of their entity.</param>
/// <param name="Layers">Variables that need each other stand in layers: each layer needs only those before.</param>
internal sealed record LawStage(int Number, Entity Entity, IReadOnlyList<IReadOnlyList<Variable>> Layers)
{
    public string Table => $"s{Number}_{Entity.Name}";

    public IEnumerable<Variable> Variables => Layers.SelectMany(l => l);
}

/// <summary>
/// Puts a law's variables into as few stages as possible: an entity's turn takes every variable that can be computed from
/// its own and from what other entities have by then.
/// </summary>
internal static class LawStages
{
    public static IReadOnlyList<LawStage> Of(Law law)
    {
        var entities = law.Facts.Entities.Values.OrderByDescending(Depth).ThenBy(e => e.Name, StringComparer.Ordinal).ToList();
        var open = law.Ordered.ToList();
        var ready = new HashSet<Variable>();
        var stages = new List<LawStage>();
        var turn = 0;
        while (open.Count > 0)
        {
            // From the deepest to the household, then again: facts add up to the household, whose values people ask for.
            var entity = entities[turn++ % entities.Count];
            var layers = Closure(open.Where(v => v.Entity == entity), ready);
            if (layers.Count == 0)
            {
                continue;
            }

            stages.Add(new LawStage(stages.Count + 1, entity, layers));
            ready.UnionWith(layers.SelectMany(l => l));
            open.RemoveAll(ready.Contains);
        }

        return stages;
    }

    private static int Depth(Entity entity) => entity.Parent is null ? 0 : 1 + Depth(entity.Parent);

    private static List<IReadOnlyList<Variable>> Closure(IEnumerable<Variable> candidates, HashSet<Variable> ready)
    {
        var open = candidates.ToList();
        var mine = new HashSet<Variable>();
        var layers = new List<IReadOnlyList<Variable>>();
        while (true)
        {
            var layer = open.Where(v => CanBe(v, ready, mine)).ToList();
            if (layer.Count == 0)
            {
                return layers;
            }

            layers.Add(layer);
            mine.UnionWith(layer);
            open.RemoveAll(mine.Contains);
        }
    }

    /// <summary>What an aggregate reads must stand in a table; what a formula reads of its own row may be of a layer before.</summary>
    private static bool CanBe(Variable variable, HashSet<Variable> ready, HashSet<Variable> mine)
    {
        var roots = variable.Branch is null ? [variable.Formula!] : new[] { variable.Formula!, variable.Branch };
        return roots.All(root => Needs(root, false).All(n => ready.Contains(n.Variable) || (!n.InAggregate && n.Variable.Entity == variable.Entity && mine.Contains(n.Variable))));
    }

    private static IEnumerable<(Variable Variable, bool InAggregate)> Needs(Formula formula, bool inAggregate) => formula switch
    {
        VariableValue v => [(v.Variable, inAggregate)],
        Aggregate a => a.Parts.SelectMany(p => Needs(p, true)),
        _ => formula.Parts.SelectMany(p => Needs(p, inAggregate)),
    };
}
