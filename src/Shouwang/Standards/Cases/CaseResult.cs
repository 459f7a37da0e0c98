namespace Shouwang.Standards.Cases;

/// <summary>How a case of a pack went.</summary>
/// <param name="Expected">What was expected, as a text such as <c>A02 ×1 orange 10,000.01</c> or <c>category dibao</c>.</param>
public sealed record CaseResult(string File, int Line, string Name, bool Passed, string Expected, string Found);
