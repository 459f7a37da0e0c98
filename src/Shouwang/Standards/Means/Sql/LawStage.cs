using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means.Sql;

/// <summary>One table of a run: some variables of one entity, computed from tables made before.</summary>
/// <param name="Number">Place in the order of all stages; inputs are stage 0 of their entity.</param>
/// <param name="Variables">In the order of the law.</param>
internal sealed record LawStage(int Number, Entity Entity, IReadOnlyList<Variable> Variables)
{
    public string Table => $"s{Number}_{Entity.Name}";

    /// <summary>Columns that need each other stand in layers: each layer needs only those before.</summary>
    public IReadOnlyList<IReadOnlyList<StageColumn>> Layers()
    {
        var layerOf = new Dictionary<(Variable, bool), int>();
        var columns = Variables.SelectMany(StageColumn.Of).ToList();
        foreach (var column in columns)
        {
            var needs = column.Formula.All().Select(f => f switch
            {
                VariableValue v => (v.Variable, false),
                BranchValue b => (b.Variable, true),
                _ => (column.Variable, column.IsBranch),
            });
            layerOf[(column.Variable, column.IsBranch)] = 1 + needs.Max(n => layerOf.GetValueOrDefault(n));
        }

        return [.. columns.GroupBy(c => layerOf[(c.Variable, c.IsBranch)]).OrderBy(g => g.Key).Select(g => (IReadOnlyList<StageColumn>)[.. g])];
    }
}

/// <summary>
/// Puts a law's variables into few stages, from the last to the first: a stage takes every variable of its entity that only
/// later stages and its own rows ask for. What is taken late stands in few tables and is carried nowhere.
/// </summary>
internal static class LawStages
{
    public static IReadOnlyList<LawStage> Of(Law law)
    {
        var uses = Uses(law);
        var open = law.Ordered.ToHashSet();
        var stages = new List<List<Variable>>();
        while (open.Count > 0)
        {
            // An entity that can be done with for good costs one stage whenever its turn comes; of others the most at a time.
            var taken = law.Facts.Entities.Values.Select(e => Last(law, e, open, uses))
                .MaxBy(t => (t.Count > 0 && t.Count == open.Count(v => v.Entity == t[0].Entity), t.Count))!;
            taken.Reverse();
            stages.Add(taken);
            open.ExceptWith(taken);
        }

        stages.Reverse();
        return [.. stages.Select((s, i) => new LawStage(i + 1, s[0].Entity, s))];
    }

    /// <summary>The variables of an entity that nobody asks for any more but they themselves, of their own rows; the last first.</summary>
    private static List<Variable> Last(Law law, Entity entity, HashSet<Variable> open, ILookup<Variable, Use> uses)
    {
        var taken = new List<Variable>();
        foreach (var variable in law.Ordered.Reverse().Where(v => v.Entity == entity && open.Contains(v)))
        {
            if (uses[variable].All(u => !open.Contains(u.By) || (u.OfOwnRow && taken.Contains(u.By))))
            {
                taken.Add(variable);
            }
        }

        return taken;
    }

    private static ILookup<Variable, Use> Uses(Law law) => law.Ordered
        .SelectMany(by => (by.Branch is null ? [by.Formula!] : new[] { by.Formula!, by.Branch }).SelectMany(root => Needs(root, false))
            .Select(n => (n.Variable, Use: new Use(by, !n.InAggregate && n.Variable.Entity == by.Entity))))
        .Distinct().ToLookup(n => n.Variable, n => n.Use);

    private static IEnumerable<(Variable Variable, bool InAggregate)> Needs(Formula formula, bool inAggregate) => formula switch
    {
        VariableValue v => [(v.Variable, inAggregate)],
        Aggregate a => a.Parts.SelectMany(p => Needs(p, true)),
        _ => formula.Parts.SelectMany(p => Needs(p, inAggregate)),
    };

    private readonly record struct Use(Variable By, bool OfOwnRow);
}
