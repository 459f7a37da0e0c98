using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Shouwang.Platform.Packs;

/// <summary>A document that a pack cites: the key stands in <c>cite:</c>, optionally followed by <c>#article</c>.</summary>
public sealed record PackDocument(string Key, string Title, string? Number, DateOnly? Effective, PackNode At);

/// <summary>
/// A place's law and settings as a folder of YAML and CSV files. <c>extends</c> names a sibling folder whose files
/// come first; an entry of the same key in the later pack replaces the earlier one.
/// </summary>
public sealed class Pack
{
    private Pack(string folder, IReadOnlyList<string> layers, PackFaults faults, string id, string version, IReadOnlyDictionary<string, PackDocument> documents)
    {
        Folder = folder;
        Layers = layers;
        Faults = faults;
        Id = id;
        Version = version;
        Documents = documents;
    }

    public string Folder { get; }

    /// <summary>Folders from the national floor to this pack.</summary>
    public IReadOnlyList<string> Layers { get; }

    public PackFaults Faults { get; }

    public string Id { get; }

    public string Version { get; }

    public IReadOnlyDictionary<string, PackDocument> Documents { get; }

    /// <summary>A file laid over all layers for a trial (a reform that is only considered), or null.</summary>
    public string? Reform { get; private init; }

    /// <param name="reform">
    /// A YAML file that is laid over the pack's standards: documents, parameters, variables. For trials; a place's law is a
    /// folder that extends another.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">No such folder.</exception>
    public static Pack Open(string folder, string? reform = null)
    {
        var faults = new PackFaults();
        var layers = new List<string>();
        var documents = new Dictionary<string, PackDocument>(StringComparer.Ordinal);
        var (id, version) = Follow(Path.GetFullPath(folder), faults, layers, documents);
        if (reform is not null && Parse(reform, new PackFaults()) is { } root)
        {
            // Its other keys are read, and its faults named, with the standards.
            ReadDocuments(root, documents);
        }

        return new Pack(Path.GetFullPath(folder), layers, faults, id, version, documents) { Reform = reform };
    }

    /// <summary>The roots of all YAML files below a folder of the pack, national floor first, then by name.</summary>
    public IEnumerable<PackNode> Read(string below)
    {
        foreach (var layer in Layers)
        {
            var path = Path.Combine(layer, below);
            IEnumerable<string> files = File.Exists(path) ? [path]
                : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                : [];
            foreach (var file in files)
            {
                if (Parse(file, Faults) is { } root)
                {
                    yield return root;
                }
            }
        }

        if (Reform is not null && below == "standards" && Parse(Reform, Faults) is { } over)
        {
            yield return over;
        }
    }

    /// <summary>The path of a data file such as <c>holidays.csv</c>: the latest layer that has one.</summary>
    public string? FindFile(string name) => Layers.Reverse().Select(l => Path.Combine(l, name)).FirstOrDefault(File.Exists);

    /// <summary>SHA-256 over the names and contents of all files of all layers, tests left out.</summary>
    public string Hash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, hash) in Files())
        {
            sha.AppendData(Encoding.UTF8.GetBytes($"{name}\n"));
            sha.AppendData(hash);
        }

        if (Reform is not null)
        {
            sha.AppendData(SHA256.HashData(File.ReadAllBytes(Reform)));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>Every file of every layer with its SHA-256; tests and locks are not part of the law.</summary>
    /// <returns>Names such as <c>cn/standards/facts.yaml</c>.</returns>
    public IEnumerable<(string Name, byte[] Hash)> Files() =>
        from layer in Layers
        from file in Directory.EnumerateFiles(layer, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(layer, f).Replace('\\', '/')).Order(StringComparer.Ordinal)
        where !file.StartsWith("tests/", StringComparison.Ordinal) && file != PackLock.FileName
        select ($"{Path.GetFileName(layer)}/{file}", SHA256.HashData(File.ReadAllBytes(Path.Combine(layer, file))));

    /// <summary>A citation names a known document; a fault where it does not.</summary>
    public void CheckCitation(PackNode at)
    {
        var text = at.Text();
        if (!Documents.ContainsKey(text.Split('#')[0]))
        {
            at.Fault("source", $"未登记的依据“{text}”：请在 pack.yaml 的 documents 中列出", $"Unknown source '{text}': list it under documents in pack.yaml");
        }
    }

    /// <exception cref="PackRefusedException">The pack has faults.</exception>
    public void RefuseFaults()
    {
        if (Faults.Any)
        {
            throw new PackRefusedException(Faults.All);
        }
    }

    /// <summary>Parses one YAML file; a syntax error becomes a fault and null.</summary>
    public static PackNode? Parse(string file, PackFaults faults)
    {
        var name = Path.GetRelativePath(Environment.CurrentDirectory, file);
        name = name.StartsWith("..", StringComparison.Ordinal) ? file : name;
        try
        {
            var stream = new YamlStream();
            var raw = File.ReadAllText(file, new UTF8Encoding(false, true));
            using var reader = new StringReader(raw);
            stream.Load(reader);
            return stream.Documents.Count == 0 ? null : new PackNode(name, stream.Documents[0].RootNode, faults, raw);
        }
        catch (YamlException e)
        {
            faults.Add(new PackFault(name, (int)e.Start.Line, (int)e.Start.Column, "yaml", new($"YAML 写法有误：{e.InnerException?.Message ?? e.Message}", $"YAML syntax: {e.InnerException?.Message ?? e.Message}")));
            return null;
        }
        catch (DecoderFallbackException)
        {
            faults.Add(new PackFault(name, 1, 1, "encoding", new("文件不是 UTF-8 编码", "The file is not UTF-8")));
            return null;
        }
    }

    private static (string Id, string Version) Follow(string folder, PackFaults faults, List<string> layers, Dictionary<string, PackDocument> documents)
    {
        var file = Path.Combine(folder, "pack.yaml");
        if (!File.Exists(file))
        {
            throw new DirectoryNotFoundException($"{folder}: no pack.yaml");
        }

        if (Parse(file, faults) is not { } root)
        {
            layers.Add(folder);
            return (Path.GetFileName(folder), "");
        }

        var id = root.TextOf("pack");
        var version = root.TextOf("version");
        if (root.Optional("extends") is { } extends)
        {
            var parent = Path.GetFullPath(Path.Combine(folder, "..", extends.Text()));
            if (layers.Count > 8 || parent == folder)
            {
                extends.Fault("cycle", "扩展关系成环", "extends goes round in a circle");
            }
            else if (!File.Exists(Path.Combine(parent, "pack.yaml")))
            {
                extends.Fault("extends", $"找不到被扩展的包“{extends.Text()}”", $"No pack '{extends.Text()}' to extend");
            }
            else
            {
                Follow(parent, faults, layers, documents);
            }
        }

        layers.Add(folder);
        ReadDocuments(root, documents);
        root.Optional("coverage");
        root.Optional("name")?.Both();
        root.NoOthers();
        return (id, version);
    }

    private static void ReadDocuments(PackNode root, Dictionary<string, PackDocument> documents)
    {
        foreach (var (key, at, value) in root.OptionalEntries("documents"))
        {
            DateOnly? effective = null;
            if (value.Optional("effective") is { } date)
            {
                if (DateOnly.TryParseExact(date.Text(), "yyyy-MM-dd", out var day))
                {
                    effective = day;
                }
                else
                {
                    date.Fault("date", "日期应为 yyyy-MM-dd", "A date is written yyyy-MM-dd");
                }
            }

            documents[key] = new PackDocument(key, value.TextOf("title"), value.OptionalText("number"), effective, at);
            value.Optional("issued");
            value.Optional("url");
            value.Optional("note");
            value.NoOthers();
        }
    }
}
