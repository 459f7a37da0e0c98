using Shouwang.Standards.Means;

namespace Shouwang.Standards.Simulation;

/// <summary>What a law makes of every household, taken from its evaluation.</summary>
/// <param name="Category">Code of each household.</param>
/// <param name="PersonCategory">Code of each person.</param>
/// <param name="Size">Members counted.</param>
/// <param name="Monthly">Fen per month.</param>
/// <param name="Income">Fen per year, as compared with the line.</param>
/// <param name="Line">Fen per person and year.</param>
internal sealed record Standing(string[] Category, string[] PersonCategory, long[] Size, long[] Monthly, long[] Income, long[] Line)
{
    public static Standing Of(Evaluation evaluation)
    {
        var outcome = evaluation.Day.Law.Outcome;
        var codes = evaluation.Day.Law.Codes;
        return new Standing(
            Array.ConvertAll(evaluation[outcome.Category], c => codes[c]),
            Array.ConvertAll(evaluation[outcome.PersonCategory], c => codes[c]),
            evaluation[outcome.Size],
            evaluation[outcome.Monthly],
            evaluation[outcome.Income],
            evaluation[outcome.Line]);
    }
}
