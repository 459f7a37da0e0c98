using Shouwang.Platform.Packs;

namespace Shouwang.Standards.Cases;

/// <summary>
/// A kind of case beside that of a family: known by its key (<c>working_days:</c>). It needs no engine, so it is read and
/// judged in one go.
/// </summary>
public interface ICaseKind
{
    string Key { get; }

    /// <summary>Reads the value of its key and the whole of <c>expect:</c>. Faults go to the nodes' pack.</summary>
    /// <returns>What was expected and what was found, line by line; they are equal where the case passes. Null after a fault.</returns>
    IReadOnlyList<(string What, string Expected, string Found)>? Judge(PackNode given, PackNode expect);
}
