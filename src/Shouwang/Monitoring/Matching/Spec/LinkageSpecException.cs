using Shouwang.Platform.Text;

namespace Shouwang.Monitoring.Matching;

/// <summary>One fault of a specification. Line and column count from 1.</summary>
public sealed record SpecFault(string File, long Line, long Column, Bilingual Reason)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Reason}";
}

/// <summary>A specification that cannot be used, with every fault found in one reading.</summary>
public sealed class LinkageSpecException(IReadOnlyList<SpecFault> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<SpecFault> Faults { get; } = faults;
}
