namespace Shouwang.Monitoring.Matching;

/// <summary>One EM run over the pairs of one blocking key.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="Pairs">Pairs that share the key.</param>
/// <param name="ExpectedMatches">How many of them the model takes to be the same entity.</param>
/// <param name="Rounds">Rounds until nothing changed.</param>
/// <param name="Refused">Why the run was not used, or null.</param>
public sealed record LearnPass(string Key, long Pairs, double ExpectedMatches, int Rounds, string? Refused);

/// <summary>What was learned, and from what.</summary>
/// <param name="Spec">The specification with the learned probabilities and share.</param>
/// <param name="RandomPairs">Pairs from which u was estimated.</param>
/// <param name="Kept">Fields whose m no run could tell: their old m stays.</param>
public sealed record LearnReport(LinkageSpec Spec, long RandomPairs, IReadOnlyList<LearnPass> Passes, IReadOnlyList<string> Kept)
{
    /// <summary>Writes the specification file anew with the learned numbers; everything else in it, comments too, stays as it was.</summary>
    /// <param name="path">The file to write; the one that was read is the source of all other text.</param>
    public void Save(string path) => File.WriteAllText(path, LinkageSpecWriter.Write(File.ReadAllText(Spec.File), Spec));
}
