using System.Text.RegularExpressions;
using ArchUnitNET.Domain;

namespace Shouwang.Tests.Boundaries;

/// <summary>The rules of docs/architecture.md for one tree of namespaces; the planted tree is judged by the same code as the real one.</summary>
internal sealed partial class ModuleOrder(Architecture architecture, string root)
{
    /// <summary>Left to right: each may use itself and what stands before it.</summary>
    public static readonly string[] Modules = ["Platform", "Registry", "Standards", "Policy", "Monitoring", "Work", "Responsibility", "Evaluation"];

    private static readonly string[] ForbiddenLastWords = ["Manager", "Helper", "Util", "Utils", "Common", "Base", "Impl", "Dto"];

    private IEnumerable<IType> Types => architecture.Types.Where(type => IsWithin(type.Namespace?.FullName) && !type.IsCompilerGenerated);

    /// <summary>"A uses B" for every type that looks right.</summary>
    public IReadOnlyList<string> LooksRight() =>
    [
        .. (from type in Types
            from dependency in type.Dependencies
            let target = dependency.Target
            where target is not GenericParameter && IsWithin(target.Namespace?.FullName) && Rank(target) > Rank(type)
            select $"{type.FullName} uses {target.FullName}").Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Types that lie in no module.</summary>
    public IReadOnlyList<string> Homeless() => [.. Types.Where(type => Rank(type) < 0).Select(type => type.FullName)];

    /// <summary>Types whose last word says nothing.</summary>
    public IReadOnlyList<string> EmptyNames() => [.. Types.Where(type => ForbiddenLastWords.Contains(LastWord(type.Name), StringComparer.Ordinal)).Select(type => type.FullName)];

    private bool IsWithin(string? name) => name is not null && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private int Rank(IType type)
    {
        var name = type.Namespace.FullName;
        return name.Length <= root.Length ? -1 : Array.IndexOf(Modules, name[(root.Length + 1)..].Split('.')[0]);
    }

    private static string LastWord(string name) => LastWordPattern().Match(name.Split('`')[0]).Value;

    [GeneratedRegex("[A-Z][a-z0-9]*$")]
    private static partial Regex LastWordPattern();
}
