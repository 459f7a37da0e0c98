using Shouwang.Standards.Language;
using Shouwang.Standards.Means;

namespace Shouwang.Standards.Assessments;

/// <summary>Takes the rows of one household out of an evaluation: facts, values and branches as they are kept. Safe for several threads.</summary>
/// <param name="origin">Entity and row → day and origin of the fact.</param>
/// <param name="isMissing">Whether a fact is not known, where a value was only tried in its place.</param>
internal sealed class AssessedRows(Evaluation evaluation, Func<Entity, int, (string? On, string? From)> origin, Func<Entity, int, EntityField, bool> isMissing)
{
    private readonly Population population = evaluation.Population;
    private readonly CodeNumbers codes = evaluation.Day.Law.Codes;

    private readonly (Entity Entity, int[] Ranges, Variable[] Variables)[] entities =
    [
        .. evaluation.Day.Law.Facts.Entities.Values.OrderBy(Depth).ThenBy(e => e.Name, StringComparer.Ordinal).Select(e => (
            e,
            e.Parent is null ? [] : evaluation.Population.Ranges(evaluation.Population.Households.Entity, e),
            evaluation.Day.Law.Ordered.Where(v => v.Entity == e).ToArray())),
    ];

    /// <summary>The household first, then entity by entity from the top.</summary>
    public List<AssessedRow> Of(int household)
    {
        var rows = new List<AssessedRow>();
        // Where the rows of an entity begin, among those returned and in the population.
        var first = new Dictionary<string, (int Here, int There)>(StringComparer.Ordinal);
        foreach (var (entity, ranges, variables) in entities)
        {
            var (from, to) = entity.Parent is null ? (household, household + 1) : (ranges[household], ranges[household + 1]);
            first[entity.Name] = (rows.Count, from);
            for (var row = from; row < to; row++)
            {
                var above = entity.Parent is { } parent ? first[parent.Name] : (Here: -1, There: 0);
                var at = entity.Parent is null ? -1 : above.Here + population[entity].Parent[row] - above.There;
                rows.Add(Row(entity, row, row - from + 1, at, variables));
            }
        }

        return rows;
    }

    private AssessedRow Row(Entity entity, int row, int number, int parent, Variable[] variables)
    {
        var inputs = new Dictionary<string, KeptValue>(entity.Fields.Count, StringComparer.Ordinal);
        foreach (var field in entity.Fields.Values)
        {
            inputs.Add(field.Name, field.Trials.Count > 0 && isMissing(entity, row, field) ? default : Kept(population[entity].Inputs[field.Name][row], field.Type.Kind));
        }

        var values = new Dictionary<string, KeptValue>(variables.Length, StringComparer.Ordinal);
        var branches = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            values.Add(variable.Name, Kept(evaluation[variable][row], variable.Type.Kind));
            if (evaluation.Branches(variable) is { } branch)
            {
                branches.Add(variable.Name, (int)branch[row]);
            }
        }

        var (on, from) = origin(entity, row);
        return new AssessedRow(entity.Name, number, parent, inputs, values, branches, on, from);
    }

    private KeptValue Kept(long value, ValueKind kind) => value == Population.Unknown ? default : kind == ValueKind.Text ? new KeptValue(null, codes[value]) : new KeptValue(value, null);

    private static int Depth(Entity entity) => entity.Parent is null ? 0 : 1 + Depth(entity.Parent);
}
