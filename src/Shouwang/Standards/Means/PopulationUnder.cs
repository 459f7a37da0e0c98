using Shouwang.Standards.Language;

namespace Shouwang.Standards.Means;

/// <summary>The same facts under another law: codes get that law's numbers, inputs that it alone has their default.</summary>
public static class PopulationUnder
{
    /// <exception cref="ArgumentException">The other law groups facts otherwise, or lacks an entity or a code that the facts have.</exception>
    public static Population Under(this Population population, Law other)
    {
        if (ReferenceEquals(population.Law, other))
        {
            return population;
        }

        return new Population(other, other.Facts.Entities.Values.Select(entity => Rows(population, entity, other)));
    }

    private static EntityRows Rows(Population population, Entity entity, Law other)
    {
        var mine = population.Law.Facts.Find(entity.Name);
        if (mine is null || mine.Parent?.Name != entity.Parent?.Name || !mine.By.SequenceEqual(entity.By))
        {
            throw new ArgumentException($"The laws do not speak of the same facts: '{entity.Name}'.", nameof(other));
        }

        var rows = population[mine];
        return rows with
        {
            Entity = entity,
            Inputs = entity.Fields.Values.ToDictionary(
                f => f.Name,
                f => mine.Fields.TryGetValue(f.Name, out var field) && field.Type.Kind == f.Type.Kind
                    ? Column(rows.Inputs[f.Name], f, population.Law.Codes, other.Codes)
                    : Enumerable.Repeat(PopulationBuilder.Kept(f.Default, other.Codes), rows.Count).ToArray(),
                StringComparer.Ordinal),
        };
    }

    private static long[] Column(long[] values, EntityField field, CodeNumbers from, CodeNumbers to)
    {
        if (field.Type.Kind != ValueKind.Text)
        {
            return values;
        }

        var renumbered = new Dictionary<long, long> { [Population.Unknown] = Population.Unknown };
        return Array.ConvertAll(values, value =>
        {
            if (!renumbered.TryGetValue(value, out var number))
            {
                var text = from[value];
                number = to.Has(text) ? to[text] : throw new ArgumentException($"The other law has no code '{text}'.", nameof(values));
                renumbered[value] = number;
            }

            return number;
        });
    }
}
