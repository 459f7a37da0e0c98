using System.Text.Json;

namespace Shouwang.Platform.Packs;

/// <summary>How a file differs from what was locked.</summary>
public enum LockDifference
{
    Changed,
    Added,
    Removed,
}

/// <summary>
/// A pack as it was when somebody put it into force: <c>pack.lock</c> beside <c>pack.yaml</c>, with the hash of every
/// file of every layer. It shows that what runs is what was decided upon, also where only a lower layer was changed.
/// </summary>
/// <param name="Hash"><see cref="Pack.Hash"/>.</param>
/// <param name="Files">Name such as <c>cn/standards/facts.yaml</c> → SHA-256 in hexadecimal digits.</param>
public sealed record PackLock(string Pack, string Version, string Hash, IReadOnlyDictionary<string, string> Files)
{
    public const string FileName = "pack.lock";

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static PackLock Of(Pack pack) => new(pack.Id, pack.Version, pack.Hash(), new SortedDictionary<string, string>(pack.Files().ToDictionary(f => f.Name, f => Convert.ToHexStringLower(f.Hash)), StringComparer.Ordinal));

    /// <returns>Null where the pack was never locked.</returns>
    /// <exception cref="JsonException">The file is no lock.</exception>
    public static PackLock? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) ? JsonSerializer.Deserialize<PackLock>(File.ReadAllText(file), Form) ?? throw new JsonException(FileName) : null;
    }

    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Form) + "\n");

    /// <summary>What another state of the pack has otherwise.</summary>
    public IReadOnlyList<(string File, LockDifference Difference)> DifferencesOf(PackLock now) => [.. Files.Keys.Union(now.Files.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Where(file => Files.GetValueOrDefault(file) != now.Files.GetValueOrDefault(file))
        .Select(file => (file, !Files.ContainsKey(file) ? LockDifference.Added : now.Files.ContainsKey(file) ? LockDifference.Changed : LockDifference.Removed))];
}
