using Shouwang.Standards.Means;

namespace Shouwang.Standards.Simulation;

/// <summary>The register whose people a reform is tried on.</summary>
/// <param name="Population">Facts of all households.</param>
/// <param name="Codes">Household codes, in the order of the population's households.</param>
/// <param name="Entitled">For each person of the population whether he or she is truly in need; null where no truth is known (real cities have none).</param>
public sealed record SimulatedRegister(Population Population, IReadOnlyList<string> Codes, IReadOnlyList<bool>? Entitled)
{
    /// <summary>Households whose facts are complete; of the others nothing can be said, before or after.</summary>
    public bool[] Complete()
    {
        var complete = new bool[Population.Households.Count];
        Array.Fill(complete, true);
        foreach (var rows in Population.All)
        {
            var asked = rows.Entity.Fields.Values.Where(f => f.Trials.Count > 0).Select(f => rows.Inputs[f.Name]).ToList();
            if (asked.Count == 0)
            {
                continue;
            }

            var households = HouseholdOf(rows);
            for (var row = 0; row < rows.Count; row++)
            {
                if (asked.Any(values => values[row] == Population.Unknown))
                {
                    complete[households[row]] = false;
                }
            }
        }

        return complete;
    }

    private int[] HouseholdOf(EntityRows rows)
    {
        var path = Enumerable.Range(0, rows.Count).ToArray();
        for (var at = rows; at.Entity.Parent is { } parent; at = Population[parent])
        {
            path = Array.ConvertAll(path, row => at.Parent[row]);
        }

        return path;
    }
}
