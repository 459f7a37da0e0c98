using Shouwang.Platform.Text;
using Shouwang.Standards.Cases;
using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Assessments;

/// <param name="Distance">Fen: above zero while the family is below the line, zero on it.</param>
public sealed record LineDistance(string Name, Bilingual Label, long Distance);

/// <summary>The smallest change of one fact that would lead to another category.</summary>
/// <param name="Row">Of its entity, from 1, in the order written.</param>
/// <param name="From">The value now.</param>
/// <param name="To">The nearest value that flips; one step nearer does not.</param>
public sealed record SmallestChange(string Entity, int Row, string Field, Bilingual Label, ValueKind Kind, KeptValue From, KeptValue To, string Category);

/// <summary>How near a family stands to another outcome: the distance to each line, and what each fact would have to be.</summary>
public sealed class Border(IEvaluator evaluator)
{
    // Ten million yuan, or ten million of anything that is counted: farther away is no border.
    private const int Doublings = 30;

    /// <summary>For a family whose facts are all known.</summary>
    public (IReadOnlyList<LineDistance> Lines, IReadOnlyList<SmallestChange> Changes) Of(HouseholdFacts facts, LawDay day)
    {
        var law = day.Law;
        var families = new Families(law, [facts.Household]);
        var evaluation = evaluator.Evaluate(families.Population, day, families.Given);
        var category = evaluation[law.Outcome.Category][0];
        var probes = facts.Household.All().SelectMany(row => row.Entity.Fields.Values.SelectMany(field => Probes(facts.Household, row, field, law))).ToList();
        var steps = Outward(probes, facts.Household, day, category);
        Bisect(steps, facts.Household, day, category);
        return (
            [.. law.Outcome.Lines.Select(l => new LineDistance(l.Name, l.Label, evaluation[l.Distance][0]))],
            [.. steps.Select(s => new SmallestChange(
                s.Probe.Row.Entity.Name,
                s.Probe.Number,
                s.Probe.Field.Name,
                s.Probe.Field.Label,
                s.Probe.Field.Type.Kind,
                Kept(s.Probe.Now),
                Kept(s.Probe.At(s.Flips)),
                law.Codes[s.Category]))]);
    }

    private static KeptValue Kept(object? value) => value switch
    {
        string code => new KeptValue(null, code),
        bool b => new KeptValue(b ? 1 : 0, null),
        long n => new KeptValue(n, null),
        _ => default,
    };

    /// <summary>One fact in one direction, or one other value of it.</summary>
    private sealed record Probe(FamilyRow Row, int Number, EntityField Field, object? Now, int Direction, object? Other)
    {
        public object? At(long step) => Other ?? (object)((long)Now! + (Direction * step));
    }

    /// <param name="Same">The farthest step known to change nothing.</param>
    /// <param name="Flips">The nearest step known to flip.</param>
    private sealed record Step(Probe Probe, long Same, long Flips, long Category)
    {
        public long Same { get; set; } = Same;

        public long Flips { get; set; } = Flips;

        public long Category { get; set; } = Category;
    }

    private static IEnumerable<Probe> Probes(FamilyRow household, FamilyRow row, EntityField field, Law law)
    {
        var now = row.Inputs.GetValueOrDefault(field) ?? field.Default;
        // Whose kind of thing it is, where it comes from: not what a family could change.
        if (now is null || field.Name is "kind" or "source" or "item" or "division" or "year" || row.Entity.Parent is { IsGroup: true } group && group.By.Contains(field.Name))
        {
            yield break;
        }

        var number = household.All().Where(r => r.Entity == row.Entity).TakeWhile(r => !ReferenceEquals(r, row)).Count() + 1;
        switch (now)
        {
            case bool b:
                yield return new Probe(row, number, field, now, 0, !b);
                break;
            case string code:
                foreach (var other in (field.Type.Codes ?? []).Where(c => c != code && law.Codes.Has(c)))
                {
                    yield return new Probe(row, number, field, now, 0, other);
                }

                break;
            case long value:
                yield return new Probe(row, number, field, now, 1, null);
                if (value > 0)
                {
                    yield return new Probe(row, number, field, now, -1, null);
                }

                break;
        }
    }

    /// <summary>All probes at all doublings in one population.</summary>
    private List<Step> Outward(List<Probe> probes, FamilyRow household, LawDay day, long category)
    {
        var tried = probes.SelectMany(p => p.Other is not null ? [(p, 0L)] : Steps(p).Select(step => (p, step))).ToList();
        var found = Categories(tried, household, day);
        return [.. tried.Zip(found).GroupBy(t => t.First.p).SelectMany(g =>
        {
            var same = 0L;
            foreach (var ((probe, step), result) in g)
            {
                if (result != category)
                {
                    return [new Step(probe, same, step, result)];
                }

                same = step;
            }

            return Array.Empty<Step>();
        })];
    }

    private static IEnumerable<long> Steps(Probe probe)
    {
        var most = probe.Direction > 0 ? long.MaxValue : (long)probe.Now!;
        var count = probe.Field.Type.Kind == ValueKind.Money ? Doublings : 7;
        for (var i = 0; i <= count; i++)
        {
            var step = 1L << i;
            if (step >= most)
            {
                yield return most;
                yield break;
            }

            yield return step;
        }
    }

    /// <summary>Halves the stretch of every probe at once, until one step less does not flip.</summary>
    private void Bisect(List<Step> steps, FamilyRow household, LawDay day, long category)
    {
        while (steps.Where(s => s.Probe.Other is null && s.Flips - s.Same > 1).ToList() is { Count: > 0 } open)
        {
            var middles = open.Select(s => (s.Probe, s.Same + ((s.Flips - s.Same) / 2))).ToList();
            foreach (var ((step, (_, middle)), result) in open.Zip(middles).Zip(Categories(middles, household, day)))
            {
                if (result == category)
                {
                    step.Same = middle;
                }
                else
                {
                    (step.Flips, step.Category) = (middle, result);
                }
            }
        }
    }

    private List<long> Categories(List<(Probe Probe, long Step)> tried, FamilyRow household, LawDay day)
    {
        var replicas = tried.ConvertAll(t => household.With(t.Probe.Row, t.Probe.Row with { Inputs = new Dictionary<EntityField, object?>(t.Probe.Row.Inputs) { [t.Probe.Field] = t.Probe.At(t.Step) } }));
        // The same row may stand in many replicas: each gets rows of its own.
        var scenarios = replicas.ConvertAll(r => Scenario.Of(r)[0].Household);
        var families = new Families(day.Law, scenarios);
        var evaluation = evaluator.Evaluate(families.Population, day, families.Given);
        return scenarios.ConvertAll(s => evaluation[day.Law.Outcome.Category][families.Place(s)]);
    }
}
