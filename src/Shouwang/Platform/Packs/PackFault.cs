using Shouwang.Platform.Text;

namespace Shouwang.Platform.Packs;

/// <summary>One fault of a pack: where it stands (line and column count from 1) and what is wrong, in both languages.</summary>
public sealed record PackFault(string File, int Line, int Column, string Code, Bilingual Text)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Text}";
}

/// <summary>Collects every fault of one run, so that an author sees all of them at once.</summary>
public sealed class PackFaults
{
    private readonly List<PackFault> found = [];

    public IReadOnlyList<PackFault> All => [.. found.Distinct().OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)];

    public bool Any => found.Count > 0;

    public void Add(PackFault fault) => found.Add(fault);

    public void Add(PackNode at, string code, string zh, string en) => found.Add(new PackFault(at.File, at.Line, at.Column, code, new Bilingual(zh, en)));
}

/// <summary>A pack that cannot be used; carries all its faults.</summary>
public sealed class PackRefusedException(IReadOnlyList<PackFault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(f => f.ToString())))
{
    public IReadOnlyList<PackFault> Faults { get; } = faults;
}
